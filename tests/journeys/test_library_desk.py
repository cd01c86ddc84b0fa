"""Each state of the editor's pages is one in which everybody can work; axe looks at all of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect
from tests.engines.library.editing.desks import Desk as Pressing
from tests.engines.library.editing.desks import a_keeper
from tests.engines.library.finding.making import a_shelf, a_work
from tests.engines.library.showing.making import a_picture
from tests.journeys.cast import Visitors, comes_in
from tests.journeys.desk import Desk

from groundswell.engines.library.models import OnePager, Shelf

CLAIM, COMMENT = "Beds help a little.", "Is it so?"


@dataclass
class Scene:
    """A shelf with a page that was sent in and has a comment, and one that a reviewer locked."""

    shelf: Shelf
    waiting: OnePager
    locked: OnePager
    editor: Desk
    reviewer: Desk


@pytest.fixture
def scene(visitor: Visitors) -> Scene:
    shelf = a_shelf()
    a_work("Psychological safety in teams")
    a_picture(shelf)
    editor, reviewer = a_keeper("Amara Okafor", "editor"), a_keeper("Ngozi Bello", "reviewer")
    waiting, locked = editor.begins(shelf), editor.begins(shelf, "Stairs")
    editor.saves(waiting, claim=CLAIM)
    editor.comments(waiting, COMMENT)
    editor.sends_in(waiting)
    reviewer.client.post(f"/cms/pages/{locked.pk}/lock/")

    def at_a_window(who: Pressing) -> Desk:
        return Desk(comes_in(visitor, who.person), who.person)

    return Scene(shelf, waiting, locked, at_a_window(editor), at_a_window(reviewer))


def opens_panel(desk: Desk, name: str) -> None:
    desk.page.get_by_role("button", name=f"Toggle {name}").click()
    desk.looks()


def test_an_editor_writes_a_page_with_faults_and_is_told_of_them(scene: Scene):
    editor = scene.editor.opens("/cms/").opens(f"/cms/pages/{scene.shelf.pk}/")
    editor.opens(f"/cms/pages/{scene.shelf.pk}/add_subpage/")
    editor.opens(f"/cms/pages/add/library/onepager/{scene.shelf.pk}/")
    editor.writes(title="Beds")  # the address is taken, and nothing else is there
    with editor.somebody.expecting_trouble():
        editor.page.get_by_role("button", name="Save draft").first.click()
        fault = editor.page.get_by_text("could not be created due to validation errors")
        expect(fault.first).to_be_visible()
        # What was typed is kept by the editor itself meanwhile, which is told of the faults too.
        editor.page.wait_for_load_state("networkidle")
    editor.looks()


def test_what_was_sent_in_is_looked_at_in_all_its_panels(scene: Scene):
    edit = f"/cms/pages/{scene.waiting.pk}/edit/"
    scene.editor.opens(edit)
    reviewer = scene.reviewer.opens("/cms/").opens(edit)
    for panel in ("status", "preview", "checks", "comments"):
        opens_panel(reviewer, panel)
    expect(reviewer.page.get_by_text(COMMENT).first).to_be_visible()
    reviewer.somebody.sees("Amara Okafor")
    assert scene.editor.email not in reviewer.page.content()
    reviewer.page.get_by_role("button", name="More actions").last.click()
    reviewer.looks()
    reviewer.page.get_by_role("button", name="Request changes", exact=True).click()
    expect(reviewer.page.locator(".modal-content textarea")).to_be_visible()
    reviewer.looks()


def test_a_locked_page_says_who_has_locked_it(scene: Scene):
    for desk in (scene.editor, scene.reviewer):
        desk.opens(f"/cms/pages/{scene.locked.pk}/edit/")
        desk.somebody.sees("was locked")
    assert "Ngozi Bello" in scene.editor.page.content()
    assert scene.reviewer.email not in scene.editor.page.content()


def _history(scene: Scene) -> str:
    return f"/cms/pages/{scene.waiting.pk}/history/"


def _comparing(scene: Scene) -> str:
    first, last = scene.waiting.revisions.order_by("pk").values_list("pk", flat=True)[:2]
    return f"/cms/pages/{scene.waiting.pk}/revisions/compare/{first}...{last}/"


@pytest.mark.parametrize(
    "address",
    [
        _history,
        _comparing,
        lambda scene: "/cms/snippets/library/work/",
        lambda scene: "/cms/snippets/library/work/add/",
        lambda scene: "/cms/images/",
        lambda scene: "/cms/images/add/",
        lambda scene: "/cms/account/",
        lambda scene: "/cms/pages/search/?q=beds",
        lambda scene: "/cms/reports/locked/",
    ],
)
def test_the_pages_around_the_form_are_in_order(scene: Scene, address: Callable[[Scene], str]):
    scene.reviewer.opens(address(scene))
