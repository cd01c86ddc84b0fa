"""Months later, one question to the same people: did it happen?"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor

from .. import policies
from ..definition import Definition, Kind, Option, Page, Question, Words, to_json
from ..kinds import Deed
from ..models import AudiencePart, Outcome, Survey
from .locking import locked

_ANSWERS = ((3, gettext_noop("Yes")), (2, gettext_noop("In part")), (1, gettext_noop("No")))
_MOST = 10  # outcomes that one follow-up asks about
_COPIED = ("reach", "organisation", "team", "role", "programme_id", "person", "address", "phone")


@transaction.atomic
def begin_follow_up(*, survey: Survey, by: Actor, at: dt.datetime) -> Survey:
    """A draft that asks everybody who was asked, of each thing that was to be done, whether it was.

    It keeps the earlier survey's promises (who sees what, from how many); only its days are new.

    Raises Refused.
    """
    survey = locked(survey)
    outcomes = list(survey.outcomes.exclude(deed=Deed.WONT)[:_MOST])
    decision = policies.begin_follow_up(by, survey, n_outcomes=len(outcomes), today=day_of(at))
    decision.or_refuse()
    follow_up = Survey.objects.create(
        title=_("%(survey)s: did it happen?") % {"survey": survey.title},
        purpose=_("You told us what to change. We ask once more: did it happen?"),
        organisation_id=survey.organisation_id,
        context_kind=survey.context_kind,
        context_id=survey.context_id,
        programme_id=survey.programme_id,
        keeper_id=survey.keeper_id,
        mode=survey.mode,
        k=survey.k,
        k_comments=survey.k_comments,
        is_team_owned=survey.is_team_owned,
        definition=to_json(did_it_happen(outcomes)),
        minutes=1,
        help_text=survey.help_text,
        earlier=survey,
        made_at=at,
        changed_at=at,
    )
    _ask_the_same(survey, follow_up)
    home = survey.organisation_id
    audit.record("survey.followed_up", about=survey, by=by, at=at, organisation_id=home)
    return follow_up


def did_it_happen(outcomes: Sequence[Outcome]) -> Definition:
    """One question a deed, in the words in which it was promised."""
    options = tuple(Option(code, _words(_(label))) for code, label in _ANSWERS)
    questions = tuple(
        Question(
            id=f"did_{at}",
            kind=Kind.SCALE,
            label=_words(outcome.did),
            hint=_words(_("You said: %(said)s") % {"said": outcome.said}),
            options=options,
            allows_na=True,
        )
        for at, outcome in enumerate(outcomes, start=1)
    )
    return Definition(("en-gb",), (Page(_words(_("Did it happen?")), questions),))


def _words(text: str) -> Words:
    return {"en-gb": text}


def _ask_the_same(survey: Survey, follow_up: Survey) -> None:
    AudiencePart.objects.bulk_create(
        AudiencePart(survey=follow_up, **{name: getattr(part, name) for name in _COPIED})
        for part in survey.audience.all()
    )
