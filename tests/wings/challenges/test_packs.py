"""Template packs: what is installed can be read, and what is wrong is said with its place."""

from pathlib import Path

import pytest

from groundswell.wings.challenges.packs import (
    FOLDER,
    PackFaulty,
    pack_from,
    packs,
    read_pack,
)

GOOD = {"title": "Falls", "summary": "Fewer falls.", "licence": "CC BY 4.0"}


def faults(given: object, code: str = "falls") -> list[str]:
    with pytest.raises(PackFaulty) as fault:
        pack_from(code, given)
    return list(fault.value.faults)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_pack_that_we_ship_brings_everything_a_challenge_needs(path: Path) -> None:
    pack = read_pack(path)
    assert set(pack.note) == {
        "problem", "population", "place", "strategy", "guardrails", "questions", "logistics"
    }  # fmt: skip
    assert {m.kind for m in pack.measures} == {"outcome", "process", "balancing"}
    assert "CC BY 4.0" in pack.licence
    assert any(step.day <= 15 and "elebrat" in step.title for step in pack.plan)
    assert sum(item.minutes for item in pack.agenda) <= 480
    assert pack.agreement


def test_packs_are_found_by_code_in_the_order_of_their_titles() -> None:
    found = packs()
    assert {"home-before-lunch", "waiting-well"} <= set(found)
    titles = [pack.title for pack in found.values()]
    assert titles == sorted(titles, key=str.casefold)


def test_a_pack_needs_a_title_a_summary_and_a_licence() -> None:
    assert faults({}) == [f"{name}: give some words." for name in ("title", "summary", "licence")]
    assert pack_from("falls", GOOD).plan == ()


def test_every_fault_is_said_at_once_with_its_place() -> None:
    found = faults(
        GOOD
        | {
            "colour": "blue",
            "note": {"problem": 3, "mission": "x"},
            "roles": ["Ally"],
            "measures": [{"title": "Falls", "kind": "nice", "counted": "Falls a week"}, "x"],
            "plan": [{"day": 101, "title": "Walk", "theme": "See", "owner": "coach"}],
            "agreement": ["", "We begin on time."],
            "agenda": {"title": "Hello"},
        },
        code="No Good",
    )
    assert found[0].startswith("Name the file in small letters")
    assert "“colour” is not known here." in found[1]
    assert {line.split(":")[0] for line in found[2:]} == {
        "note", "note, problem", "roles", "measures 1, kind", "measures 2", "plan 1, day",
        "agreement 1", "agenda",
    }  # fmt: skip


@pytest.mark.parametrize("day", [True, "3", None, -1])
def test_a_day_is_a_whole_number(day: object) -> None:
    step = {"day": day, "title": "Walk", "theme": "See", "owner": "coach"}
    assert faults(GOOD | {"plan": [step]}) == ["plan 1, day: give a whole number from 0 to 100."]


def test_what_is_no_pack_at_all_is_said(tmp_path: Path) -> None:
    assert "names and values" in faults(["Falls"])[0]
    for content in (b"title: [", b"\xff\xfe\x00"):
        path = tmp_path / "falls.yaml"
        path.write_bytes(content)
        with pytest.raises(PackFaulty, match=r"falls\.yaml: This is no YAML"):
            read_pack(path)


def test_steps_of_a_plan_stand_in_the_order_of_their_days() -> None:
    steps = [{"day": n, "title": str(n), "theme": "See", "owner": "coach"} for n in (30, 2)]
    assert [s.day for s in pack_from("falls", GOOD | {"plan": steps}).plan] == [2, 30]
