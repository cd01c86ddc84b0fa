"""What the forms of a beginning offer: hosts, waves, packs, who else could take part."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from groundswell.engines.thread.queries import FROM, Begun, begun_from
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation
from groundswell.ground.web.forms import Form

from .. import packs, policies
from ..models import Challenge, Wave
from ..packs import Pack
from .shell import Shell, shell_of


def hosts_for(actor: Actor) -> list[Organisation]:
    """The organisations for which the actor may start a challenge."""
    mine = people.organisations_of(actor)
    return [o for o in mine if policies.start_challenge(actor, o)]


def wave_choices(actor: Actor) -> list[tuple[str, str]]:
    """The waves of those organisations, the newest first."""
    rows = Wave.objects.filter(organisation__in=hosts_for(actor)).order_by("-made_at", "pk")
    return [(str(wave.pk), wave.title) for wave in rows]


def wave_for(actor: Actor, pk: UUID | None) -> Wave | None:
    """One of those waves; None where none was asked for."""
    if pk is None:
        return None
    return get_object_or_404(Wave, pk=pk, organisation__in=hosts_for(actor))


def all_packs() -> list[Pack]:
    return list(packs.packs().values())


def pack_named(code: str) -> Pack | None:
    return packs.packs().get(code)


@dataclass(frozen=True, slots=True)
class BeginTestPage:
    begun: Begun
    choices: tuple[tuple[str, str], ...]  # a challenge, and where its test is planned


def begin_test_page(actor: Actor, began_from: str) -> BeginTestPage:
    """The challenges in which the actor plans tests, the newest first."""
    begun = begun_from(actor, began_from)
    found = Challenge.objects.filter(pk__in=actor.programme_ids).select_related("organisation")
    tail = f"?{FROM}={begun.ref}" if begun.ref else ""
    return BeginTestPage(
        begun=begun,
        choices=tuple(
            (c.title, f"{reverse('challenges:plan_test', args=[c.pk])}{tail}")
            for c in found.order_by("-made_at", "pk")
            if policies.plan_test(actor, c)
        ),
    )


def partners_of(challenge: Challenge) -> list[Organisation]:
    rows = challenge.partners.select_related("organisation").order_by("organisation__name")
    return [p.organisation for p in rows]


def could_take_part(challenge: Challenge) -> list[Organisation]:
    """Every open organisation that does not take part yet, by name."""
    there = [challenge.organisation_id, *(o.pk for o in partners_of(challenge))]
    open_ones = Organisation.objects.filter(closed_on=None).exclude(pk__in=there)
    return list(open_ones.order_by("name", "pk"))


@dataclass(frozen=True, slots=True)
class PartnersPage:
    shell: Shell
    host: str
    rows: tuple[tuple[str, str], ...]  # name, and where to send to take it out
    form: Form


def partners_page(
    actor: Actor, challenge: Challenge, form: Form, *, at: dt.datetime
) -> PartnersPage:
    return PartnersPage(
        shell=shell_of(actor, challenge, tab="note", at=at),
        host=challenge.organisation.name,
        rows=tuple(
            (o.name, reverse("challenges:remove_partner", args=[challenge.pk, o.pk]))
            for o in partners_of(challenge)
        ),
        form=form,
    )
