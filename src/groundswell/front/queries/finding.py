"""What search shows: everything a person may find by a word, kind by kind."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel import search
from groundswell.ground.kernel.registries import search_kinds
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

MOST_SHOWN = 50
LONGEST_QUESTION = 200  # characters
# Marks that would turn the page around or cannot be written into it at all.
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    label: str
    glyph: str
    count: str  # "3", or "120, the first 40 shown"
    results: list[Result]


@dataclass(frozen=True, slots=True)
class SearchPage:
    question: str
    summary: str  # empty: nothing was asked
    groups: list[Group]


def search_page(actor: Actor, *, question: str) -> SearchPage:
    """What the person may find. Whatever was typed is a question; a bad one finds nothing."""
    asked = " ".join(_UNSHOWABLE.sub(" ", question).split())[:LONGEST_QUESTION]
    found = search.find(asked, keys=actor.reader_keys, most=MOST_SHOWN)
    return SearchPage(
        question=asked,
        summary=_summary(asked, found) if asked else "",
        groups=_groups(found),
    )


def _groups(found: search.Found) -> list[Group]:
    groups = []
    for code, n in found.n_of_kind.items():
        known = search_kinds.get(code)
        shown = [Result(e.title, e.detail, e.url) for e in found.entries if e.kind == code]
        groups.append(
            Group(
                kind=code,
                label=str(known.label) if known else _("Other things"),
                glyph=known.glyph if known else "search",
                count=_count(n, len(shown)),
                results=shown,
            )
        )
    return sorted(groups, key=lambda group: group.label)


def _count(n: int, n_shown: int) -> str:
    if n_shown == n:
        return words.number(n)
    return _("%(n)s, the first %(shown)s shown") % {"n": words.number(n), "shown": n_shown}


def _summary(asked: str, found: search.Found) -> str:
    told = {"asked": asked, "n": words.number(found.n), "shown": len(found.entries)}
    if not found.n:
        return _("Nothing found for “%(asked)s”.") % told
    if found.is_more:
        return (
            _(
                "More than %(n)s things found for “%(asked)s”. %(shown)s are shown: "
                "add a word to narrow it down."
            )
            % told
        )
    if found.n > len(found.entries):
        return (
            _(
                "%(n)s things found for “%(asked)s”, the first %(shown)s shown. "
                "Add a word to narrow it down."
            )
            % told
        )
    if found.n == 1:
        return _("1 thing found for “%(asked)s”.") % told
    return _("%(n)s things found for “%(asked)s”.") % told
