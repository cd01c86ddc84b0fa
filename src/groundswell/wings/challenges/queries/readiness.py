"""What should stand before a team is sent out: each with why, and the way to mend it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Person
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form

from .. import policies
from ..kinds import LARGEST_TEAM, SMALLEST_TEAM, Leave, Standing
from ..models import Challenge, Member
from .notes import signers_missing
from .shell import Shell, shell_of


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list. Only what `is_needed` holds a launch up; the rest is advice."""

    label: str
    is_done: bool
    why: str  # what is missing and why it matters; empty where it is done
    url: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class LaunchPage:
    shell: Shell
    items: tuple[Item, ...]
    lead: str
    form: Form
    may_launch: Decision


def launch_page(actor: Actor, challenge: Challenge, form: Form, *, at: dt.datetime) -> LaunchPage:
    sponsors = people.holders_of(challenge.pk, RoleCode.SPONSOR)
    items = tuple(_items(challenge, sponsors))
    n_open = sum(not item.is_done for item in items)
    may = policies.launch_challenge(actor, challenge, frozenset(p.pk for p in sponsors))
    return LaunchPage(
        shell=shell_of(actor, challenge, tab="note", at=at),
        items=items,
        lead=_lead(n_open),
        form=form,
        may_launch=may,
    )


def _lead(n_open: int) -> str:
    if not n_open:
        return _("Everything on the list is there.")
    still = words.count(n_open, _("thing is"), _("things are"))
    return _("%(still)s still open. You decide which of them can wait.") % {"still": still}


def _items(challenge: Challenge, sponsors: list[Person]) -> Iterable[Item]:
    url = partial(reverse, args=[challenge.pk])
    note, team = url("challenges:note"), url("challenges:team")
    members = list(challenge.members.filter(left_on=None))
    coaches = people.holders_of(challenge.pk, RoleCode.COACH)
    unsigned = signers_missing(challenge, sponsors)
    said = all((challenge.problem, challenge.population, challenge.guardrails))
    yield _item(
        _("The note says problem, for whom, and guardrails"),
        said,
        _("The team reads there what it may do, and what not."),
        note,
    )
    yield Item(
        _("There is a sponsor"),
        bool(sponsors),
        "" if sponsors else _("A team without a sponsor has nobody to ask."),
        team,
        is_needed=True,
    )
    yield _item(
        _("The sponsor has signed the note"),
        bool(sponsors) and not unsigned,
        _("What is signed, the team can rely on."),
        note,
    )
    yield _item(
        _("There is a coach"), bool(coaches), _("Somebody from outside keeps the pace."), team
    )
    yield from _of_the_team(members, team)
    yield _item(
        _("Other organisations take part"),
        challenge.partners.exists(),
        _("Most problems that last do not belong to one organisation."),
        url("challenges:partners"),
    )


def _of_the_team(members: list[Member], team: str) -> Iterable[Item]:
    yield _item(
        _("The team has 8 to 15 people"),
        SMALLEST_TEAM <= len(members) <= LARGEST_TEAM,
        _("It has %(n)s. Smaller teams lack a side of the problem, larger ones lose voices.")
        % {"n": len(members)},
        team,
    )
    yield _item(
        _("Somebody with lived experience is in it"),
        any(m.standing == Standing.LIVED_EXPERIENCE for m in members),
        _("They know what nobody else in the room does."),
        team,
    )
    waiting = [m for m in members if m.leave in {Leave.TO_ASK, Leave.ASKED, Leave.DECLINED}]
    yield _item(
        _("Every line manager has released their people"),
        bool(members) and not waiting,
        _("%(n)s of the team are not released yet.") % {"n": len(waiting)},
        team,
    )


def _item(label: str, is_done: bool, why: str, url: str) -> Item:
    return Item(label, is_done, "" if is_done else why, url)
