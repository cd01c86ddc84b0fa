"""Stand-ins for what hangs on the thread: kinds, things, and who may not see which."""

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from tests.world import NOON

from groundswell.engines.thread import actions
from groundswell.engines.thread.kinds import LinkType
from groundswell.engines.thread.models import Link
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import (
    Column,
    Expectation,
    ThreadItem,
    ThreadKind,
    thread_kinds,
)
from groundswell.ground.people.actors import Actor

EXPECTS = {
    "decision": (
        Expectation(LinkType.TESTED_BY, "No test yet", "A decision without a test", Column.TEST),
    ),
    "measure": (
        Expectation(LinkType.LED_TO, "No result yet", "A measure without a result", Column.RESULT),
    ),
    "ask": (
        Expectation(
            LinkType.ANSWERS, "No answer yet", "An ask without an answer", Column.DECISION, True
        ),
    ),
    "result": (
        Expectation(LinkType.RESTS_ON, "No source", "A result without a source", Column.MEASURE),
    ),
}
KINDS = {
    "evidence": Column.EVIDENCE,
    "finding": Column.FINDING,
    "decision": Column.DECISION,
    "ask": Column.DECISION,
    "test": Column.TEST,
    "measure": Column.MEASURE,
    "result": Column.RESULT,
}


@dataclass
class Shelf:
    """Everything there is; `hidden` is seen by nobody, and the rest by everybody."""

    things: dict[Ref, ThreadItem] = field(default_factory=dict)
    hidden: set[Ref] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)  # kinds, as often as they were asked

    def thing(self, kind: str, title: str, **details: Any) -> Ref:
        ref = Ref(kind, uuid4())
        self.things[ref] = ThreadItem(ref, title, **{"detail": "", "url": f"/{ref}/"} | details)
        return ref

    def changes(self, ref: Ref, **details: Any) -> None:
        self.things[ref] = replace(self.things[ref], **details)

    @contextmanager
    def registered(self) -> Iterator["Shelf"]:
        with thread_kinds.only(**{code: self._kind(code) for code in KINDS}):
            yield self

    def _kind(self, code: str) -> ThreadKind:
        def resolve(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
            self.asked.append(code)
            refs = {Ref(code, pk) for pk in ids} & self.things.keys() - self.hidden
            return {ref.id: self.things[ref] for ref in refs}

        return ThreadKind(
            code.capitalize(), KINDS[code], "measures", resolve, EXPECTS.get(code, ())
        )


def join(
    source: Ref, link_type: str, target: Ref, *, on: dt.date | None = None, by: Any = SYSTEM
) -> Link:
    return actions.link(source=source, type=link_type, target=target, on=on, by=by, at=NOON)


@dataclass
class Example:
    """The thread of the mock-up: from what people said to a test, its measures and what lacks."""

    survey: Ref
    crowd: Ref
    patients: Ref
    finding: Ref
    sign_off: Ref
    afternoon: Ref  # a decision without a test
    test: Ref
    left: Ref
    errors: Ref


def an_example(shelf: Shelf, by: Any = SYSTEM) -> Example:
    day = dt.date
    example = Example(
        survey=shelf.thing(
            "evidence",
            "31 comments name waiting for tablets",
            detail="Wards 7 and 8 together",
            on=day(2026, 3, 9),
        ),
        crowd=shelf.thing(
            "evidence", "Why can’t we sign our own bags?", detail="64 votes", on=day(2026, 2, 2)
        ),
        patients=shelf.thing("evidence", "18 of 52 people waited for medicine"),
        finding=shelf.thing(
            "finding",
            "People wait for tablets, not for doctors",
            detail="Three kinds of source agree",
            on=day(2026, 4, 14),
        ),
        sign_off=shelf.thing(
            "decision",
            "Ward pharmacist may sign off",
            detail="By Parveen Nasser",
            state="Granted within limits",
            on=day(2026, 5, 8),
        ),
        afternoon=shelf.thing(
            "decision",
            "Prescribe the afternoon before",
            detail="By the ward doctors",
            on=day(2026, 4, 15),
            owner="Devan Pillai",
        ),
        test=shelf.thing(
            "test",
            "Test 4: pharmacist at the bedside",
            detail="12 May to 5 June",
            state="Adapt",
            on=day(2026, 5, 12),
        ),
        left=shelf.thing(
            "measure", "Left before 1 pm", detail="Seven weeks above the mean", owner="Joyce Lim"
        ),
        errors=shelf.thing(
            "measure", "Medicine errors", detail="Steady", fulfilled=frozenset({"led_to"})
        ),
    )
    join(example.finding, "rests_on", example.survey, on=day(2026, 4, 14), by=by)
    join(example.finding, "answers", example.crowd, by=by)
    join(example.finding, "rests_on", example.patients, by=by)
    join(example.finding, "decided_by", example.sign_off, by=by)
    join(example.finding, "decided_by", example.afternoon, by=by)
    join(example.sign_off, "tested_by", example.test, by=by)
    join(example.test, "measured_by", example.left, by=by)
    join(example.test, "measured_by", example.errors, by=by)
    return example
