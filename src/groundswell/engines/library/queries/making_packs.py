"""Where a selection of a shelf is made: single pages, whole kinds, a list of one’s own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form

from ..kinds import KINDS, Kind
from ..models import Shelf
from ..reading.packing import MOST_SINGLY, Choosable, kinds_to_choose, pages_to_choose
from .lists import lists_of
from .uploads import Pairs, crumb_of

Group = tuple[str, tuple[tuple[str, str, bool], ...]]  # a kind; id, title, whether it is ticked


@dataclass(frozen=True, slots=True)
class Choosing:
    """What may be chosen; `pages` is empty where they are too many to be listed."""

    kinds: list[tuple[Kind, int]]
    pages: list[Choosable]
    choices: dict[str, list[tuple[str, str]]]  # by the name of their field in the form


@dataclass(frozen=True, slots=True)
class MakePage:
    form: Form
    title: str
    groups: tuple[Group, ...]
    fields: tuple[str, ...]  # those of the form that choose, apart from single pages
    fault: str  # of the choice
    too_many: str  # why single pages are not listed
    back_url: str
    crumb: Pairs


def choosing(actor: Actor, shelf: Shelf) -> Choosing:
    """Three queries, whatever stands on the shelf."""
    kinds = kinds_to_choose(actor, shelf)
    few = sum(n for _kind, n in kinds) <= MOST_SINGLY
    pages = pages_to_choose(actor, shelf) if few else []
    own = [(str(one.pk), one.title) for one in lists_of(actor)]
    return Choosing(
        kinds,
        pages,
        {
            "kinds": [(str(kind), _counted(kind, n)) for kind, n in kinds],
            "reader_list": [("", _("No list")), *own] if own and kinds else [],
            "items": [(page.pk, page.title) for page in pages],
        },
    )


def _counted(kind: Kind, n: int) -> str:
    return _("%(label)s (%(n)s)") % {"label": KINDS[kind].plural, "n": words.number(n)}


def make_page(shelf: Shelf, form: Form, there: Choosing, ticked: list[str]) -> MakePage:
    title = _("Make a pack of %(shelf)s") % {"shelf": shelf.title}
    packs = reverse("library:packs")
    return MakePage(
        form=form,
        title=title,
        groups=_groups(there.pages, frozenset(ticked)),
        fields=tuple(name for name in ("kinds", "reader_list") if name in form.fields),
        fault=" ".join(map(str, form.errors.get("items", ()))),
        too_many=_too_many(there),
        back_url=packs,
        crumb=(*crumb_of(_("Packs"))[:-1], (_("Packs"), packs), (title, "")),
    )


def _groups(pages: list[Choosable], ticked: frozenset[str]) -> tuple[Group, ...]:
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for page in pages:
        groups.setdefault(page.kind, []).append((page.pk, page.title, page.pk in ticked))
    return tuple((str(KINDS[Kind(kind)].plural), tuple(ones)) for kind, ones in groups.items())


def _too_many(there: Choosing) -> str:
    if there.pages or not there.kinds:
        return ""
    return _(
        "%(n)s pages are too many to tick one by one. Save those that you want to a list of yours,"
        " and choose it here."
    ) % {"n": words.number(sum(n for _kind, n in there.kinds))}
