"""What the smaller pages beside a measure show: a definition's words, targets, who sees a chart."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies, reading
from ..kinds import Audience
from ..models import Annotation, Definition, Measure, Observation, Target
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
class TargetLine:
    value: str
    since: str
    by: str
    withdraw_url: str  # empty where this reader may not


def target_lines(actor: Actor, measure: Measure) -> tuple[TargetLine, ...]:
    """The targets that stand, newest first."""
    style = reading.style_of(measure.definition)
    standing = (
        Target.objects
        .filter(measure=measure, withdrawn_at__isnull=True)
        .select_related("set_by")
        .order_by("-from_on")
    )
    may = bool(policies.set_target(actor, measure))
    return tuple(
        TargetLine(
            value=style.show(target.value),
            since=words.day(target.from_on),
            by=target.set_by.name,
            withdraw_url=reverse("measures:withdraw_target", args=[measure.pk, target.pk])
            if may
            else "",
        )
        for target in standing
    )


@dataclass(frozen=True, slots=True)
class NoteLine:
    when: str
    text: str
    by: str
    withdraw_url: str  # empty where this reader may not


def note_lines(actor: Actor, measure: Measure) -> tuple[NoteLine, ...]:
    """The notes that stand on the chart, newest first."""
    standing = Annotation.objects.filter(measure=measure, withdrawn_at__isnull=True)
    return tuple(
        NoteLine(
            when=words.day(note.on),
            text=note.text,
            by=note.by.name,
            withdraw_url=reverse("measures:withdraw_note", args=[measure.pk, note.pk])
            if policies.withdraw_annotation(actor, _of(note, measure))
            else "",
        )
        for note in standing.select_related("by").order_by("-on", "-at", "pk")
    )


def _of(note: Annotation, measure: Measure) -> Annotation:
    note.measure = measure
    return note


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
    if measure.team:
        team = (
            Audience.TEAM,
            _("Only %(team)s") % {"team": measure.team.name},
            _("And those who keep its numbers."),
        )
        choices.insert(0, team)
    return SharePage(
        now=str(Audience(measure.audience).label),
        choices=tuple((str(code), label, hint) for code, label, hint in choices),
    )


@dataclass(frozen=True, slots=True)
class NumberToCorrect:
    period: str
    shown: str
    value: float
    n: float | None
    version: int
    entered: str


def number_to_correct(measure: Measure, observation: Observation) -> NumberToCorrect:
    """A number as it stands, with who wrote it down."""
    style = reading.style_of(measure.definition)
    by = observation.entered_by.name
    return NumberToCorrect(
        period=style.period_in_full(observation.on),
        shown=style.show(observation.value)
        if observation.n is None
        else style.show_out_of(observation.value, observation.n),
        value=observation.value,
        n=observation.n,
        version=observation.version,
        entered=_("%(how)s by %(by)s on %(when)s.")
        % {
            "how": observation.get_source_display(),
            "by": by,
            "when": words.moment(observation.entered_at),
        },
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
