from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.ground.web.forms import DateField, Form

from ..kinds import PayBand


class PostForm(Form):
    """What a person does in an organisation."""

    job_title = forms.CharField(label=_("Job title"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    pay_band = forms.ChoiceField(
        label=_("Pay band"), required=False, choices=[("", _("Not known")), *PayBand.choices]
    )
    staff_number = forms.CharField(label=_("Staff number"), required=False)
    manager = forms.CharField(
        label=_("Line manager’s e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", _("No team")), *teams]  # type: ignore[attr-defined]


class MemberForm(PostForm):
    name = forms.CharField(label=_("Name"), help_text=_("As they want to be called, in full."))
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Their sign-in codes go here."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    starts_on = DateField(label=_("First day"), required=False, help_text=_("Empty means today."))
    field_order = ["name", "email", "starts_on"]


class PersonForm(Form):
    name = forms.CharField(label=_("Name"), help_text=_("As you want to be called, in full."))
    known_as = forms.CharField(
        label=_("How we greet you"), required=False, help_text=_("Empty means your first name.")
    )
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Sign-in codes go here. A new address ends every open session."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, with_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_address:
            del self.fields["email"]


class RoleForm(Form):
    code = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Where"))
    starts_on = DateField(label=_("First day"), required=False, help_text=_("Empty means today."))
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Empty means no end."))

    def __init__(
        self,
        *args: Any,
        codes: list[tuple[str, str]],
        places: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = codes  # type: ignore[attr-defined]
        self.fields["place"].choices = places  # type: ignore[attr-defined]


class TokenForm(Form):
    name = forms.CharField(label=_("What is it for?"))
    expires_on = DateField(label=_("Last day"), help_text=_("Within the next 12 months."))


class TrailForm(Form):
    person = forms.CharField(label=_("Name holds"), required=False)
    event = forms.ChoiceField(label=_("What was done"), required=False)
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)

    def __init__(self, *args: Any, events: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", _("Anything")), *events]  # type: ignore[attr-defined]
