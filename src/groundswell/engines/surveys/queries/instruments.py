"""The instruments that somebody may begin a survey from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..definition import Definition, Kind, Question, from_json, minutes_for, said_in
from ..instruments import Pack, packs
from ..models import Instrument
from .access import instruments_seen_by


@dataclass(frozen=True, slots=True)
class Offer:
    """One version of an instrument, shipped with the program or loaded by somebody."""

    key: str
    title: str
    version: str
    summary: str
    licence: str
    provenance: str
    is_validated: bool
    whose: str  # whose wording it is, where not everybody may use it
    definition: Definition

    @property
    def url(self) -> str:
        return reverse("surveys:instrument", args=[self.key])

    @property
    def length(self) -> str:
        n = len(self.definition.questions)
        return _("%(questions)s, about %(minutes)s") % {
            "questions": words.count(n, _("question"), _("questions")),
            "minutes": words.count(minutes_for(self.definition), _("minute"), _("minutes")),
        }

    @property
    def standing(self) -> str:
        return _("Validated") if self.is_validated else _("Locally written, not validated")


def offers(actor: Actor) -> dict[str, Offer]:
    """Every instrument that the actor may use, by its key, in the order of their titles."""
    found = [*map(_of_pack, packs().values()), *map(_of_row, instruments_seen_by(actor))]
    return {offer.key: offer for offer in sorted(found, key=lambda offer: offer.title.casefold())}


def _of_pack(pack: Pack) -> Offer:
    return Offer(
        key=pack.key,
        title=pack.title,
        version=pack.version,
        summary=pack.summary,
        licence=pack.licence,
        provenance=pack.provenance,
        is_validated=pack.is_validated,
        whose="",
        definition=pack.definition,
    )


def _of_row(row: Instrument) -> Offer:
    return Offer(
        key=str(row.pk),
        title=row.title,
        version=row.version,
        summary=row.summary,
        licence=row.licence,
        provenance=row.provenance,
        is_validated=row.is_validated,
        whose=row.organisation.name if row.organisation else "",
        definition=from_json(row.definition),
    )


def offer_for(actor: Actor, key: str) -> Offer:
    """The instrument of that key; 404 where there is none that the actor may use."""
    found = offers(actor).get(key)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class InstrumentsPage:
    offers: Sequence[Offer]
    may_load: bool
    may_begin: bool


def instruments_page(actor: Actor) -> InstrumentsPage:
    return InstrumentsPage(
        offers=tuple(offers(actor).values()),
        may_load=loads_somewhere(actor),
        may_begin=policies.begins_somewhere(actor),
    )


def loads_somewhere(actor: Actor) -> bool:
    places = (None, *actor.organisation_ids)
    return any(bool(policies.load_instrument(actor, organisation_id=place)) for place in places)


@dataclass(frozen=True, slots=True)
class ItemRow:
    label: str
    answers: str
    score: str  # the scores it counts for


@dataclass(frozen=True, slots=True)
class PartOfInstrument:
    title: str
    intro: str
    items: Sequence[ItemRow]


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    title: str
    summary: str
    facts: Sequence[tuple[str, str]]
    parts: Sequence[PartOfInstrument]
    begin_url: str


def instrument_page(actor: Actor, offer: Offer) -> InstrumentPage:
    definition = offer.definition
    return InstrumentPage(
        title=offer.title,
        summary=offer.summary,
        facts=(
            (_("Length"), offer.length),
            (_("Version"), offer.version),
            (_("Standing"), offer.standing),
            (_("Licence"), offer.licence),
            (_("Where it comes from"), offer.provenance),
            (_("Who may use it"), offer.whose or _("Everybody")),
        ),
        parts=tuple(
            PartOfInstrument(
                title=_first(definition, page.title) or _("Questions"),
                intro=_first(definition, page.intro),
                items=tuple(_item(definition, question) for question in page.questions),
            )
            for page in definition.pages
        ),
        begin_url=_begin_url(offer) if policies.begins_somewhere(actor) else "",
    )


def _begin_url(offer: Offer) -> str:
    return f"{reverse('surveys:begin')}?with={offer.key}"


def _item(definition: Definition, question: Question) -> ItemRow:
    labels = [_first(definition, option.label) for option in question.options]
    if question.kind == Kind.SCALE:
        answers = _("%(first)s to %(last)s") % {"first": labels[0], "last": labels[-1]}
    else:
        answers = words.listed(labels) if labels else _("In words")
    scales = [scale for scale in definition.scales if question.id in scale.questions]
    names = [
        _("%(name)s, turned around") % {"name": _first(definition, scale.name)}
        if question.id in scale.reversed
        else _first(definition, scale.name)
        for scale in scales
    ]
    return ItemRow(_first(definition, question.label), answers, ", ".join(names))


def _first(definition: Definition, said: object) -> str:
    return said_in(said, definition.languages[0])  # type: ignore[arg-type]
