"""Tested interventions: a test written up, approved, in the handbook, copied by other teams."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..kinds import StoryState, Told
from ..models import Challenge, Copy, Test, TestedIntervention
from ..storytelling import LOGIC_PARTS
from .checks import line, locked, not_overtaken, record, unchanged_since, words
from .telling import people_in, tell
from .trying import TestPlan, plan_test

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class InterventionWords:
    """A tested intervention as it is typed."""

    title: str
    context: str
    result: str
    how_to: str
    logic: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def write_intervention(
    *,
    test: Test,
    written: InterventionWords,
    version: int | None = None,
    by: Actor,
    at: dt.datetime,
) -> TestedIntervention:
    """Write a test up for others. Raises Refused, Unusable; Overtaken with what others wrote."""
    challenge = locked(test.challenge)
    test.challenge = challenge
    found = TestedIntervention.objects.filter(test=test).first()
    policies.write_intervention(by, test, found).or_refuse()
    if found is None:
        found = TestedIntervention(test=test, version=0)
    else:
        not_overtaken(version, found.version, texts_of_intervention(found))
    _fill(found, written)
    found.state, found.written_by, found.changed_at = StoryState.DRAFT, by.person, at
    found.version += 1
    found.save()
    _record("intervention.written", found, by, at)
    return found


@transaction.atomic
def offer_intervention(
    *, written: TestedIntervention, by: Actor, at: dt.datetime
) -> TestedIntervention:
    """Ask the sponsor to answer for it. Raises Refused."""
    written = _locked(written)
    policies.offer_intervention(by, written).or_refuse()
    written.state = StoryState.ASKED
    written.save(update_fields=["state"])
    _record("intervention.offered", written, by, at)
    challenge = written.test.challenge
    tell(
        challenge,
        Told.KEEPING,
        _("“%(title)s” waits for your approval") % {"title": written.title},
        _("%(by)s wrote up a test for the handbook.") % {"by": by.name},
        key=f"intervention:{written.pk}:{written.version}",
        person_ids=[i for i in people_in(challenge, RoleCode.SPONSOR) if i != by.id],
        at=at,
        page="story",
    )
    return written


@transaction.atomic
def approve_intervention(
    *, written: TestedIntervention, version: int, by: Actor, at: dt.datetime
) -> TestedIntervention:
    """Put it into the handbook as it was read. Raises Refused; Stale where it was changed since."""
    written = _locked(written)
    policies.approve_intervention(by, written).or_refuse()
    unchanged_since(version, written.version)
    written.state, written.approved_by, written.approved_at = StoryState.PUBLISHED, by.person, at
    written.save(update_fields=["state", "approved_by", "approved_at"])
    _record("intervention.approved", written, by, at)
    return written


@transaction.atomic
def take_intervention_out(
    *, written: TestedIntervention, by: Actor, at: dt.datetime
) -> TestedIntervention:
    """Take it out of the handbook; what others copied stays theirs. Raises Refused."""
    written = _locked(written)
    policies.take_intervention_out(by, written).or_refuse()
    written.state = StoryState.WITHDRAWN
    written.save(update_fields=["state"])
    _record("intervention.taken_out", written, by, at)
    return written


@transaction.atomic
def copy_intervention(
    *,
    written: TestedIntervention,
    challenge: Challenge,
    owner: "Person",
    by: Actor,
    at: dt.datetime,
) -> Test:
    """Plan it as a test of one's own: what worked there is a hypothesis here. Raises Refused."""
    written = TestedIntervention.objects.select_related("test__challenge").get(pk=written.pk)
    policies.copy_intervention(by, written, challenge).or_refuse()
    told = {"place": written.test.challenge.title, "result": written.result}
    plan = TestPlan(
        title=written.title,
        hypothesis=_("What worked in “%(place)s” works here too.") % told,
        smallest=written.how_to,
        prediction=_("As there: %(result)s") % told,
        owner=owner,
    )
    test = plan_test(challenge=challenge, plan=plan, by=by, at=at)
    Copy.objects.create(intervention=written, test=test, by=by.person, at=at)
    record("intervention.copied", test.challenge, by=by, at=at, title=written.title)
    return test


def texts_of_intervention(written: TestedIntervention) -> dict[str, str]:
    """What people write in it, by the name of its field."""
    names = ("title", "context", "result", "how_to")
    return {name: getattr(written, name) for name in names} | written.logic_model


def _fill(found: TestedIntervention, written: InterventionWords) -> None:
    found.title = line(written.title, field="title", missing=_("Say what it is called."))
    found.context = words(
        written.context, field="context", missing=_("Say where it was tested, and with whom.")
    )
    found.result = words(written.result, field="result", missing=_("Say what came of it."))
    found.how_to = words(
        written.how_to, field="how_to", missing=_("Say how another team can do it.")
    )
    found.logic_model = {
        name: words(written.logic.get(name, ""), field=name) for name in LOGIC_PARTS
    }


def _locked(written: TestedIntervention) -> TestedIntervention:
    found = TestedIntervention.objects.select_related("test__challenge").get(pk=written.pk)
    found.test.challenge = locked(found.test.challenge)
    found.refresh_from_db(fields=["state", "version", "written_by"])
    return found


def _record(name: str, written: TestedIntervention, by: Actor, at: dt.datetime) -> None:
    record(name, written.test.challenge, by=by, at=at, title=written.title)
