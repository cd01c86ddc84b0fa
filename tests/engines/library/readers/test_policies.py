"""Who may do what, role by role: the rule itself, without a database in between."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.engines.library.readers.making import (
    Readers,
    a_note,
    a_question,
    a_submission,
    as_,
)
from tests.world import NOON, a_founder

from groundswell.engines.library import actions, policies
from groundswell.ground.people.actors import Actor

ROLES = (
    "owner", "stranger", "editor", "reviewer", "system_reviewer", "administrator", "founder",
)  # fmt: skip
# Each rule with those it lets through, where the thing is the owner's and on the trust's shelf.
OWNER = {"owner"}
MAY: dict[str, set[str]] = {
    "make_list": set(ROLES),
    "save_thing": {"owner", "editor", "reviewer", "system_reviewer", "administrator"},
    "put_on_lists": {"owner", "editor", "reviewer", "system_reviewer", "administrator"},
    "ask_question": {"owner", "editor", "reviewer", "system_reviewer", "administrator"},
    "submit_case_study": {"owner", "editor", "reviewer", "administrator"},
    "change_list": OWNER,
    "delete_list": OWNER,
    "bring_back_list": OWNER,
    "share_list": OWNER,
    "stop_sharing_list": OWNER,
    "move_saved": OWNER,
    "take_off_list": OWNER,
    "clear_withdrawn": OWNER,
    "write_note": OWNER,
    "delete_note": OWNER,
    "bring_back_note": OWNER,
    "take_back_question": OWNER,
    "answer_question": {"editor", "reviewer", "system_reviewer"},
    "take_back_submission": OWNER,
    "draft_from_submission": {"reviewer", "system_reviewer"},
    "decline_submission": {"reviewer", "system_reviewer"},
}


def actors(us: Readers) -> dict[str, Actor]:
    return {
        "owner": as_(us.joyce),
        "stranger": as_(us.imran),
        "editor": as_(us.editor),
        "reviewer": as_(us.reviewer),
        "system_reviewer": as_(us.system_reviewer),
        "administrator": as_(us.administrator),
        "founder": a_founder(),
    }


def about(us: Readers, name: str) -> tuple[Any, ...]:
    things: dict[str, Callable[[], Any]] = {
        "list": lambda: actions.make_list(title="Mine", by=as_(us.joyce), at=NOON),
        "note": lambda: a_note(us.joyce, us.inner),
        "question": lambda: a_question(us.joyce, us.inner),
        "submission": lambda: a_submission(us.joyce, us.own),
    }
    if name == "make_list":
        return ()
    if name in {"save_thing", "put_on_lists", "ask_question"}:
        return (us.inner,)
    if name == "submit_case_study":
        return (us.own,)
    kind = next((k for k in things if k in name), "list")
    return (things["submission" if name == "draft_from_submission" else kind](),)


@pytest.mark.parametrize("name", sorted(MAY))
def test_each_rule_lets_through_those_it_names_and_nobody_else(us: Readers, name: str):
    given = about(us, name)
    rule = getattr(policies, name)
    answers = {role: rule(actor, *given) for role, actor in actors(us).items()}
    assert {role for role, decision in answers.items() if decision} == MAY[name]
    assert all(decision.reason.endswith(".") for decision in answers.values() if not decision)
