"""Somebody at the editor's pages, and what of those pages is not ours to mend."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect
from tests.journeys.mails import newest_mail_to
from tests.journeys.visitor import AXE, Visitor

from groundswell.ground.people.models import Person

SETTLED_MS = 400  # a panel slides open; what is half there has half its contrast
# What Wagtail's own pages have that axe finds: rule and element, with what is wrong. To mend any of
# it we would have to copy a page of Wagtail's. Nothing else of the editor is let through.
WAGTAILS_OWN = {
    ("button-name", ".w-editing-sessions__session"): "the picture of who else is at the page has"
    " its name in a bubble that is there only while one points at it",
    ("aria-dialog-name", ".modal"): "the window that asks a reviewer for words has no name of its"
    " own; its heading and its field have",
    ("list", ".fields"): "in the same window the one field of a form stands in a list, in no item",
    ("label", ".ui-autocomplete-input"): "the box in which tags of a picture are typed is made by a"
    " script beside the one that has the label",
    ("aria-allowed-role", 'h2[role="alert"]'): "how many pages were found is a heading and an"
    " announcement at once",
    (
        "heading-order",
        "#other-searches-title",
    ): "beside what was found a heading leaves out a level",
}
# Its menu of pages asks for the root of all pages, which Wagtail itself gives to nobody, and then
# does without.
ASKS_FOR_THE_ROOT = re.compile(r"^404 for .*/cms/api/main/pages/\d+/$")


def is_wagtails_own(rule: str, target: str) -> bool:
    return any(rule == known and element in target for known, element in WAGTAILS_OWN)


class Desk:
    """Somebody in Wagtail's editor, whose pages have to work, and for everybody."""

    def __init__(self, somebody: Visitor, person: Person) -> None:
        self.somebody, self.page, self.email = somebody, somebody.page, person.email

    @contextmanager
    def nothing_fails(self) -> Iterator[None]:
        """Within: a page is left for another; no script was stopped, no other host was asked."""
        yield
        self.page.wait_for_load_state("load")
        assert self.somebody.status == 200, self.page.url
        self.looks()

    def opens(self, path: str) -> "Desk":
        with self.nothing_fails():
            self.page.goto(f"{self.somebody.home}{path}")
        return self

    def looks(self) -> None:
        """Find nothing wrong with the page as it stands but what is known of Wagtail's own."""
        self.page.wait_for_timeout(SETTLED_MS)
        troubles = [told for told in self.somebody.troubles if not ASKS_FOR_THE_ROOT.search(told)]
        assert troubles == [], f"{self.page.url}: {troubles}"
        found = [
            f"{fault['id']}: {fault['help']}: {where['html'][:120]}"
            for fault in AXE.run(self.page).response["violations"]
            for where in fault["nodes"]
            if not is_wagtails_own(fault["id"], str(where["target"]))
        ]
        assert found == [], f"{self.page.url}: {json.dumps(found, indent=1)}"

    def comes_from_the_library(self) -> "Desk":
        self.somebody.opens("/library/")
        with self.nothing_fails():
            self.page.locator("#main").get_by_role("link", name="Write and review").click()
        return self

    def opens_what_waits(self, title: str) -> "Desk":
        with self.nothing_fails():
            self.page.get_by_role("link", name=title).first.click()
        return self

    def begins_a_page(self, kind: str) -> None:
        sidebar = self.page.get_by_role("navigation")
        with self.nothing_fails():
            sidebar.get_by_role("button", name="Pages").or_(
                sidebar.get_by_role("link", name="Pages")
            ).first.click()
            self.page.get_by_role("link", name="Page explorer").or_(
                self.page.get_by_role("link", name="For everybody")
            ).first.click()
        with self.nothing_fails():
            self.page.get_by_role(
                "link", name=re.compile("child page", re.IGNORECASE)
            ).first.click()
        with self.nothing_fails():
            self.page.get_by_role("link", name=kind).first.click()

    def sees_readers_page(self, words: str) -> None:
        """In the frame beside the form: the page itself, with its own styles."""
        with self.nothing_fails():
            self.page.get_by_role("button", name="Toggle preview").click()
            frame = self.page.frame_locator("iframe >> visible=true")
            expect(frame.get_by_text(words).first).to_be_visible()
        self.page.get_by_role("button", name="Toggle preview").click()

    def writes(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.locator(f"#id_{name}").fill(text)

    def part(self, name: str) -> Locator:
        return self.page.locator(f"#panel-child-content-{name}-section")

    def rests_it_on(self, work: str) -> None:
        self.part("rests_on").get_by_title("Insert a block").first.click()
        self.page.get_by_role("option", name="A work of literature").click()
        self.part("rests_on").get_by_role("button", name="Choose work of literature").click()
        self.page.get_by_role("link", name=work).click()
        expect(self.part("rests_on")).to_contain_text(work)

    def reads_what_was_said(self, words: str) -> None:
        assert words in newest_mail_to(self.email)
        self.page.get_by_role("button", name="Toggle status").click()
        self.page.locator("[data-a11y-dialog-show=workflow-status-dialog]").first.click()
        expect(self.page.get_by_text(words).first).to_be_visible()
        self.page.keyboard.press("Escape")

    def presses(self, name: str, words: str = "") -> None:
        """An entry of the menu beside "Save draft"; `words` are asked for in a window."""
        self.page.get_by_role("button", name="More actions").last.click()
        entry = self.page.get_by_role("button", name=name, exact=True)
        with self.nothing_fails():
            if words:
                entry.click()
                window = self.page.locator(".modal-content")
                window.locator("textarea").fill(words)
                entry = window.locator("[type=submit]")
            with self.page.expect_navigation():
                entry.click()
