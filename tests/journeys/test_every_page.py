"""Every page that anybody may open, wide and narrow, with nothing in it and with a lot in it.

The addresses come from the rows of the URL table, so that a new page is looked at without more ado.
"""

from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from tests.journeys.cast import Visitors, comes_in
from tests.journeys.visitor import Visitor
from tests.url_rows import TABLE, making
from tests.url_table import PERSONAS, Scene, a_scene

from groundswell.engines.measures.models import Measure

# Whoever may do much sees most of a page; whoever may do little sees refusals and empty places.
BY_MUCH = (
    "administrator_here",
    "system_administrator",
    "analyst",
    "team_leader",
    "member",
    "stranger",
    "nobody",
)
BY_LITTLE = tuple(reversed(BY_MUCH))
NO_PAGES = {
    "passkey_challenge": "JSON for a script",
    "api:openapi-json": "JSON for programs",
    "people:own_data_file": "a file",
    "imports:empty": "a file",
    "imports:faults": "a file",
    "measures:download": "a file",
    "measures:definition_download": "a file",
    "measures:organisation_download": "a file",
    "measures:set_download": "a file",
    "documents:paper": "a file",
    "challenges:meeting_plan": "a part of the meeting’s page",
    "gatherings:feed": "a file",
    "gatherings:take_away": "a file",
    "gatherings:registrations_file": "a file",
    "front:robots": "a file",
    "library:sitemap": "a file",
    "library:document": "a file",
    "library:picture": "a file",
    "library:small_picture": "a file",
    "library:film": "a file",
    "library:captions": "a file",
    "library:draft_picture": "a file",
    "library:draft_small_picture": "a file",
    "library:draft_film": "a file",
    "library:draft_captions": "a file",
    "library:works_file": "a file",
    "surveys:numbers": "a file",
    "surveys:take_away": "a file",
}
PAGES = {
    name: row
    for name, row in TABLE.items()
    if name not in NO_PAGES and 200 in {row.get[persona] for persona in PERSONAS}
}


def once(make: Callable[[Scene], Measure]) -> Callable[[Scene], Measure]:
    """The same measure for every page that is about one."""

    def made(scene: Scene) -> Measure:
        if "measure" not in scene.made:
            scene.made["measure"] = make(scene)
        return scene.made["measure"]

    return made


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch, site: str) -> Scene:
    """One measure without numbers, but where a page needs some."""
    monkeypatch.setattr(making, "a_measure", once(making.a_measure))
    return a_scene()


@pytest.fixture
def much(monkeypatch: pytest.MonkeyPatch, site: str) -> Scene:
    """One measure with numbers, a shift that waits, notes and targets; messages; files."""
    scene, plain, filling = a_scene(), making.a_measure, making.with_numbers
    monkeypatch.setattr(making, "a_measure", once(plain))
    filled = filling(scene)
    monkeypatch.setattr(making, "with_numbers", lambda scene: filled)
    making.note(scene)
    making.target(scene)
    making.a_set(scene)
    return scene


def pages_of(scene: Scene, by: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each page with the first of those people who may open it."""
    for row_name, row in PAGES.items():
        persona = next((p for p in by if row.get.get(p) == 200), None)
        if persona:
            yield persona, reverse(row_name, kwargs=row.given(scene)) + row.query(scene)


def look_at_all(visitor: Visitors, scene: Scene, width: int, by: tuple[str, ...]) -> int:
    """Every page in one window a person; how many there were. All faults are told together."""
    windows: dict[str, Visitor] = {}
    faults, n_looked = [], 0
    for persona, path in pages_of(scene, by):
        if persona not in windows:
            windows[persona] = enters(visitor, scene, persona, width)
        window = windows[persona]
        try:
            window.opens(path)
            assert window.status == 200, window.status
        except AssertionError as wrong:
            faults.append(f"{path} as {persona}: {wrong}")
            window.troubles.clear()
        n_looked += 1
    assert not faults, "\n".join(faults)
    return n_looked


def enters(visitor: Visitors, scene: Scene, persona: str, width: int) -> Visitor:
    if persona == "nobody":
        return visitor(width)
    return comes_in(visitor, scene.people[persona], width)


def test_every_page_with_little_in_it_is_in_order_on_a_phone(visitor: Visitors, little: Scene):
    assert look_at_all(visitor, little, 360, BY_LITTLE) == len(PAGES)


def test_every_page_with_much_in_it_is_in_order_on_a_desk(visitor: Visitors, much: Scene):
    assert look_at_all(visitor, much, 1280, BY_MUCH) == len(PAGES)


def test_a_page_that_answers_a_persona_is_a_page_or_said_to_be_none():
    assert set(NO_PAGES) <= set(TABLE)
    assert not any(200 in row.get.values() for name, row in TABLE.items() if name not in PAGES
                   and name not in NO_PAGES)  # fmt: skip
