"""Which shelves somebody keeps, and what waits there for them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, F, Min, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.kernel.registries import HomeCard
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from ..kinds import SubmissionState
from ..models import Question, Shelf, Submission
from ..policies import ROLES


def shelves_edited_by(actor: Actor) -> QuerySet[Shelf]:
    """`policies.edits` as a query."""
    return _shelves(actor, ROLES)


def shelves_reviewed_by(actor: Actor) -> QuerySet[Shelf]:
    """`policies.reviews` as a query."""
    return _shelves(actor, (RoleCode.REVIEWER,))


def shelves_open_to(actor: Actor) -> list[Shelf]:
    """`policies.submit_case_study` as a query: everybody's shelf first, then those of one's own."""
    own = Shelf.objects.filter(organisation__in=actor.organisation_ids)
    return list(
        (Shelf.objects.filter(organisation=None) | own).order_by(
            F("is_common").desc(nulls_last=True), "title"
        )
    )


def _shelves(actor: Actor, codes: tuple[str, ...]) -> QuerySet[Shelf]:
    held = [role for role in actor.roles if role.code in codes]
    if any(role.is_system_wide for role in held):
        return Shelf.objects.all()
    places = {role.organisation_id for role in held} - {None}
    return Shelf.objects.filter(organisation__in=places) if places else Shelf.objects.none()


def refuse_who_keeps_none(actor: Actor) -> None:
    """The list of questions is not there for who answers none."""
    if not any(role.code in ROLES for role in actor.roles):
        raise Http404


def refuse_who_reviews_none(actor: Actor) -> None:
    """The list of what was sent in is not there for who decides about none."""
    if not any(role.code == RoleCode.REVIEWER for role in actor.roles):
        raise Http404


def cards_for(actor: Actor, at: dt.datetime) -> Iterable[HomeCard]:
    """One card for all questions that wait, one for all case studies; no query without a role."""
    if any(role.code in ROLES for role in actor.roles):
        yield from _questions(actor)
    if any(role.code == RoleCode.REVIEWER for role in actor.roles):
        yield from _submissions(actor)


def _questions(actor: Actor) -> Iterable[HomeCard]:
    waiting = Question.objects.filter(
        answered_at=None, shelf__in=shelves_edited_by(actor).values("pk")
    )
    n, since = waiting.aggregate(n=Count("pk"), since=Min("asked_at")).values()
    if n:
        told = {"n": words.number(n), "day": words.day(since)}
        yield HomeCard(
            glyph="speech",
            title=ngettext(
                "%(n)s question of a reader waits since %(day)s",
                "%(n)s questions of readers wait since %(day)s",
                n,
            )
            % told,
            why=_("Those who keep the library answer."),
            button=_("Answer"),
            url=reverse("library:questions"),
            since=since,
        )


def _submissions(actor: Actor) -> Iterable[HomeCard]:
    waiting = Submission.objects.filter(
        state=SubmissionState.WAITING, shelf__in=shelves_reviewed_by(actor).values("pk")
    )
    n, since = waiting.aggregate(n=Count("pk"), since=Min("sent_at")).values()
    if n:
        told = {"n": words.number(n), "day": words.day(since)}
        yield HomeCard(
            glyph="flag",
            title=ngettext(
                "%(n)s case study waits since %(day)s",
                "%(n)s case studies wait since %(day)s",
                n,
            )
            % told,
            why=_("A reviewer drafts a page from it, or says why not."),
            button=_("Read"),
            url=reverse("library:submissions"),
            since=since,
        )
