"""The handbook of tested interventions, and those that are on their way into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import StoryState, TestState
from ..models import Challenge, Test, TestedIntervention
from ..storytelling import LOGIC_PARTS
from .access import visible_to
from .parts import lines_of


@dataclass(frozen=True, slots=True)
class HandbookRow:
    title: str
    url: str
    context: str
    copied: str  # how often others took it up; empty where nobody has


@dataclass(frozen=True, slots=True)
class HandbookPage:
    asked: str
    rows: tuple[HandbookRow, ...]


@dataclass(frozen=True, slots=True)
class InterventionPage:
    pk: UUID
    title: str
    from_where: str
    state: str  # empty once it is in the handbook
    version: int
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    logic: tuple[tuple[str, tuple[str, ...]], ...]
    steps: tuple[str, ...]
    copied: str
    write_url: str
    may_write: Decision
    may_offer: Decision
    may_approve: Decision
    may_take_out: Decision
    may_copy: bool


@dataclass(frozen=True, slots=True)
class WriteUp:
    """A test that is done, and how far its write-up has come."""

    title: str
    url: str
    state: str


def _interventions() -> QuerySet[TestedIntervention]:
    related = ("test__challenge__organisation",)
    return TestedIntervention.objects.select_related(*related).annotate(n=Count("copies"))


def handbook_page(asked: str) -> HandbookPage:
    """All that is in the handbook, or what has the words that were asked for."""
    asked = " ".join(asked.split())
    found = _interventions().filter(state=StoryState.PUBLISHED)
    for word in asked.split():
        found = found.filter(
            Q(title__icontains=word) | Q(context__icontains=word) | Q(how_to__icontains=word)
        )
    rows = found.order_by("title", "pk")
    return HandbookPage(asked=asked, rows=tuple(_row(written) for written in rows))


def _row(written: Any) -> HandbookRow:
    return HandbookRow(
        title=written.title,
        url=reverse("challenges:intervention", args=[written.pk]),
        context=written.context,
        copied=_copied(written.n),
    )


def _copied(n: int) -> str:
    if not n:
        return ""
    return _("Taken up %(times)s") % {"times": words.count(n, "time", "times")}


def intervention_for(actor: Actor, pk: UUID) -> TestedIntervention:
    """One of the handbook; before that, for those who may read the challenge's story. Else 404."""
    written = _interventions().filter(pk=pk).first()
    if written is None:
        raise Http404
    is_in = written.state == StoryState.PUBLISHED
    if not (is_in or policies.sees_story(actor, written.test.challenge)):
        raise Http404
    return written


def intervention_page(actor: Actor, written: Any) -> InterventionPage:
    test = written.test
    is_in = written.state == StoryState.PUBLISHED
    told = {"title": test.challenge.title, "host": test.challenge.organisation.name}
    return InterventionPage(
        pk=written.pk,
        title=written.title,
        from_where=_("Tested in “%(title)s”, %(host)s") % told,
        state="" if is_in else str(StoryState(written.state).label),
        version=written.version,
        parts=(
            (_("Where it was tested, and with whom"), lines_of(written.context)),
            (_("What came of it"), lines_of(written.result)),
        ),
        logic=tuple(
            (str(label), lines_of(written.logic_model.get(name, "")))
            for name, label in LOGIC_PARTS.items()
        ),
        steps=lines_of(written.how_to),
        copied=_copied(written.n),
        write_url=reverse("challenges:write_intervention", args=[test.challenge_id, test.pk]),
        may_write=policies.write_intervention(actor, test, written),
        may_offer=policies.offer_intervention(actor, written),
        may_approve=policies.approve_intervention(actor, written),
        may_take_out=policies.take_intervention_out(actor, written),
        may_copy=is_in and bool(own_challenges(actor, written)),
    )


def own_challenges(actor: Actor, written: TestedIntervention) -> Sequence[Challenge]:
    """The challenges into which the actor may copy it, by title."""
    mine = visible_to(actor).filter(pk__in=actor.programme_ids).order_by("title", "pk")
    return [c for c in mine if policies.copy_intervention(actor, written, c)]


def written_of(test: Test) -> TestedIntervention | None:
    """What was written up of a test that has come through `test_for`."""
    return TestedIntervention.objects.filter(test=test).first()


def write_ups(challenge: Challenge) -> tuple[WriteUp, ...]:
    """The tests that are done, each with its write-up."""
    done = challenge.tests.filter(state=TestState.DONE).select_related("intervention")
    return tuple(_write_up(test) for test in done.order_by("number"))


def _write_up(test: Test) -> WriteUp:
    told = {"n": test.number, "title": test.title}
    written: TestedIntervention | None = getattr(test, "intervention", None)
    name, key = ("intervention", [written.pk]) if written else (
        "write_intervention", [test.challenge_id, test.pk],
    )  # fmt: skip
    return WriteUp(
        title=_("Test %(n)s: %(title)s") % told,
        url=reverse(f"challenges:{name}", args=key),
        state=str(StoryState(written.state).label) if written else _("Not written up"),
    )


def intervention_initial(test: Test, written: TestedIntervention | None) -> dict[str, Any]:
    """What the form begins with: what is written, or what the test says itself."""
    if written is None:
        return {"title": test.title, "result": test.learned, "activities": test.smallest}
    names = ("title", "context", "result", "how_to", "version")
    return {name: getattr(written, name) for name in names} | written.logic_model
