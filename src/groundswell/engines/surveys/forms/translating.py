"""A survey's sentences side by side: the first language, and a field for each in the other."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from groundswell.ground.web.forms import Form

from ..queries.languages import Pair


@dataclass(frozen=True, slots=True)
class Row:
    sentence: str
    field: BoundField


class TranslateForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pairs: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pairs = pairs
        for pair in pairs:
            self.fields[_name(pair)] = forms.CharField(
                label=pair.sentence,
                required=False,
                initial=pair.said or pair.suggested,
                help_text=_("Suggested. Nobody has reviewed it: look it over before you save.")
                if pair.suggested
                else "",
                widget=forms.Textarea(attrs={"rows": 1 + len(pair.sentence) // 60}),
            )

    def rows(self) -> list[Row]:
        return [Row(pair.sentence, self[_name(pair)]) for pair in self._pairs]

    def said(self) -> dict[str, str]:
        """What was typed, by the sentence in the first language."""
        return {pair.sentence: self.cleaned_data[_name(pair)] for pair in self._pairs}

    def with_what_stands(self, version: int) -> QueryDict:
        """What was typed, for the next try: where nothing was, what somebody else wrote."""
        data: QueryDict = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(version)
        for pair in self._pairs:
            if not data.get(_name(pair), "").strip():
                data[_name(pair)] = pair.said
        return data


def _name(pair: Pair) -> str:
    """The same for a sentence wherever it stands: questions move while somebody translates."""
    return "said_" + hashlib.sha256(pair.sentence.encode()).hexdigest()[:16]
