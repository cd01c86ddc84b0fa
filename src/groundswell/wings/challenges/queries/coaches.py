"""The register of local coaches: who they are, what they have learned, how many teams they have."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Role
from groundswell.ground.web import words

from .. import policies
from ..kinds import Stage
from ..models import Challenge, CoachListing, Training
from ..policies.standing import LOOK_ON


@dataclass(frozen=True, slots=True)
class Lesson:
    words: str
    withdraw_url: str  # empty where it is not for this reader


@dataclass(frozen=True, slots=True)
class CoachRow:
    name: str
    place: str
    about: str
    teams: str  # "2 of 3 teams"
    has_room: bool
    lessons: tuple[Lesson, ...]
    training_url: str
    end_url: str


@dataclass(frozen=True, slots=True)
class CoachesPage:
    rows: tuple[CoachRow, ...]
    former: tuple[str, ...]
    lead: str
    may_list: bool
    crumb: tuple[tuple[str, str], ...]


def listings_visible_to(actor: Actor) -> QuerySet[CoachListing]:
    """Of the organisations whose system lead or board member the actor is, and one's own."""
    looking_on = [r for r in actor.roles if r.code in LOOK_ON]
    rows = CoachListing.objects.select_related("person", "organisation")
    if any(r.is_system_wide for r in looking_on):
        return rows
    places = {r.organisation_id for r in looking_on if r.organisation_id}
    return rows.filter(Q(organisation__in=places) | Q(person_id=actor.id))


def listing_for(actor: Actor, pk: UUID) -> CoachListing:
    return get_object_or_404(listings_visible_to(actor), pk=pk)


def training_for(listing: CoachListing, pk: UUID) -> Training:
    return get_object_or_404(Training.objects.select_related("coach"), coach=listing, pk=pk)


def coaches_page(actor: Actor) -> CoachesPage:
    learned = Training.objects.filter(withdrawn_at=None).order_by("-on", "pk")
    found = list(
        listings_visible_to(actor)
        .prefetch_related(Prefetch("trainings", queryset=learned))
        .order_by("person__name", "pk")
    )
    teams = _teams_of([listing.person_id for listing in found])
    listed = [listing for listing in found if listing.ended_on is None]
    rows = tuple(_row(actor, listing, teams.get(listing.person_id, 0)) for listing in listed)
    return CoachesPage(
        rows=rows,
        former=tuple(_former(listing) for listing in found if listing.ended_on),
        lead=_lead(rows),
        may_list=policies.starts_somewhere(actor),
        crumb=((_("Challenges"), reverse("challenges:index")), (_("Coaches"), "")),
    )


def _teams_of(person_ids: list[UUID]) -> dict[UUID, int]:
    """How many challenges each coaches that are not over."""
    going = Challenge.objects.exclude(stage__in=[Stage.CLOSED, Stage.STOPPED]).values("pk")
    held = Role.objects.filter(
        person__in=person_ids, code=RoleCode.COACH, ended_at=None, programme_id__in=going
    )
    return dict(held.values_list("person").annotate(n=Count("pk")).order_by())


def _row(actor: Actor, listing: CoachListing, n_teams: int) -> CoachRow:
    may = bool(policies.record_training(actor, listing))
    told = {"n": n_teams, "most": words.count(listing.most_teams, _("team"), _("teams"))}
    return CoachRow(
        name=listing.person.name,
        place=listing.organisation.name,
        about=listing.about,
        teams=_("%(n)s of %(most)s") % told,
        has_room=n_teams < listing.most_teams,
        lessons=tuple(_lessons(listing, may)),
        training_url=reverse("challenges:record_training", args=[listing.pk]) if may else "",
        end_url=reverse("challenges:end_listing", args=[listing.pk]) if may else "",
    )


def _lessons(listing: CoachListing, may: bool) -> Iterable[Lesson]:
    for lesson in listing.trainings.all():
        said = [lesson.title, lesson.given_by, words.day(lesson.on)]
        url = reverse("challenges:withdraw_training", args=[listing.pk, lesson.pk])
        yield Lesson(", ".join(filter(None, said)), url if may else "")


def _former(listing: CoachListing) -> str:
    day = words.day(listing.ended_on) if listing.ended_on else ""
    return _("%(name)s, until %(day)s") % {"name": listing.person.name, "day": day}


def _lead(rows: tuple[CoachRow, ...]) -> str:
    if not rows:
        return _("Nobody is listed yet. Begin with whoever has coached a team before.")
    free = sum(row.has_room for row in rows)
    told = {
        "n": words.count(len(rows), _("coach"), _("coaches")),
        "free": words.number(free),
    }
    return _("%(n)s, of whom %(free)s could take another team.") % told
