"""Who did what: the audit trail of one organisation, or of the whole system."""

import datetime as dt
import re
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import LONDON
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import audit_sentences
from groundswell.ground.web import words
from groundswell.ground.web.paging import PLACES, Pager, Step, sifted, walked

from .. import policies
from ..actors import Actor
from ..models import Organisation

PER_PAGE = 50
REACH = 20_000  # lines looked through at a time: no index knows a part of a name


@dataclass(frozen=True, slots=True)
class TrailLine:
    when: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    title: str
    back_label: str
    back_url: str
    form: forms.Form
    lines: list[TrailLine]
    pager: Pager
    is_filtered: bool
    looked_through: str  # where nothing fits and there is more: the lines that were looked through


@dataclass(frozen=True, slots=True)
class Asked:
    """What the trail is narrowed to; empty parts narrow nothing."""

    person: str = ""  # part of the name of who did it, or of what it is about
    event: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def trail_page(
    actor: Actor, organisation: Organisation | None, *, form: forms.Form, asked: Asked, step: Step
) -> TrailPage:
    """The newest lines first, those of one moment too. Without an organisation: all there is.

    Raises Refused."""
    policies.see_audit(actor, organisation.pk if organisation else None).or_refuse()
    place = {"organisation_id": organisation.pk} if organisation else {}
    rows = AuditEvent.objects.filter(**place, **_days(asked))
    keep = {k: str(v) for k, v in form.data.items() if v and k not in PLACES}
    if wanted := _wanted(asked):
        part, pager = sifted(
            rows, wanted, "-at", step, PER_PAGE, reach=REACH, label=_when, keep=keep
        )
    else:
        part, pager = walked(rows, "-at", step, PER_PAGE, label=_when, keep=keep)
    return TrailPage(
        title=_title(organisation),
        back_label=organisation.name if organisation else _("Organisations"),
        back_url=_back(organisation.pk if organisation else None),
        form=form,
        lines=[TrailLine(_when(e), audit.sentence(e)) for e in part],
        pager=pager,
        is_filtered=asked != Asked(),
        looked_through=_looked_through(pager) if not part and pager.next_url else "",
    )


def event_choices() -> list[tuple[str, str]]:
    """Every kind of event that can stand in a trail: its sentence, with gaps for who and what."""
    return [(name, _in_general(str(sentence))) for name, sentence in audit_sentences.items()]


_FILLED_IN = re.compile(r"%\(\w+\)s(?: %\(\w+\)s)*")


def _in_general(sentence: str) -> str:
    """A sentence of the trail without its particulars.

    >>> _in_general("%(by)s added the team %(about)s"), _in_general("%(about)s left %(way)s")
    ('Added the team …', 'Left …')
    """
    text = _FILLED_IN.sub("…", sentence).removeprefix("…").strip()
    return text[:1].upper() + text[1:]


def _when(event: AuditEvent) -> str:
    return words.moment(event.at)


def _wanted(asked: Asked) -> Q:
    """What no index finds among the lines of some days."""
    wanted = Q(name=asked.event) if asked.event else Q()
    if asked.person:
        wanted &= Q(by_name__icontains=asked.person) | Q(about_label__icontains=asked.person)
    return wanted


def _looked_through(pager: Pager) -> str:
    return _("%(n)s lines were looked through, %(days)s. The next page has those before them.") % {
        "n": f"{REACH:,}",
        "days": pager.words,
    }


def _days(asked: Asked) -> dict[str, object]:
    wanted: dict[str, object] = {}
    if asked.first:
        wanted["at__gte"] = dt.datetime.combine(asked.first, dt.time(), LONDON)
    if asked.last:
        wanted["at__lt"] = dt.datetime.combine(asked.last + dt.timedelta(days=1), dt.time(), LONDON)
    return wanted


def _title(organisation: Organisation | None) -> str:
    if organisation is None:
        return _("What was done, in the whole system")
    return _("What was done in %(name)s") % {"name": organisation.name}


def _back(pk: UUID | None) -> str:
    return reverse("people:organisation", args=[pk]) if pk else reverse("people:organisations")
