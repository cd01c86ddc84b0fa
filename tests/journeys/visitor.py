"""Somebody at a browser: goes to pages, presses, types, and notices what is wrong with a page.

Every page a visitor comes to is looked at: axe finds nothing, nothing scrolls sideways at 360 and
320 pixels, the console is silent, no other host was asked.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

NOT_TAKEN = 422
NARROW = (360, 320)  # pixels: a small phone, and WCAG's 400 % zoom of 1280
AXE = Axe()
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility()
    && e.getBoundingClientRect().right > document.documentElement.clientWidth)
  .slice(-3).map(e => e.outerHTML.slice(0, 120))"""
# Which words are a button and which are a link is the page's business, not the visitor's.
PRESSABLE = ("button", "link")


class Visitor:
    """One browser window of its own, with the cookies of nobody else."""

    def __init__(self, page: Page, home: str, *, has_scripts: bool = True) -> None:
        self.page = page
        self.home = home
        self.has_scripts = has_scripts
        self.welcome_hosts = {urlsplit(home).netloc}
        self.troubles: list[str] = []
        self.status = 0
        self._looked_at: set[str] = set()
        self.known_pages: set[str] | None = None  # of a long story: seen by somebody in it already
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"script failed: {error}"))
        page.on("request", self._watch)
        page.on("response", self._note_status)

    def opens(self, path: str) -> "Visitor":
        """Go to a page by its address and look at it."""
        self.page.goto(path if path.startswith("http") else f"{self.home}{path}")
        self.looks()
        return self

    def presses(self, name: str, *, within: Locator | None = None) -> "Visitor":
        """Press the button or follow the link of that name; look at the page that comes."""
        place = within or self.page
        found = [place.get_by_role(role, name=name, exact=True) for role in PRESSABLE]  # type: ignore[arg-type]
        target = found[0].or_(found[1]).first
        target.click()
        self.page.wait_for_load_state("load")
        self.looks()
        return self

    def types(self, label: str, text: str) -> "Visitor":
        self.page.get_by_label(label, exact=True).fill(text)
        return self

    def chooses(self, label: str, option: str) -> "Visitor":
        """Choose from a list, or tick the radio button or box of that name."""
        field = self.page.get_by_label(label, exact=True)
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(label=option)
        else:
            self.page.get_by_label(option, exact=True).check()
        return self

    def ticks(self, label: str) -> "Visitor":
        self.page.get_by_label(label, exact=True).check()
        return self

    def presses_and_waits(self, selector: str) -> "Visitor":
        """Press what asks the device first; the page that comes has another address or content."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.looks()
        return self

    def signs_out(self) -> "Visitor":
        """By the button of the page's bar, wherever the bar folds it away."""
        button = self.page.get_by_role("button", name="Sign out", include_hidden=True).first
        with self.page.expect_navigation():
            button.evaluate("e => e.form.requestSubmit ? e.form.requestSubmit(e) : e.click()")
        self.looks()
        return self

    def attaches(self, label: str, file: Path) -> "Visitor":
        self.page.get_by_label(label, exact=True).set_input_files(file)
        return self

    def sees(self, *texts: str | re.Pattern[str]) -> "Visitor":
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def does_not_see(self, *texts: str) -> "Visitor":
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)
        return self

    def is_at(self, heading: str) -> "Visitor":
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.page.wait_for_load_state("load")
        self.looks()  # a page that came late has not been looked at yet
        return self

    def looks(self) -> None:
        """Find nothing wrong with the page as it stands. Each state of a page is looked at once."""
        state = self.page.content()
        if state in self._looked_at:
            return
        self._looked_at.add(state)
        where = urlsplit(self.page.url).path
        assert self.troubles == [], f"{where}: {self.troubles}"
        assert self.page.get_by_role("heading", level=1).count() == 1, f"{where}: one h1 a page"
        if self._is_known(where):
            return
        self._is_narrow_enough(where)
        self._is_accessible(where)

    def _is_known(self, where: str) -> bool:
        """Whether somebody of the same story was at this page; then axe has been there too."""
        if self.known_pages is None:
            return False
        is_known = where in self.known_pages
        self.known_pages.add(where)
        return is_known

    @contextmanager
    def expecting_trouble(self) -> Iterator[None]:
        """Within: a refusal or a fault is what the journey is about."""
        yield
        self.troubles.clear()

    def _is_accessible(self, where: str) -> None:
        if not self.has_scripts:
            return  # axe is a script itself; the same page is looked at with scripts elsewhere
        found = AXE.run(self.page).response["violations"]
        told = [
            f"{v['id']}: {v['help']}: " + ", ".join(str(n["target"]) for n in v["nodes"][:3])
            for v in found
        ]
        assert told == [], f"{where}: {json.dumps(told, indent=1)}"

    def _is_narrow_enough(self, where: str) -> None:
        before = self.page.viewport_size
        for width in NARROW:
            self.page.set_viewport_size({"width": width, "height": 740})
            wanted = self.page.locator("html").evaluate("e => e.scrollWidth")
            told = f"{where}: {wanted} pixels wide where there are {width}"
            assert wanted <= width, f"{told}: {self.page.evaluate(TOO_WIDE)}"
        if before:
            self.page.set_viewport_size(before)

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser writes of every 4xx; what a page answers is judged by what it shows.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc not in self.welcome_hosts:
            self.troubles.append(f"another host was asked: {request.url}")

    def _note_status(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        elif response.status >= 400 and response.status != NOT_TAKEN:  # a script sent a form
            self.troubles.append(f"{response.status} for {response.url}")
