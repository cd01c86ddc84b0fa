"""The survey that asks whether it happened, from the results that it follows, and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor

from ...definition import Definition, from_json
from ...kinds import State
from ...models import Survey
from ...policies.standing import keeps
from . import access


@dataclass(frozen=True, slots=True)
class Neighbour:
    said: str
    title: str
    url: str


def is_wave(earlier: Definition, later: Definition) -> bool:
    """Whether one is another round of the other: a survey that asks whether it happened shares no
    question with the one that it follows."""
    return bool(earlier.questions.keys() & later.questions.keys())


def followed_by(actor: Actor, survey: Survey) -> Sequence[Neighbour]:
    """What this one follows, and what follows it, as far as this reader may open them."""
    definition = from_json(survey.definition)
    found = [_later(one) for one in _follow_ups(actor, survey, definition)]
    first = survey.earlier
    if first is None or is_wave(from_json(first.definition), definition):
        return found
    if not access.readable_by(actor).filter(pk=first.pk).exists():
        return found
    said = _("This asks whether what was promised then has happened:")
    url = reverse("surveys:results", args=[first.pk])
    return [Neighbour(said, _("%(survey)s: results") % {"survey": first.title}, url), *found]


def _follow_ups(actor: Actor, survey: Survey, definition: Definition) -> list[Survey]:
    """For those who keep it from the draft on; for others once its results are out for them."""
    rows = Survey.objects.filter(earlier=survey).exclude(state=State.DROPPED)
    if not keeps(actor, survey):
        rows = rows.filter(pk__in=access.readable_by(actor).values("pk"))
    ordered = rows.order_by("made_at", "pk")
    return [one for one in ordered if not is_wave(definition, from_json(one.definition))]


def _later(survey: Survey) -> Neighbour:
    if survey.closed_on:
        said = _("Did it happen? The same people were asked once more:")
        return Neighbour(said, survey.title, reverse("surveys:results", args=[survey.pk]))
    said = _("The same people are asked once more whether it happened:")
    return Neighbour(said, survey.title, reverse("surveys:survey", args=[survey.pk]))
