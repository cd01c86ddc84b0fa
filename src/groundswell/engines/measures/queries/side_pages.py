"""What the smaller pages beside a measure show: a definition's words, who sees a chart."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor

from ..kinds import Audience
from ..models import Definition, Measure
from .access import definitions_known_to

_MOST_DEFINITIONS = 50


def counted_pairs(definition: Definition) -> tuple[tuple[str, str], ...]:
    """What exactly is counted, as names and values; empty ones left out."""
    pairs = (
        (_("Counted"), definition.counted),
        (_("Out of"), definition.out_of),
        (_("Left out"), definition.left_out),
        (_("Source"), definition.source),
    )
    return tuple((name, value) for name, value in pairs if value)


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    title: str
    owner: str
    kind: str
    url: str


def definition_lines(definitions: list[Definition]) -> tuple[DefinitionLine, ...]:
    return tuple(
        DefinitionLine(
            title=d.title,
            owner=d.organisation.name if d.organisation else _("The whole partnership"),
            kind=f"{d.get_role_display()}, {str(d.get_frequency_display()).lower()}",
            url=reverse("measures:place", args=[d.pk]),
        )
        for d in definitions
    )


@dataclass(frozen=True, slots=True)
class SharePage:
    now: str
    choices: tuple[tuple[str, str, str], ...]  # code, label, what it means


def share_page(measure: Measure) -> SharePage:
    """Who sees the chart now, and what each choice would mean."""
    place = measure.organisation.name
    choices = [
        (Audience.ORGANISATION, _("Everyone in %(place)s") % {"place": place}, ""),
        (Audience.PARTNERSHIP, str(Audience.PARTNERSHIP.label), _("All organisations, by name.")),
    ]
    if measure.team or measure.programme_id:
        team = (
            Audience.TEAM,
            _("Only %(team)s") % {"team": measure.place_name},
            _("And those who keep its numbers."),
        )
        choices.insert(0, team)
    return SharePage(
        now=str(Audience(measure.audience).label),
        choices=tuple((str(code), label, hint) for code, label, hint in choices),
    )


@dataclass(frozen=True, slots=True)
class NewPage:
    """Where a new measure begins: a definition that is there already, or one to write."""

    crumb: tuple[tuple[str, str], ...]
    definitions: tuple[DefinitionLine, ...]
    asked: str
    define_url: str


def new_page(actor: Actor, asked: str) -> NewPage:
    """The definitions that this person may use, those that hold the words asked for."""
    definitions = definitions_known_to(actor)
    for word in asked.split()[:8]:
        definitions = definitions.filter(title__icontains=word[:60])
    shown = list(definitions.order_by("title", "pk")[:_MOST_DEFINITIONS])
    return NewPage(
        crumb=((_("Measures"), reverse("measures:index")), (_("New measure"), "")),
        definitions=definition_lines(shown),
        asked=asked,
        define_url=reverse("measures:define"),
    )
