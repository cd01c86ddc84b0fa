"""Forms of tested interventions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

from ..actions.interventions import InterventionWords
from ..storytelling import LOGIC_PARTS
from .choices import one_of
from .design import line_field, text_field
from .versions import SharedForm

if TYPE_CHECKING:
    from ..models import Challenge

_A_LINE_EACH = gettext_lazy("One thing a line.")


class InterventionForm(SharedForm):
    """A test written up so that others can do it."""

    title = line_field(gettext_lazy("What is it called?"))
    context = text_field(gettext_lazy("Where was it tested, and with whom?"))
    inputs = text_field(LOGIC_PARTS["inputs"], help_text=_A_LINE_EACH, required=False)
    activities = text_field(LOGIC_PARTS["activities"], help_text=_A_LINE_EACH, required=False)
    outputs = text_field(LOGIC_PARTS["outputs"], help_text=_A_LINE_EACH, required=False)
    outcomes = text_field(LOGIC_PARTS["outcomes"], help_text=_A_LINE_EACH, required=False)
    result = text_field(gettext_lazy("What came of it?"))
    how_to = text_field(gettext_lazy("How can another team do it, step by step?"), rows=8)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def written(self) -> InterventionWords:
        given = self.cleaned_data
        names = ("title", "context", "result", "how_to")
        return InterventionWords(
            **{name: given[name] for name in names},
            logic={name: given[name] for name in LOGIC_PARTS},
        )


class CopyForm(Form):
    """Into which challenge of one's own; whoever copies it owns the test."""

    challenge = forms.ChoiceField()  # replaced: offered are one's own

    def __init__(self, *args: Any, challenges: "Sequence[Challenge]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["challenge"] = one_of(challenges, label=_("Into which challenge?"))
