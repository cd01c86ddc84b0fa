"""Many measures in a table: a row each, with icons and a small line; what deserves attention first.

Read from what `MeasureState` keeps, so that hundreds of rows are a handful of queries and no chart
is worked out; only the small lines of the rows shown are drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.ground.people.actors import Actor
from groundswell.ground.web.charts import assurance_icon, spark_svg, variation_icon
from groundswell.ground.web.paging import Pager, paged

from .. import policies, reading
from ..charting import spark_drawing
from ..charting import words as chart_words
from ..kinds import Attention, Good
from ..models import Definition, Measure, MeasureSet, MeasureState, Proposal
from .access import visible_to
from .side_pages import counted_pairs

_PER_PAGE = 50

_FILTERS: dict[str, Q] = {
    "worsening": Q(state__variation__startswith="concern"),
    "out_of_reach": Q(state__assurance="fail"),
    "waiting": Q(proposals__state="waiting"),
    "improving": Q(state__variation__startswith="improvement"),
    "steady": Q(state__variation="common_cause"),
    "changed": Q(state__variation__startswith="neutral"),
    "few": Q(state__variation=""),
}


@dataclass(frozen=True, slots=True)
class TableRow:
    name: str
    place: str
    says: str
    url: str
    now: str
    period: str
    spark: Markup
    variation_icon: Markup
    variation: str
    assurance_icon: Markup
    assurance: str
    target: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Filter:
    code: str
    label: str
    n: int
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table of measures and what it belongs to."""

    title: str
    lead: str
    crumb: tuple[tuple[str, str], ...]
    heading: str  # of the first column
    rows: tuple[TableRow, ...]
    pager: Pager
    filters: tuple[Filter, ...]
    asked: str
    downloads: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    n_hidden: int  # measures of a set that this reader may not see
    hidden_words: str
    has_any: bool
    show: str  # the filter that is on

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The filters, as the tabs above the table."""
        return [(f"{f.label} ({f.n:,})", f.url, f.is_on) for f in self.filters]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a table asks for: a filter, words to look for, a page."""

    show: str = ""
    words: str = ""
    page: str = "1"

    @property
    def kept(self) -> dict[str, str]:
        pairs = {"show": self.show, "q": self.words}
        return {name: value for name, value in pairs.items() if value}


def asked_of(given: Mapping[str, str]) -> Asked:
    """From an address; what is not known is passed over."""
    show = given.get("show", "")
    return Asked(
        show if show in _FILTERS else "", given.get("q", "").strip()[:100], given.get("page", "1")
    )


def organisation_table(actor: Actor, organisation_id: UUID, name: str, asked: Asked) -> TablePage:
    """The measures of an organisation that this reader may see."""
    measures = in_use(actor).filter(organisation_id=organisation_id)
    return _table(
        measures,
        asked,
        title=name,
        lead=_("What deserves attention first. Each row leads to its chart."),
        heading=_("Measure"),
        crumb=((_("Measures"), reverse("measures:index")), (name, "")),
        within="organisation",
        downloads=_downloads("measures:organisation_download", organisation_id),
    )


def definition_table(actor: Actor, definition: Definition, asked: Asked) -> TablePage:
    """The places where a definition is measured, as far as this reader may see them."""
    url = reverse("measures:compare", args=[definition.pk])
    actions = [(_("See them side by side"), url)]
    if policies.change_definition(actor, definition):
        edit = reverse("measures:change_definition", args=[definition.pk])
        actions.append((_("Change the definition"), edit))
    owner = definition.organisation.name if definition.organisation else _("the whole partnership")
    return _table(
        in_use(actor).filter(definition=definition),
        asked,
        title=definition.title,
        lead=_("Where it is measured, and what each chart says. No place is ranked by its figure."),
        heading=_("Place"),
        crumb=((_("Measures"), reverse("measures:index")), (definition.title, "")),
        downloads=_downloads("measures:definition_download", definition.pk),
        actions=tuple(actions),
        pairs=(*counted_pairs(definition), (_("Written for"), owner)),
        within="definition",
    )


def set_table(actor: Actor, measure_set: MeasureSet, asked: Asked) -> TablePage:
    """The measures of a set in its own order; those that this reader may not see are counted."""
    all_of_it = measure_set.items.count()
    mine = in_use(actor).filter(pk__in=measure_set.items.values("measure_id"))
    actions: tuple[tuple[str, str], ...] = ()
    if policies.change_set(actor, measure_set):
        actions = ((_("Change this set"), reverse("measures:change_set", args=[measure_set.pk])),)
    place = measure_set.team or measure_set.organisation
    return _table(
        mine,
        asked,
        title=measure_set.title,
        lead=_("Made by %(owner)s%(place)s.")
        % {
            "owner": measure_set.owner.name,
            "place": f", {place.name}" if place else "",
        },
        heading=_("Measure"),
        crumb=((_("Measures"), reverse("measures:index")), (measure_set.title, "")),
        downloads=_downloads("measures:set_download", measure_set.pk),
        actions=actions,
        order=_set_order(measure_set),
        n_in_set=all_of_it,
    )


def in_use(actor: Actor) -> QuerySet[Measure]:
    """Measures that the actor may see and that are not retired."""
    return visible_to(actor).filter(retired_at__isnull=True).select_related("state")


def near_to(actor: Actor) -> Q:
    """Owned by the person or of a team that they are in, in the organisation looked at now."""
    near = Q(data_owner_id=actor.id) | Q(team_id__in=actor.team_ids)
    return near & Q(organisation_id=actor.place_id) if actor.place_id else near


def _set_order(measure_set: MeasureSet) -> dict[UUID, int]:
    return dict(measure_set.items.values_list("measure_id", "position"))


def _downloads(name: str, pk: UUID) -> tuple[tuple[str, str], ...]:
    return (
        (_("Table, CSV"), reverse(name, args=[pk, "csv"])),
        (_("Table, Excel"), reverse(name, args=[pk, "xlsx"])),
    )


def narrowed(measures: QuerySet[Measure], asked: Asked) -> QuerySet[Measure]:
    """Those that the filter and the words ask for."""
    if asked.show:
        measures = measures.filter(_FILTERS[asked.show])
    for word in asked.words.split()[:8]:
        measures = measures.filter(
            Q(definition__title__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(organisation__ods_code__iexact=word)
            | Q(team__name__icontains=word)
        )
    return measures


def by_attention(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """What deserves attention first; then by name, never by figure."""
    return measures.order_by(
        F("state__attention").asc(nulls_last=True),
        Lower("definition__title"),
        "organisation__name",
        "team__name",
        "pk",
    )


def _table(
    measures: QuerySet[Measure],
    asked: Asked,
    *,
    title: str,
    lead: str,
    heading: str,
    crumb: tuple[tuple[str, str], ...],
    downloads: tuple[tuple[str, str], ...],
    actions: tuple[tuple[str, str], ...] = (),
    pairs: tuple[tuple[str, str], ...] = (),
    order: dict[UUID, int] | None = None,
    n_in_set: int = 0,
    within: str = "",
) -> TablePage:
    filters, n_all = _filters(measures, asked)
    wanted = by_attention(narrowed(measures, asked))
    if order is None:
        shown, pager = paged(wanted, asked.page, _PER_PAGE, keep=asked.kept)
    else:
        in_order = sorted(wanted, key=lambda m: order.get(m.pk, len(order)))
        shown, pager = paged(in_order, asked.page, _PER_PAGE, keep=asked.kept)
    waiting = waiting_among(shown)
    n_hidden = max(0, n_in_set - n_all) if order is not None else 0
    return TablePage(
        title=title,
        lead=lead,
        crumb=crumb,
        heading=heading,
        rows=tuple(table_row(m, is_waiting=m.pk in waiting, within=within) for m in shown),
        pager=pager,
        filters=filters,
        asked=asked.words,
        downloads=downloads,
        actions=actions,
        pairs=pairs,
        n_hidden=n_hidden,
        hidden_words=ngettext(
            "%(n)s more measure of this set is not shared with you.",
            "%(n)s more measures of this set are not shared with you.",
            n_hidden,
        )
        % {"n": n_hidden},
        has_any=n_all > 0,
        show=asked.show,
    )


def _filters(measures: QuerySet[Measure], asked: Asked) -> tuple[tuple[Filter, ...], int]:
    """How many measures each filter would show, in one query; and how many there are."""
    labels = {
        "worsening": _("Worsening"),
        "out_of_reach": _("Target not in reach"),
        "waiting": _("Waiting for an answer"),
        "improving": _("Improving"),
        "steady": _("Steady"),
        "changed": _("Changed, no judgement"),
        "few": _("Too few numbers"),
    }
    counted = measures.order_by().aggregate(
        all=Count("pk", distinct=True),
        **{code: Count("pk", filter=q, distinct=True) for code, q in _FILTERS.items()},
    )
    words = f"&{urlencode({'q': asked.words})}" if asked.words else ""
    every = Filter("", _("All"), counted["all"], f"?{words[1:]}" if words else "?", not asked.show)
    some = tuple(
        Filter(code, label, counted[code], f"?show={code}{words}", asked.show == code)
        for code, label in labels.items()
        if counted[code]
    )
    return (every, *some), counted["all"]


def waiting_among(shown: list[Measure]) -> set[UUID]:
    """Which of these measures have a proposal that waits."""
    ids = [m.pk for m in shown]
    rows = Proposal.objects.filter(measure_id__in=ids, state="waiting")
    return set(rows.values_list("measure_id", flat=True))


def state_of(measure: Measure) -> MeasureState:
    """What is kept of the chart; an empty one for a measure that was never looked at."""
    return getattr(measure, "state", None) or MeasureState(measure=measure)


def table_row(measure: Measure, *, is_waiting: bool, within: str = "") -> TableRow:
    """One measure in one row of ready values. State and definition are loaded.

    `within` is what all rows have in common, an organisation or a definition, and so is left out.
    """
    definition, state = measure.definition, state_of(measure)
    style = reading.style_of(definition)
    name, place = _names(measure, within)
    return TableRow(
        name=name,
        place=place,
        says=says_of(state, style),
        url=reverse("measures:measure", args=[measure.pk]),
        now=style.show(state.last_value),
        period=style.period_short(state.last_on) if state.last_on else "",
        spark=spark_svg(spark_drawing(state.spark)) if state.n_points else Markup(""),
        variation_icon=variation_icon(state.variation),
        variation=chart_words.VARIATIONS[state.variation](),
        assurance_icon=assurance_icon(
            state.assurance, better="down" if definition.good == Good.DOWN else "up"
        ),
        assurance=chart_words.assurance(
            state.assurance, state.variation, has_target=state.target is not None
        ),
        target=style.show(state.target) if state.target is not None else "",
        is_waiting=is_waiting,
    )


def _names(measure: Measure, within: str) -> tuple[str, str]:
    """What a row is called, and the second line under it."""
    team = measure.team.name if measure.team else ""
    if within == "definition":
        return measure.place_name, measure.organisation.name if team else ""
    return measure.definition.title, team if within == "organisation" else measure.place_name


def says_of(state: MeasureState, style: reading.Style) -> str:
    """What the chart says, short: "seven weeks in a row above the mean"."""
    if not state.n_points:
        return _("No numbers yet")
    if state.rule:
        centre = chart_words.centre_name(state.kind)
        said = chart_words.rule(style, state.rule, state.n_run, 0, centre=centre)
        return said[:1].upper() + said[1:]
    if state.attention == Attention.TOO_FEW:
        return chart_words.VARIATIONS[""]()
    if state.lower is None:
        return _("Around %(mean)s") % {"mean": style.show(state.mean)}
    return _("Expected: %(range)s") % {"range": style.show_range(state.lower, state.upper)}
