"""Forms around sending a survey out: whom it asks, ways in, a later day."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.ballots.kinds import FEWEST, Mode
from groundswell.ground.messages.phones import can_text
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import DateField, Form, NumberField

from ..actions import DoorwayDetails, PartDetails, PromiseDetails
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
        if can_text():
            self.fields["addresses"].help_text = gettext_lazy(
                "One a line: an e-mail address, or a mobile number for a text message."
            )

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
        return found + [_of_line(line) for line in lines if line]


def _of_line(line: str) -> PartDetails:
    """Somebody without an account: by mail, or by text message where it is a number."""
    if "@" not in line and any(c.isdigit() for c in line):
        return PartDetails(Reach.ADDRESS, phone=line)
    return PartDetails(Reach.ADDRESS, address=line)


class PromiseForm(Form):
    """What respondents will read before they answer: by when, and who can see what."""

    opens_on = DateField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("Without one it opens on the day on which you send it out."),
        required=False,
    )
    closes_on = DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Such as 8 June 2026. Two weeks are usual."),
    )
    results_on = DateField(
        label=gettext_lazy("Day of the results"),
        help_text=gettext_lazy("Everyone who was asked gets them on the same day."),
        required=False,
    )
    next_steps = forms.CharField(
        label=gettext_lazy("What happens then?"),
        help_text=gettext_lazy("One step a line. Promise only what you are sure to do."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        required=False,
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Who can link an answer to a person?"),
        choices=Mode.choices,
        widget=forms.RadioSelect,
    )
    k = NumberField(
        label=gettext_lazy("Smallest group that is shown"),
        help_text=gettext_lazy("10 is usual; 5 is the least."),
        whole=True,
        lowest=FEWEST,
        highest=1_000,
    )
    k_comments = NumberField(
        label=gettext_lazy("Comments are shown from how many people on?"),
        help_text=gettext_lazy("20 is usual: words tell more about who wrote them."),
        whole=True,
        lowest=FEWEST,
        highest=1_000,
    )
    is_team_owned = forms.BooleanField(
        label=gettext_lazy("A small team asks itself, and reads its own answers"),
        help_text=gettext_lazy(
            "Respondents read it before they answer. It cannot be called anonymous."
        ),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def details(self) -> PromiseDetails:
        given = self.cleaned_data
        names = ("opens_on", "closes_on", "results_on", "mode", "k", "k_comments", "is_team_owned")
        steps = tuple(given["next_steps"].splitlines())
        return PromiseDetails(**{name: given[name] for name in names}, next_steps=steps)


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
