"""The team's agreement: how it works together, now and before."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..models import Agreement, Challenge


@dataclass(frozen=True, slots=True)
class AgreementVersion:
    number: int
    lines: tuple[str, ...]
    who: str


@dataclass(frozen=True, slots=True)
class AgreementPart:
    """How the team works together: now, and as it was."""

    now: AgreementVersion | None
    before: tuple[AgreementVersion, ...]
    url: str
    may_agree: Decision


def agreement_part(actor: Actor, challenge: Challenge) -> AgreementPart:
    rows = challenge.agreements.select_related("made_by").order_by("-number")
    versions = tuple(_version(row) for row in rows)
    return AgreementPart(
        now=versions[0] if versions else None,
        before=versions[1:],
        url=reverse("challenges:agree", args=[challenge.pk]),
        may_agree=policies.agree(actor, challenge),
    )


def latest_agreement(challenge: Challenge) -> Agreement | None:
    return challenge.agreements.order_by("number").last()


def _version(row: Agreement) -> AgreementVersion:
    told = {"n": row.number, "who": row.made_by.name, "day": words.day(day_of(row.made_at))}
    return AgreementVersion(
        number=row.number,
        lines=tuple(line for line in row.words.split("\n") if line.strip()),
        who=_("Version %(n)s, %(who)s, %(day)s") % told,
    )
