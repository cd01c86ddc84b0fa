"""Forms around sending a survey out: whom it asks, ways in, a later day."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import DateField, Form, NumberField

from ..actions import DoorwayDetails, PartDetails
from ..kinds import Reach
from ..models import Doorway, Survey

Choices = Sequence[tuple[str, str]]


class AudienceForm(FindingForm):
    """Whom a survey asks: everyone, teams, roles, single people, addresses."""

    everyone = forms.BooleanField(
        label=gettext_lazy("Everyone in the organisation"), required=False
    )
    programme = forms.BooleanField(
        label=gettext_lazy("The people of this piece of work"), required=False
    )
    teams = forms.MultipleChoiceField(
        label=gettext_lazy("Teams, with the teams within them"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Whoever holds one of these roles"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("People named before"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    person = PersonField(label=gettext_lazy("One more person by name"), required=False)
    addresses = forms.CharField(
        label=gettext_lazy("Addresses of people without an account"),
        help_text=gettext_lazy("One e-mail address a line."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        survey: Survey,
        teams: Choices,
        roles: Choices,
        named: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._survey = survey
        self.fields["person"].offer(actor)  # type: ignore[attr-defined]
        offered = {
            "teams": teams,
            "roles": roles,
            "people": [(str(i), n) for i, n in named.items()],
        }
        for name, choices in offered.items():
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]
        if survey.programme_id is None:
            del self.fields["programme"]

    def parts(self) -> list[PartDetails]:
        given, place = self.cleaned_data, self._survey.organisation_id
        found: list[PartDetails] = []
        if given["everyone"]:
            found.append(PartDetails(Reach.ORGANISATION, organisation_id=place))
        if given.get("programme"):
            found.append(PartDetails(Reach.PROGRAMME, programme_id=self._survey.programme_id))
        found += [PartDetails(Reach.TEAM, team_id=UUID(pk)) for pk in given.get("teams", [])]
        found += [
            PartDetails(Reach.ROLE, organisation_id=place, role=code)
            for code in given.get("roles", [])
        ]
        found += [PartDetails(Reach.PERSON, person_id=UUID(pk)) for pk in given.get("people", [])]
        if given["person"]:
            found.append(PartDetails(Reach.PERSON, person_id=given["person"].pk))
        lines = [line.strip() for line in given["addresses"].splitlines()]
        return found + [PartDetails(Reach.ADDRESS, address=line) for line in lines if line]


class DoorwayForm(Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=Doorway.Kind.choices,
        widget=forms.RadioSelect,
    )
    label = forms.CharField(
        label=gettext_lazy("Where is it?"),
        help_text=gettext_lazy("Such as “Ward 7, by the kettle”."),
    )
    quota = NumberField(
        label=gettext_lazy("For how many people?"),
        help_text=gettext_lazy("So many can begin there, and no more."),
        whole=True,
        lowest=1,
        highest=100_000,
    )

    def details(self) -> DoorwayDetails:
        given = self.cleaned_data
        return DoorwayDetails(given["kind"], given["label"], given["quota"])


class ExtendForm(Form):
    closes_on = DateField(label=gettext_lazy("The new last day"))


class CodeForm(Form):
    """The code that stands on a paper form which was typed once."""

    code = forms.CharField(
        label=gettext_lazy("Code on the form"),
        help_text=gettext_lazy("Such as K7F3-2QXM-9ABC. It was written there at the first typing."),
    )
