import datetime as dt
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held

from .. import policies
from ..actors import Actor
from ..kinds import PayBand
from ..models import Membership, Organisation, Person, Team
from . import findable
from .checks import in_order, store_once, usable_address, usable_choice, usable_line, usable_name


class Post(TypedDict, total=False):
    """What a person does in an organisation; each part may be left out."""

    team: Team | None
    job_title: str
    pay_band: str
    staff_number: str | None
    manager: Person | None


@transaction.atomic
def add_membership(
    *,
    person: Person,
    organisation: Organisation,
    starts_on: dt.date,
    by: Actor,
    at: dt.datetime,
    **post: Unpack[Post],
) -> Membership:
    """The person belongs to the organisation from a day on. Raises Refused, or Unusable.

    Unusable: already in that team, a staff number that is taken, a team or manager of elsewhere.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    policies.add_membership(by, organisation).or_refuse()
    if not person.is_active:
        raise Unusable(_("The account of %(name)s has ended.") % {"name": person.name})
    membership = Membership(person=person, organisation=organisation, starts_on=starts_on)
    _fill(membership, post)
    _check_not_there_already(membership)
    store_once(membership, _number_is_taken())
    findable.show_people([person.pk], on=day_of(at))
    _record("membership.began", membership, by, at)
    return membership


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    starts_on: dt.date,
    by: Actor,
    at: dt.datetime,
    **post: Unpack[Post],
) -> Membership:
    """Bring somebody into the organisation by their address, whether we know them already or not.

    A person we know keeps the name they have. Raises Refused, or Unusable.
    """
    policies.add_member(by, organisation).or_refuse()
    person, is_new = Person.objects.get_or_create(
        email=usable_address(email), defaults={"name": usable_name(name), "created_at": at}
    )
    if is_new:
        audit.record("person.added", about=person, by=by, at=at, organisation_id=organisation.pk)
    return add_membership(
        person=person, organisation=organisation, starts_on=starts_on, by=by, at=at, **post
    )


@transaction.atomic
def change_membership(
    *, membership: Membership, by: Actor, at: dt.datetime, **post: Unpack[Post]
) -> Membership:
    """Change the team, job, pay band, number or manager; what is left out stays.

    Raises Refused, or Unusable as `add_membership`.
    """
    membership = _locked(membership)
    policies.change_membership(by, membership).or_refuse()
    _fill(membership, post)
    _check_not_there_already(membership)
    store_once(membership, _number_is_taken())
    findable.show_people([membership.person_id], on=day_of(at))
    _record("membership.changed", membership, by, at)
    return membership


@transaction.atomic
def end_membership(
    *, membership: Membership, ends_on: dt.date | None = None, by: Actor, at: dt.datetime
) -> Membership:
    """The given day, or today, is the person's last. Raises Refused; Unusable before the start."""
    membership = _locked(membership)
    policies.end_membership(by, membership).or_refuse()
    last = ends_on or day_of(at)
    in_order(membership.starts_on, last, field="ends_on")
    membership.ends_on = last
    membership.save(update_fields=["ends_on"])
    findable.show_people([membership.person_id], on=day_of(at))
    _record("membership.ended", membership, by, at)
    return membership


def _fill(membership: Membership, post: Any) -> None:
    """Put the parts that were given into the row, each checked. `post` is a Post."""
    team, manager = post.get("team", membership.team), post.get("manager", membership.manager)
    if team is not None and team.organisation_id != membership.organisation_id:
        raise Unusable(_("Choose a team of the same organisation."), field="team")
    if team is not None and team.closed_on and team != membership.team:
        raise Unusable(_("%(name)s is closed.") % {"name": team.name}, field="team")
    if manager is not None and manager.pk == membership.person_id:
        raise Unusable(_("Nobody is their own manager. Choose somebody else."), field="manager")
    membership.team, membership.manager = team, manager
    job_title = post.get("job_title", membership.job_title)
    membership.job_title = usable_line(job_title, field="job_title")
    band = post.get("pay_band", membership.pay_band)
    membership.pay_band = usable_choice(band, PayBand, field="pay_band") if band else ""
    number = post.get("staff_number", membership.staff_number)
    membership.staff_number = usable_line(number or "", field="staff_number") or None


def _check_not_there_already(membership: Membership) -> None:
    until = membership.ends_on
    at_once = Q(ends_on=None) | Q(ends_on__gte=membership.starts_on)
    if until:
        at_once &= Q(starts_on__lte=until)
    same = Membership.objects.filter(
        at_once,
        person=membership.person_id,
        organisation=membership.organisation_id,
        team=membership.team_id,
    )
    if same.exclude(pk=membership.pk).exists():
        sentence = _("%(name)s already belongs there at that time.")
        raise Unusable(sentence % {"name": membership.person.name}, field="team")


def _number_is_taken() -> Unusable:
    return Unusable(_("Somebody else has this staff number."), field="staff_number")


def _locked(membership: Membership) -> Membership:
    rows = Membership.objects.select_related("organisation", "person", "team", "manager")
    return held(rows, membership.pk)


def _record(event: str, membership: Membership, by: Actor, at: dt.datetime) -> None:
    place = membership.organisation
    audit.record(
        event,
        about=membership.person,
        by=by,
        at=at,
        organisation_id=place.pk,
        place=place.name,
    )
