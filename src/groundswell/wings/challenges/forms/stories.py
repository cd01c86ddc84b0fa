"""The form of a story."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..storytelling import STORY_PARTS
from .choices import several_of
from .design import line_field, text_field
from .versions import SharedForm

if TYPE_CHECKING:
    from ..models import Result


class StoryForm(SharedForm):
    title = line_field(gettext_lazy("Title"))
    why = text_field(STORY_PARTS["why"], required=False)
    who = text_field(
        STORY_PARTS["who"],
        help_text=gettext_lazy("Everybody can read this: name people only if they agree."),
        required=False,
    )
    tried = text_field(STORY_PARTS["tried"], required=False)
    came = text_field(STORY_PARTS["came"], required=False)
    next = text_field(STORY_PARTS["next"], required=False)
    results = forms.MultipleChoiceField(required=False)  # replaced: offered are those that stand
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, results: "Sequence[Result]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["results"] = several_of(results, label=_("Which results are told?"))
        if not results:
            del self.fields["results"]

    def parts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in STORY_PARTS}
