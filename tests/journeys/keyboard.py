"""Somebody who uses the keyboard alone: Tab, Enter and letters."""

import re
from typing import Any

from playwright.sync_api import expect
from tests.journeys.visitor import Visitor

MOST_STEPS = 90  # as many Tabs as a patient person would press
# What the focus is on, as it would be read out, and whether one can see that it is there.
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const label = e.labels && e.labels.length ? e.labels[0].textContent : '';
  const said = e.getAttribute('aria-label') || label || e.textContent || '';
  const shown = (node) => { const s = getComputedStyle(node);
    const outlined = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
    return outlined || s.boxShadow !== 'none'; };
  const box = e.getBoundingClientRect();
  const inView = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return {name: said.replace(/\\s+/g, ' ').trim(), seen: shown(e), inView: inView};
}"""


class Keyboard:
    """The visitor without a mouse. Wherever the focus goes it must be seen."""

    def __init__(self, somebody: Visitor) -> None:
        self.somebody = somebody
        self.page = somebody.page

    def goes_to(self, name: str, *, steps: int = MOST_STEPS) -> "Keyboard":
        """Press Tab until the control of that name has the focus."""
        passed = []
        for _step in range(steps):
            self.tabs()
            focus = self.focus()
            if focus is None:
                continue
            passed.append(focus["name"])
            if focus["name"] == name:
                return self
        raise AssertionError(f"no way to “{name}”; passed {passed}")

    def goes_to_one_that_holds(self, words: str, *, steps: int = MOST_STEPS) -> str:
        """Press Tab until the focus is on something that says these words, perhaps among others."""
        for _step in range(steps):
            focus = self.tabs().focus()
            if focus and words in focus["name"]:
                return focus["name"]
        raise AssertionError(f"no way to what says “{words}”")

    def goes_back(self) -> "Keyboard":
        """To the page before. The keys for it are the browser's own, out of a page's reach."""
        self.page.go_back()
        return self

    def tabs(self) -> "Keyboard":
        self.page.keyboard.press("Tab")
        focus = self.focus()
        if focus:
            where = f"{self.page.url}: “{focus['name']}”"
            assert focus["seen"], f"the focus cannot be seen at {where}"
            assert focus["inView"], f"the focus is out of sight at {where}"
        return self

    def focus(self) -> dict[str, Any] | None:
        return self.page.evaluate(FOCUS)

    def class_of_focus(self) -> str:
        return self.page.evaluate("document.activeElement.className")

    def types(self, text: str) -> "Keyboard":
        self.page.keyboard.type(text)
        return self

    def clears(self) -> "Keyboard":
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        return self

    def enter(self) -> "Keyboard":
        self.page.keyboard.press("Enter")
        return self

    def is_at(self, heading: str) -> "Keyboard":
        self.somebody.is_at(heading)
        return self

    def waits_for(self, heading: re.Pattern[str]) -> "Keyboard":
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.page.wait_for_load_state("load")
        self.somebody.looks()
        return self


def by_keyboard(somebody: Visitor, name: str) -> None:
    """Come to the button or link of that name with the tab key alone, and press Enter."""
    keys = Keyboard(somebody).goes_to(name, steps=150)
    # A page notes in its history which link led away; the browser calls that a navigation too.
    with somebody.page.expect_event("load"):
        keys.enter()
    somebody.looks()
