"""Whoever holds a role in the library today may use the editor, and nobody else.

Wagtail asks its groups; roles begin and end by the day. So a person's groups are set to what their
roles say whenever they come in, before anything is shown.
"""

import datetime as dt

from django.contrib.auth.models import Group
from django.db import transaction

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .. import policies
from ..models import Shelf
from . import shelves


def admit_editor(*, by: Actor, at: dt.datetime) -> None:
    """Set the person's groups to what they may do today; two queries where nothing has changed.

    Raises Refused for who holds no role in the library, and for who holds one where no shelf has
    been opened; what they held before is taken first.
    """
    may = policies.admit_editor(by)
    wanted = _wanted(by) if may else set()
    held = set(by.person.groups.values_list("pk", flat=True))
    if held != wanted:
        with transaction.atomic():
            by.person.groups.set(wanted)
    may.or_refuse()
    policies.has_shelf(wanted).or_refuse()


def _wanted(actor: Actor) -> set[int]:
    groups: set[int] = set()
    for code, everywhere, of_shelf in (
        (RoleCode.EDITOR, shelves.all_editors, "editors_id"),
        (RoleCode.REVIEWER, shelves.all_reviewers, "reviewers_id"),
    ):
        places = {r.organisation_id for r in actor.roles if r.code == code and r.organisation_id}
        if any(r.code == code and r.is_system_wide for r in actor.roles):
            groups.add(_key(everywhere()))
        if places:
            found = Shelf.objects.filter(organisation__in=places)
            groups |= set(found.values_list(of_shelf, flat=True))
    return groups


def _key(group: Group) -> int:
    return group.pk
