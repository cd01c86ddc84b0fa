"""How a work is cited in a line of plain text, and the key that it is cited by."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.search import fold

from .work import OTHERS, Author, Kind, Work

MOST_NAMED = 3  # authors; the rest are “others”
_SMALL_WORDS = {"a", "an", "the", "on", "of", "in", "for", "to", "and", "how", "what", "why", "is"}
_LETTERS = re.compile(r"[^\W_]+")
_CLOSED = re.compile(r"[.?!…][”\"')\]]?$")
_MOST_OF_A_KEY = 60  # characters


def citation(work: Work) -> str:
    """The work in one line, in a style of our own: who, when, what, where.

    >>> amy = Author("Edmondson", "A.")
    >>> citation(Work(kind=Kind.ARTICLE, authors=(amy,), year=1999, title="Psychological safety",
    ...     container="Administrative Science Quarterly", volume="44", issue="2", pages="350-383",
    ...     doi="10.2307/2666999"))
    'Edmondson, A. (1999). Psychological safety. Administrative Science Quarterly, 44(2), \
350–383. https://doi.org/10.2307/2666999'

    >>> citation(Work(kind=Kind.BOOK, authors=(amy,), year=2018, title="The fearless organization",
    ...     place="Hoboken", publisher="Wiley"))
    'Edmondson, A. (2018). The fearless organization. Hoboken: Wiley.'

    >>> citation(Work(kind=Kind.CHAPTER, authors=(amy,), year=2004, title="Learning from failure",
    ...     editors=(Author("Youngberg", "B."), Author("Hatlie", "M.")), container="The handbook",
    ...     pages="203", publisher="Jones"))
    'Edmondson, A. (2004). Learning from failure. In: Youngberg, B. and Hatlie, M. (eds), \
The handbook, 203. Jones.'

    >>> citation(Work(kind=Kind.REPORT, authors=(Author(literal="NHS England"),), year=2023,
    ...     title="What helps people speak up?", publisher="NHS England"))
    'NHS England (2023). What helps people speak up? Report, NHS England.'

    >>> citation(Work(kind=Kind.THESIS, authors=(amy,), title="Group influences", year=1996,
    ...     publisher="Harvard University"))
    'Edmondson, A. (1996). Group influences. Thesis, Harvard University.'

    >>> citation(Work(kind=Kind.CONFERENCE, authors=(amy,) * 4, year=2001, title="Speaking up",
    ...     container="Proceedings of the Academy", pages="J1-J6"))
    'Edmondson, A., Edmondson, A., Edmondson, A. and others (2001). Speaking up. \
In: Proceedings of the Academy, J1–J6.'

    >>> citation(Work(kind=Kind.WEBPAGE, title="Freedom to speak up", publisher="NHS England",
    ...     url="https://nhs.example/speak"))
    'Freedom to speak up. NHS England. https://nhs.example/speak'

    >>> citation(Work(kind=Kind.OTHER, title="A talk", year=2020, editors=(amy,)))
    'Edmondson, A. (ed.) (2020). A talk.'

    >>> citation(Work(kind=Kind.OTHER, title="Notes", year=1950)), citation(Work())
    ('Notes (1950).', '')
    """
    year = f"({work.year})" if work.year else ""
    who = _names(work.authors) or (_edited(work) if work.kind != Kind.CHAPTER else "")
    head = [f"{who} {year}", work.title] if who else [f"{work.title} {year}"]
    sentences = [*head, _within(work), _made_by(work)]
    link = f"https://doi.org/{work.doi}" if work.doi else work.url
    return " ".join(filter(None, (*map(_closed, sentences), link)))


def _closed(sentence: str) -> str:
    """With one full stop at its end, unless it has one, or a question mark."""
    said = sentence.strip()
    return f"{said}." if said and not _CLOSED.search(said) else said


def _names(people: Sequence[Author]) -> str:
    named = [p for p in people if p != OTHERS]
    shown = [_name(person) for person in named[:MOST_NAMED]]
    last = _("others") if shown and len(shown) < len(people) else ""
    if not last and len(shown) > 1:
        last = shown.pop()
    first = ", ".join(shown)
    return _("%(first)s and %(last)s") % {"first": first, "last": last} if last else first


def _name(person: Author) -> str:
    return person.literal or ", ".join(filter(None, (person.family, person.given)))


def _edited(work: Work) -> str:
    names = _names(work.editors)
    if not names:
        return ""
    role = ngettext("%(names)s (ed.)", "%(names)s (eds)", len(work.editors))
    return role % {"names": names}


def _within(work: Work) -> str:
    """The journal or book that the work stands in, and where in it."""
    pages = work.pages.replace("-", "–")
    numbers = f"{work.volume}({work.issue})" if work.issue else work.volume
    if work.kind not in {Kind.CHAPTER, Kind.CONFERENCE}:
        return _listed((work.container, numbers, pages if work.container else ""))
    editors = _edited(work) if work.authors or work.kind == Kind.CHAPTER else ""
    where = _listed((editors, work.container, numbers, pages))
    return _("In: %(where)s") % {"where": where} if editors or work.container else ""


def _made_by(work: Work) -> str:
    whose = ": ".join(filter(None, (work.place, work.publisher)))
    if work.kind == Kind.REPORT:
        return _listed((_("Report"), whose))
    return _listed((_("Thesis"), whose)) if work.kind == Kind.THESIS else whose


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))


def key_of(work: Work) -> str:
    """A short key for the work, to be made unique by who uses it: author, year, first word.

    >>> key_of(Work(authors=(Author("Edmondson"),), year=1999, title="The psychological safety"))
    'edmondson-1999-psychological'
    >>> key_of(Work(authors=(Author(literal="NHS England"),), title="How to go")), key_of(Work())
    ('nhs-england-go', 'work')
    """
    people = [p for p in (*work.authors, *work.editors) if p != OTHERS]
    who = _slug(people[0].family or people[0].literal) if people else ""
    words = _LETTERS.findall(fold(work.title))
    word = next((w for w in words if w not in _SMALL_WORDS), "".join(words[:1]))
    year = str(work.year) if work.year else ""
    return "-".join(filter(None, (who, year, word[: _MOST_OF_A_KEY // 2]))) or "work"


def _slug(name: str) -> str:
    letters = fold(name).replace("'", "").replace("’", "")
    return "-".join(_LETTERS.findall(letters))[: _MOST_OF_A_KEY // 2].strip("-")
