"""What surveys put on a person's home page while they are being written."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import LONDON, day_of
from groundswell.ground.kernel.registries import HomeCard
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..kinds import State
from ..models import Survey

_MOST_CARDS = 5


def late_drafts(actor: Actor, at: dt.datetime) -> Iterable[HomeCard]:
    """A draft whose day to open has passed: its keeper sends it out or sets another day."""
    late = Survey.objects.filter(
        keeper_id=actor.id, state=State.DRAFT, opens_on__lt=day_of(at)
    ).order_by("opens_on", "pk")
    for survey in late[:_MOST_CARDS]:
        opens = survey.opens_on or day_of(at)
        yield HomeCard(
            glyph="people",
            title=_("“%(title)s” was to open on %(day)s")
            % {"title": survey.title, "day": words.day(opens)},
            why=_("It is still being written, and nobody has been asked."),
            button=_("Look at it"),
            url=reverse("surveys:survey", args=[survey.pk]),
            since=dt.datetime.combine(opens, dt.time(), tzinfo=LONDON),
        )


def cards_for(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    return [*late_drafts(actor, at)]
