"""Ideas and tests in search: found by those in the challenge, by the words as they stand now."""

import pytest
from tests.wings.challenges.doing import an_idea, plan_of, plan_test, under_way
from tests.world import NOON, a_person, acting, joins

from groundswell.ground.kernel import search
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions

pytestmark = pytest.mark.django_db


def found(person: Person, question: str) -> list[tuple[str, str]]:
    entries = search.find(question, keys=acting(person).reader_keys).entries
    return sorted((entry.kind, entry.title) for entry in entries)


def test_an_idea_and_a_test_are_found_by_the_team_and_by_nobody_beside_it() -> None:
    cast = under_way()
    an_idea(cast)
    plan_test(cast)
    both = [("idea", "Ask the pharmacist up"), ("test", "Pharmacist at the bedside")]
    for name in ("joyce", "sam", "amara", "ruth"):
        assert found(cast.people[name], "pharmacist") == both
    colleague = joins(a_person("Kwame Boateng"), cast.host)
    assert found(colleague, "pharmacist") == []


def test_they_are_found_by_their_words_of_today() -> None:
    cast = under_way()
    idea, test = an_idea(cast), plan_test(cast)
    actions.change_idea(idea=idea, version=1, title="Ring the night before", by=cast.sam, at=NOON)
    actions.change_test(
        test=test, plan=plan_of(cast, title="Two bays"), version=1, by=cast.sam, at=NOON
    )
    sam = cast.people["sam"]
    assert found(sam, "pharmacist") == []
    assert found(sam, "ring") == [("idea", "Ring the night before")]
    assert found(sam, "two bays") == [("test", "Two bays")]


def test_who_leaves_the_team_finds_them_no_more() -> None:
    cast = under_way()
    an_idea(cast)
    member = cast.challenge.members.get(person=cast.people["sam"])
    actions.end_member(challenge=cast.challenge, member=member, by=cast.joyce, at=NOON)
    assert found(cast.people["sam"], "pharmacist") == []
