"""The front door of the room: my measures, my sets, the organisations and shared definitions."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.imports.importers import start_url
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.paging import Pager, paged

from .. import policies
from ..kinds import Attention
from ..models import Measure
from .access import sets_visible_to, stewarded_by, visible_to
from .tables import (
    Asked,
    TableRow,
    by_attention,
    in_use,
    narrowed,
    near_to,
    table_row,
    waiting_among,
)

_MOST = 20  # rows of my own before "show all"


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    mine: tuple[TableRow, ...]
    pager: Pager
    sets: tuple[Link, ...]
    organisations: tuple[Link, ...]
    shared: tuple[Link, ...]
    asked: str
    may_define: Decision
    may_make_set: Decision
    import_url: str  # empty where this reader may not bring files in
    lead: str


def index_page(actor: Actor, asked: Asked) -> IndexPage:
    """What this person keeps or is near to, what deserves attention first."""
    mine = in_use(actor) if asked.words else in_use(actor).filter(near_to(actor))
    shown, pager = paged(by_attention(narrowed(mine, asked)), asked.page, _MOST, keep=asked.kept)
    waiting = waiting_among(shown)
    return IndexPage(
        mine=tuple(table_row(m, is_waiting=m.pk in waiting) for m in shown),
        pager=pager,
        sets=_sets(actor),
        organisations=_organisations(actor),
        shared=_shared(actor),
        asked=asked.words,
        may_define=may_define_somewhere(actor),
        may_make_set=_may_make_set(actor),
        import_url=_import_url(actor),
        lead=_lead(pager.total, asked),
    )


def _import_url(actor: Actor) -> str:
    if policies.is_steward(actor, None):
        return start_url("observations")
    mine = sorted(stewarded_by(actor))
    return start_url("observations", organisation_id=mine[0]) if mine else ""


def _lead(n: int, asked: Asked) -> str:
    if asked.words:
        return _("Looked for “%(words)s”.") % {"words": asked.words}
    if not n:
        return _("Numbers over time, and what is change and what is chance.")
    return ngettext(
        "You are near to %(n)s measure. What deserves attention stands first.",
        "You are near to %(n)s measures. What deserves attention stands first.",
        n,
    ) % {"n": n}


def may_define_somewhere(actor: Actor) -> Decision:
    if policies.defines_somewhere(actor):
        return Decision()
    return Decision(_("Team leaders, analysts and administrators add measures."))


def _may_make_set(actor: Actor) -> Decision:
    if policies.defines_somewhere(actor):
        return Decision()
    return Decision(_("Team leaders, analysts and administrators make sets."))


def _sets(actor: Actor) -> tuple[Link, ...]:
    found = sets_visible_to(actor).annotate(n=Count("items")).order_by("title", "pk")[:50]
    return tuple(
        Link(s.title, _n_measures(s.n), reverse("measures:set", args=[s.pk])) for s in found
    )


def _organisations(actor: Actor) -> tuple[Link, ...]:
    """The organisations of this person first, then where most deserves attention, then by name."""
    counted = (
        visible_to(actor)
        .filter(retired_at__isnull=True)
        .order_by()
        .values("organisation_id", "organisation__name")
        .annotate(
            n=Count("pk"),
            is_mine=Q(organisation_id__in=actor.organisation_ids),
            n_needing=Count("pk", filter=Q(state__attention__lte=Attention.WAITING)),
        )
        .order_by("-is_mine", "-n_needing", "organisation__name")[:12]
    )
    return tuple(
        Link(
            row["organisation__name"],
            _of_organisation(row["n"], row["n_needing"]),
            reverse("measures:organisation", args=[row["organisation_id"]]),
        )
        for row in counted
    )


def _of_organisation(n: int, n_needing: int) -> str:
    if not n_needing:
        return _n_measures(n)
    needing = ngettext("%(n)s to look at", "%(n)s to look at", n_needing) % {"n": f"{n_needing:,}"}
    return f"{_n_measures(n)}, {needing}"


def _shared(actor: Actor) -> tuple[Link, ...]:
    """Definitions measured in more than one place."""
    counted = (
        Measure.objects
        .filter(pk__in=visible_to(actor).values("pk"), retired_at__isnull=True)
        .order_by()
        .values("definition_id", "definition__title")
        .annotate(n=Count("organisation_id", distinct=True))
        .filter(n__gt=1)
        .order_by("definition__title")[:12]
    )
    return tuple(
        Link(
            row["definition__title"],
            ngettext("%(n)s place", "%(n)s places", row["n"]) % {"n": row["n"]},
            reverse("measures:definition", args=[row["definition_id"]]),
        )
        for row in counted
    )


def _n_measures(n: int) -> str:
    return ngettext("%(n)s measure", "%(n)s measures", n) % {"n": f"{n:,}"}
