"""What a person says about a file of numbers before it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.people import policies as people_policies
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.forms import Form, NumberField

from ..actions.defining import LONGEST_TITLE, DefinitionDetails
from ..kinds import UNCHOSEN, Audience, Frequency, Good, MeasureRole, Number
from ..models import Definition

BY_COLUMN, NEW = "column", "new"
KEEP, CORRECT = "fault", "correct"


@dataclass(frozen=True, slots=True)
class Options:
    """The same as plain values."""

    which: str = BY_COLUMN  # by the column of titles, a new definition, or a definition's id
    new: DefinitionDetails | None = None
    add_up: bool = False
    add_organisations: bool = False
    audience: str = Audience.ORGANISATION
    differing: str = KEEP
    reason: str = ""


def options_of(given: Mapping[str, Any]) -> Options:
    """From what the form left behind; empty options are those of nobody's choosing."""
    which = given.get("which", BY_COLUMN)
    return Options(
        which=which,
        new=_new_definition(given) if which == NEW else None,
        add_up=bool(given.get("add_up")),
        add_organisations=bool(given.get("add_organisations")),
        audience=given.get("audience", Audience.ORGANISATION),
        differing=given.get("differing", KEEP),
        reason=given.get("reason", ""),
    )


def _new_definition(given: Mapping[str, Any]) -> DefinitionDetails:
    return DefinitionDetails(
        title=given["title"],
        role=given.get("role", MeasureRole.OUTCOME),
        number=given["number"],
        good=given["good"],
        frequency=given["frequency"],
        out_of=given.get("out_of", ""),
        rate_per=int(given.get("rate_per") or 1),
        places=int(given.get("places") or 0),
        counted=given["counted"],
        source=given.get("source", ""),
    )


_OF_NEW = (
    "title",
    "number",
    "out_of",
    "rate_per",
    "places",
    "good",
    "frequency",
    "counted",
    "source",
)


def _needed(sentence: Any) -> dict[str, Any]:
    return {"required": sentence}


class OptionsForm(Form):
    asked_with: ClassVar = {
        **dict.fromkeys(_OF_NEW, ("which", NEW)),
        "reason": ("differing", CORRECT),
    }
    which = forms.ChoiceField(label=gettext_lazy("Which measure do the numbers belong to?"))
    title = forms.CharField(
        label=gettext_lazy("Title of the new measure"),
        max_length=LONGEST_TITLE,
        error_messages=_needed(gettext_lazy("Give the new measure a title.")),
    )
    number = forms.ChoiceField(
        label=gettext_lazy("Kind of number"),
        choices=[UNCHOSEN, *Number.choices],
        error_messages=_needed(gettext_lazy("Say what kind of number the new measure is.")),
    )
    out_of = forms.CharField(
        label=gettext_lazy("Out of what?"),
        help_text=gettext_lazy(
            "For percentages, rates and averages: what the second number counts, such as"
            " “attendances”."
        ),
        max_length=200,
        required=False,
    )
    rate_per = NumberField(
        label=gettext_lazy("A rate is per"),
        whole=True,
        lowest=1,
        highest=1_000_000_000,
        required=False,
    )
    places = NumberField(
        label=gettext_lazy("Decimals shown"),
        whole=True,
        lowest=0,
        highest=4,
        required=False,
    )
    good = forms.ChoiceField(
        label=gettext_lazy("Which way is better?"),
        choices=[UNCHOSEN, *Good.choices],
        error_messages=_needed(gettext_lazy("Say which way is better.")),
    )
    frequency = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[UNCHOSEN, *Frequency.choices],
        error_messages=_needed(gettext_lazy("Say how often it is measured.")),
    )
    counted = forms.CharField(
        label=gettext_lazy("What exactly is counted?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_needed(gettext_lazy("Say what exactly is counted.")),
    )
    source = forms.CharField(
        label=gettext_lazy("Where does it come from?"), max_length=500, required=False
    )
    add_up = forms.BooleanField(
        label=gettext_lazy("Add up rows of the same place and date"),
        help_text=gettext_lazy("For files with several rows each, such as one a department."),
        required=False,
    )
    add_organisations = forms.BooleanField(
        label=gettext_lazy("Add organisations that are not known yet"), required=False
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who sees charts that are new?"),
        choices=[c for c in Audience.choices if c[0] != Audience.TEAM],
        initial=Audience.ORGANISATION,
    )
    differing = forms.ChoiceField(
        label=gettext_lazy("A number that stands here already and differs"),
        choices=[
            (KEEP, gettext_lazy("is a fault: nothing is brought in")),
            (CORRECT, gettext_lazy("is corrected, with the reason below")),
        ],
        initial=KEEP,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the corrections"),
        max_length=2_000,
        error_messages=_needed(
            gettext_lazy("Give the reason. It is kept with every corrected number.")
        ),
    )

    def __init__(
        self, *args: Any, definitions: list[Definition], actor: Actor, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            (BY_COLUMN, _("The file says so, in a column of titles")),
            (NEW, _("A new measure, described below")),
            *[(str(d.pk), d.title) for d in definitions],
        ]
        if not people_policies.add_organisation(actor):
            del self.fields["add_organisations"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("number") == Number.RATE and not given.get("out_of"):
            self.add_error("out_of", _("Say what a rate is counted in, such as “bed days”."))
        return given
