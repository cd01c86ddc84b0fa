"""Every URL for every persona, by the table. What is not in the table fails."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.url_rows import PUBLIC, TABLE
from tests.url_table import PERSONAS, Row, Scene, a_scene


def routed(patterns: list[Any], space: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every URL by its full name; one without a name stands under its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*space, pattern.namespace) if pattern.namespace else space
            yield from routed(pattern.url_patterns, inner)
        else:
            yield ":".join([*space, pattern.name or f"<{pattern.pattern}>"]), pattern


pytestmark = pytest.mark.django_db
EDITOR = "cms/"  # addresses of Wagtail's own: `test_the_editor.py` walks every one of them
URLS = dict(routed([p for p in get_resolver().url_patterns if str(p.pattern) != EDITOR]))


def test_every_url_stands_in_the_table_and_none_that_is_not_there():
    assert sorted(set(URLS) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(URLS)) == []


def test_every_row_answers_every_persona():
    for name, row in TABLE.items():
        assert set(row.get) == set(row.post) == set(PERSONAS), name


def test_pages_open_to_all_are_those_that_the_table_lists():
    opened = {n for n, p in URLS.items() if not getattr(p.callback, "login_required", True)}
    assert opened == PUBLIC


# A guessed id is looked up the same way for all: who sees little, who much, who everything.
GUESSERS = ("stranger", "team_leader", "administrator_here", "system_administrator")


def statuses(
    url: str, method: str, scene: Scene, personas: tuple[str, ...] = PERSONAS
) -> dict[str, int]:
    """What each persona is answered. What a POST changed is undone before the next asks."""
    found = {}
    for persona in personas:
        with transaction.atomic():
            client = scene.browser(persona, raise_request_exception=True)
            found[persona] = getattr(client, method)(url).status_code
            transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def scene(kept_for_module: None) -> Scene:
    return a_scene().all_sign_in()


@pytest.mark.parametrize("name", sorted(set(TABLE) & set(URLS)))
def test_url_answers_each_persona_as_the_table_says(name: str, scene: Scene):
    row = TABLE[name]
    url = reverse(name, kwargs=row.given(scene)) + row.query(scene)
    assert statuses(url, "get", scene) == row.get
    assert statuses(url, "post", scene) == row.post


@pytest.mark.parametrize("name", sorted(n for n, r in TABLE.items() if n in URLS and r.unknown))
def test_url_with_an_id_that_nobody_has_is_not_found(name: str, scene: Scene):
    row = TABLE[name]
    real = row.given(scene)
    unknown = {k: uuid4() if isinstance(v, UUID) else v for k, v in real.items()}
    if unknown == real:
        return
    methods = [m for m in ("get", "post") if 405 not in getattr(row, m).values()]
    for method in methods:
        url = reverse(name, kwargs=unknown) + row.query(scene)
        answers = statuses(url, method, scene, GUESSERS)
        assert set(answers.values()) == {row.unknown}, method


def test_the_table_bites_where_a_url_is_missing():
    names = dict(routed([URLPattern(_pattern("new/"), lambda request: None, name="new")]))
    assert set(names) - set(TABLE) == {"new"}
    assert all(re.match(r"[\w:.<>^$\-/]+", name) for name in URLS)


def _pattern(route: str) -> Any:
    from django.urls.resolvers import RoutePattern

    return RoutePattern(route, is_endpoint=True)


def test_a_row_that_says_something_else_is_noticed(scene: Scene):
    wrong = Row(get=dict.fromkeys(PERSONAS, 418), post={})
    assert statuses("/", "get", scene) != wrong.get
