import datetime as dt

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable

from .. import policies
from ..actors import Actor
from ..models import ApiToken, Membership, Person, Role
from ..standing import actor_for
from . import findable
from .administrators import is_last_administrator
from .checks import store_once, unchanged_since, usable_address, usable_line, usable_name
from .sessions import place_of


@transaction.atomic
def add_person(*, email: str, name: str, known_as: str = "", by: Actor, at: dt.datetime) -> Person:
    """Add somebody who can sign in. Raises Refused; Unusable where the address is taken."""
    policies.add_person(by).or_refuse()
    person = Person(
        email=usable_address(email),
        name=usable_name(name),
        known_as=usable_line(known_as, field="known_as"),
        created_at=at,
    )
    store_once(person, _address_is_taken())
    findable.show_people([person.pk], on=day_of(at))
    audit.record("person.added", about=person, by=by, at=at)
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    name: str,
    known_as: str,
    email: str,
    version: int | None = None,
    by: Actor,
    at: dt.datetime,
) -> Person:
    """Change how a person is called or where their codes go. A new address ends their sessions.

    People change their own name, never their own address: that is what proves who they are.
    Raises Refused, Unusable, and Stale at a wrong version.
    """
    person = _locked(person)
    target = actor_for(person, on=by.on)
    policies.change_person(by, target).or_refuse()
    unchanged_since(version, person.version)
    address = usable_address(email)
    if address != person.email:
        policies.change_address(by, target).or_refuse()
        _take_address(person, address)
    person.name, person.known_as = usable_name(name), usable_line(known_as, field="known_as")
    person.version += 1
    store_once(person, _address_is_taken())
    findable.show_people([person.pk], on=day_of(at))
    _record("person.changed", person, by, at)
    return person


@transaction.atomic
def end_person(*, person: Person, by: Actor, at: dt.datetime) -> Person:
    """The person can no longer sign in, from this moment; roles, keys and memberships end.

    Their past stays. Raises Refused, also for the last system administrator.
    """
    is_last = is_last_administrator(person, on=day_of(at))
    person = _locked(person)
    policies.end_person(by, actor_for(person, on=by.on), is_last).or_refuse()
    _record("person.ended", person, by, at)  # before their memberships end: it names the place
    person.is_active, person.ended_at = False, at
    person.sign_in_epoch += 1
    person.version += 1
    person.save()
    _end_all_that_runs(person, at)
    findable.show_people([person.pk], on=day_of(at))
    return person


def _end_all_that_runs(person: Person, at: dt.datetime) -> None:
    today = day_of(at)
    Role.objects.filter(person=person, ended_at=None).update(ended_at=at)
    lasting = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), person=person)
    lasting.filter(starts_on__lte=today).update(ends_on=today)
    lasting.filter(starts_on__gt=today).update(ends_on=F("starts_on"))
    ApiToken.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=at)


def _address_is_taken() -> Unusable:
    return Unusable(_("There is already a person with this address."), field="email")


def _take_address(person: Person, address: str) -> None:
    EmailAddress.objects.filter(user=person).delete()  # the former one opens no door
    person.email = address
    person.sign_in_epoch += 1


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _record(event: str, person: Person, by: Actor, at: dt.datetime) -> None:
    place = place_of(person, day_of(at))
    audit.record(event, about=person, by=by, at=at, organisation_id=place)
