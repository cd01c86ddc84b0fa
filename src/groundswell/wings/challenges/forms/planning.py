import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.engines.gatherings.forms.times import TimeField, instant
from groundswell.ground.web.forms import DateField, Form

from ..actions.checks import LONGEST_TEXT
from .choices import person_field
from .versions import SharedForm

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person


class PlanForm(Form):
    """One action: what, who, by when."""

    title = forms.CharField(
        label=gettext_lazy("What will be done?"),
        help_text=gettext_lazy("So that everybody can tell whether it was."),
        max_length=200,
    )
    owner = forms.ChoiceField()  # replaced: offered is the team
    due_on = DateField(label=gettext_lazy("By which day"))
    theme = forms.CharField(
        label=gettext_lazy("Theme"),
        help_text=gettext_lazy("Actions of one theme stand together."),
        max_length=60,
        required=False,
    )
    detail = forms.CharField(
        label=gettext_lazy("In more words"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(
        self, *args: Any, people: "Sequence[Person]", themes: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field(people, label=_("Who owns it?"))
        if themes:
            hint = _("Actions of one theme stand together. So far: %(themes)s.")
            self.fields["theme"].help_text = hint % {"themes": ", ".join(themes)}


class AgreementForm(SharedForm):
    agreement = forms.CharField(
        label=gettext_lazy("What you agree, a line each"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class MeetingForm(Form):
    """When the team meets, once or every week."""

    on = DateField(label=gettext_lazy("Day of the first meeting"))
    starts = TimeField(label=gettext_lazy("From"), help_text=gettext_lazy("Such as 2 pm"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    link = forms.CharField(
        label=gettext_lazy("Link to join from afar"),
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    is_weekly = forms.BooleanField(
        label=gettext_lazy("Every week at this time, until day 100"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("on") and given.get("starts"):
            try:
                given["starts_at"] = instant(given["on"], given["starts"])
            except forms.ValidationError as fault:
                self.add_error("starts", fault)
        return given

    @property
    def starts_at(self) -> dt.datetime:
        return self.cleaned_data["starts_at"]
