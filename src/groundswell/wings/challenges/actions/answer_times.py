"""How many days the leaders of a host take to answer: a measure of the leaders, of all together."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.engines.measures import actions as measures
from groundswell.ground.people.actors import Actor

from ..kinds import ANSWER_DAYS_MEASURE, ANSWERS
from ..models import Ask


def count_answer_days(ask: Ask, *, by: Actor, at: dt.datetime) -> None:
    """Count the day's answers anew, in the measure of the challenge's host.

    One point a day: the mean over all asks that were answered on it. Several answers of one day are
    no several days, and no leader is told apart.
    """
    host = ask.challenge.organisation
    that_day = Ask.objects.filter(
        challenge__organisation=host, answered_on=ask.answered_on, state__in=ANSWERS
    )
    waited = [
        (on - asked).days for asked, on in that_day.values_list("asked_on", "answered_on") if on
    ]
    measures.keep_number(
        code=ANSWER_DAYS_MEASURE,
        organisation=host,
        details=_details(),
        on=ask.answered_on or ask.asked_on,
        value=float(sum(waited)),
        n=float(len(waited)),
        by=by,
        at=at,
    )


def _details() -> measures.DefinitionDetails:
    return measures.DefinitionDetails(
        title=_("Days from ask to answer"),
        number="mean",
        good="down",
        frequency="day",
        role="process",
        unit=_("days"),
        out_of=_("asks answered"),
        places=0,
        counted=_(
            "Days from the day a frontline team asked a leader for leave, or for a barrier to be"
            " moved, to the day of the answer. Asks answered on one day are one point: their mean."
        ),
        left_out=_("Asks that still wait, and those that a team took back."),
        source=_("The register of asks, counted by Groundswell at each answer."),
        better_means=_("Teams wait less for an answer"),
        worse_means=_("Teams wait longer for an answer"),
    )
