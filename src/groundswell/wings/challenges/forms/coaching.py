"""Forms of what stands around a team: promises of the sponsor, the coach's log, who runs it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form

from ..kinds import PROMISED_AT, HandoverLevel
from .choices import person_field
from .design import line_field, text_field
from .versions import SharedForm

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person


class PromiseForm(Form):
    occasion = forms.ChoiceField(
        label=gettext_lazy("When was it promised?"),
        choices=[(milestone.value, milestone.label) for milestone in PROMISED_AT],
        widget=forms.RadioSelect,
    )
    title = line_field(
        gettext_lazy("What was promised, in a line?"),
        help_text=gettext_lazy("Such as “Parveen answers within three days”."),
    )
    owner = forms.ChoiceField()  # replaced: offered are the sponsors
    due_on = DateField(label=gettext_lazy("By which day"))

    def __init__(self, *args: Any, sponsors: "Sequence[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field(sponsors, label=_("Who promised it?"))


class LogForm(Form):
    on = DateField(label=gettext_lazy("Day"))
    text = text_field(
        gettext_lazy("What you saw, what you tried, what to ask next"),
        rows=5,
        help_text=gettext_lazy("You alone read this. It is erased with your account."),
    )


class ChangeLogForm(SharedForm):
    text = text_field(gettext_lazy("Your note"), rows=8)


class HandoverForm(Form):
    level = forms.TypedChoiceField(
        label=gettext_lazy("Who runs the team’s meetings now?"),
        choices=HandoverLevel.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    text = text_field(gettext_lazy("In a sentence"), rows=2, required=False)
