"""The way in: what there is, what is new, where to begin."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import KINDS, WORK, WORKS, Kind
from ..models import Shelf
from ..reading import Link
from ..reading.access import entries_for
from ..reading.links import link_to

N_NEW = 6
_WAYS_IN = (Kind.GUIDE, Kind.READING_LIST)


@dataclass(frozen=True, slots=True)
class KindCard:
    label: str
    what_for: str
    glyph: str
    n: int
    url: str


@dataclass(frozen=True, slots=True)
class Begin:
    """What stands where nothing is published; label and url are empty for who can do nothing."""

    title: str
    words: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HomePage:
    cards: tuple[KindCard, ...]
    begin: Begin | None  # where there are no cards
    new: tuple[Link, ...]
    guides: tuple[Link, ...]
    edit_url: str
    glossary_url: str
    mine_url: str  # empty for who has not signed in
    submit_url: str
    keeping_url: str


def home_page(actor: Actor | None) -> HomePage:
    """Three queries, whatever there is; where nothing is, one more for an administrator."""
    entries = entries_for(actor)
    counted = Counter(dict(entries.values_list("kind").annotate(n=Count("pk")).order_by()))
    shown = entries.exclude(kind=WORK)
    here = reverse("library:index")
    cards = tuple(
        KindCard(
            label=str(words.plural),
            what_for=str(words.what_for),
            glyph=words.glyph,
            n=counted[kind],
            url=f"{here}?kind={kind}",
        )
        for kind, words in (*KINDS.items(), (WORK, WORKS))
        if counted[kind]
    )
    return HomePage(
        cards=cards,
        begin=None if cards else _begin(actor),
        new=tuple(map(link_to, shown.order_by("-first_on", "title")[:N_NEW])),
        guides=tuple(map(link_to, shown.filter(kind__in=_WAYS_IN).order_by("title")[:N_NEW])),
        edit_url=reverse("wagtailadmin_home") if actor and policies.admit_editor(actor) else "",
        glossary_url=reverse("library:glossary"),
        mine_url=reverse("library:mine") if actor else "",
        submit_url=reverse("library:submit"),
        keeping_url=reverse("library:keeping") if actor and policies.enter_keeping(actor) else "",
    )


def _begin(actor: Actor | None) -> Begin:
    """What comes first: a shelf, then what is put on it."""
    nothing = _("Nothing is published yet.")
    if actor and policies.look_after_shelves(actor) and not Shelf.objects.exists():
        return Begin(
            _("No shelf is open yet."),
            _("Open one, and take in the starting library that comes with the program."),
            _("Open a shelf"),
            reverse("library:shelves"),
        )
    if actor and policies.keep_packs(actor):
        return Begin(
            nothing,
            _("A starting library comes with the program. See first what it would put here."),
            _("Take the starting library in"),
            reverse("library:packs"),
        )
    return Begin(
        nothing,
        _(
            "Whoever looks after the library can take in the starting library, or write the first"
            " page."
        ),
    )
