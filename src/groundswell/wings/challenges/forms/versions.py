"""Forms for what several people may change at once: nobody's words are overwritten or lost."""

from typing import Any

from django import forms

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.forms.choosing import FindingForm

from ..actions.checks import Overtaken


class SharedForm(FindingForm):
    """Knows which version it was filled in from. Where somebody else was faster it keeps what was
    typed and holds what they wrote; what is sent next knows of theirs."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    theirs: tuple[tuple[str, str], ...] = ()  # label and words of each part that differs now

    def refuse(self, unusable: Unusable) -> None:
        super().refuse(unusable)
        if isinstance(unusable, Overtaken):
            self.theirs = tuple(
                (str(self.fields[name].label), text)
                for name, text in unusable.now.items()
                if name in self.fields and text != str(self.data.get(name, "")).strip()
            )
            typed: dict[str, Any] = {name: self.data.get(name, "") for name in self.data}
            self.data = {**typed, "version": str(unusable.version)}
