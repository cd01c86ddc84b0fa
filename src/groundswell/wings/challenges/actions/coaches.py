"""The register of local coaches, and what each has learned: a place grows its own."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation, Person

from .. import policies
from ..models import CoachListing, Training
from .checks import line, words

MOST_TEAMS = 10  # at once; nobody coaches more of them well


@transaction.atomic
def list_coach(
    *,
    person: Person,
    organisation: Organisation,
    about: str = "",
    most_teams: int = 1,
    by: Actor,
    at: dt.datetime,
) -> CoachListing:
    """Put somebody on the register, or bring their line up to date. Raises Refused, Unusable."""
    policies.list_coach(by, organisation.pk).or_refuse()
    if not 1 <= most_teams <= MOST_TEAMS:
        raise Unusable(_("Give a number of teams from 1 to 10."), field="most_teams")
    known = CoachListing.objects.select_for_update().filter(person=person).first()
    if known:
        policies.list_coach(by, known.organisation_id).or_refuse()
    listing = known or CoachListing(person=person, listed_on=day_of(at))
    listing.organisation, listing.most_teams, listing.ended_on = organisation, most_teams, None
    listing.about = words(about, field="about")
    listing.save()
    _record("challenge.coach_listed", listing, by, at)
    return listing


@transaction.atomic
def end_listing(*, listing: CoachListing, by: Actor, at: dt.datetime) -> CoachListing:
    """Somebody coaches no new team; their training stays on record. Twice is once."""
    listing = _locked(listing)
    policies.end_listing(by, listing).or_refuse()
    if listing.ended_on is None:
        listing.ended_on = day_of(at)
        listing.save(update_fields=["ended_on"])
        _record("challenge.coach_unlisted", listing, by, at)
    return listing


@transaction.atomic
def record_training(
    *,
    listing: CoachListing,
    title: str,
    on: dt.date,
    given_by: str = "",
    by: Actor,
    at: dt.datetime,
) -> Training:
    """Write down what a coach has learned. Raises Refused, Unusable."""
    listing = _locked(listing)
    policies.record_training(by, listing).or_refuse()
    if on > day_of(at):
        raise Unusable(_("This day is still to come. Write it down when it is done."), field="on")
    training = Training.objects.create(
        coach=listing,
        title=line(title, field="title", missing=_("Say what was learned.")),
        given_by=line(given_by, field="given_by"),
        on=on,
        recorded_by=by.person,
        recorded_at=at,
    )
    _record("challenge.training_recorded", listing, by, at)
    return training


@transaction.atomic
def withdraw_training(*, training: Training, by: Actor, at: dt.datetime) -> Training:
    """Take back a line that was wrong; it stays, and counts no more. Twice is once."""
    listing = _locked(training.coach)
    policies.withdraw_training(by, listing).or_refuse()
    training = listing.trainings.get(pk=training.pk)
    if training.withdrawn_at is None:
        training.withdrawn_at = at
        training.save(update_fields=["withdrawn_at"])
        _record("challenge.training_withdrawn", listing, by, at)
    return training


def _locked(listing: CoachListing) -> CoachListing:
    rows = CoachListing.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=listing.pk)


def _record(event: str, listing: CoachListing, by: Actor, at: dt.datetime) -> None:
    audit.record(
        event, about=listing, by=by, at=at, organisation_id=listing.organisation_id,
        person=listing.person.name,
    )  # fmt: skip
