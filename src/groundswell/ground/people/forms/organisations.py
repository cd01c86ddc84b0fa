from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.ground.web.forms import DateField, Form

from ..kinds import OrganisationKind


class OrganisationForm(Form):
    name = forms.CharField(label=_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    ods_code = forms.CharField(
        label=_("ODS code"),
        required=False,
        help_text=_("1 to 9 letters and digits. Police, councils and charities have none."),
        widget=forms.TextInput(attrs={"width": "10", "autocomplete": "off"}),
    )
    opened_on = DateField(label=_("Opened on"), required=False)


class ChangeOrganisationForm(OrganisationForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CloseOrganisationForm(Form):
    closed_on = DateField(label=_("Last day"), required=False, help_text=_("Empty means today."))
    successor = forms.CharField(
        label=_("Code or exact name of the organisation that takes over"), required=False
    )


class TeamForm(Form):
    name = forms.CharField(label=_("Name"))
    parent = forms.ChoiceField(label=_("Part of"), required=False)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No larger team")), *teams]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]


class RenameTeamForm(Form):
    name = forms.CharField(label=_("Name"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
