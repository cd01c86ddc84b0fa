"""What calendar programs read: one gathering to take away, and a person's own feed."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.standing import actor_for
from groundswell.ground.people.tokens import hash_of
from groundswell.ground.web import words

from ..ical import Entry, calendar_of
from ..kinds import Reply, State
from ..models import Feed, Gathering, Invitation
from .access import taken_part_in_by

_BACK = dt.timedelta(days=90)  # how far a feed looks back
_MOST = 1_000  # entries of a feed


def calendar(token: str, at: dt.datetime) -> bytes:
    """The feed behind a secret: what its person takes part in, by what they may see today.

    Raises Http404 where the secret opens nothing, or the account has ended.
    """
    feeds = Feed.objects.filter(token_hash=hash_of(token), person__is_active=True)
    feed = feeds.select_related("person").first()
    if feed is None:
        raise Http404
    actor = actor_for(feed.person, on=day_of(at))
    away = Invitation.objects.filter(
        gathering=OuterRef("pk"), person_id=actor.id, reply=Reply.CANNOT
    )
    mine = taken_part_in_by(actor).filter(ends_at__gte=at - _BACK).annotate(is_away=Exists(away))
    return calendar_of(
        settings.SITE_NAME,
        [_entry(g, is_free=g.is_away) for g in mine.order_by("starts_at", "pk")[:_MOST]],
    )


def gathering_calendar(actor: Actor, gathering: Gathering) -> bytes:
    """One gathering to take away; the link only for who takes part."""
    mine = taken_part_in_by(actor).filter(pk=gathering.pk).exists()
    return calendar_of(gathering.title, [_entry(gathering, with_link=mine)])


def _entry(gathering: Gathering, *, is_free: bool = False, with_link: bool = True) -> Entry:
    parts = [gathering.about, gathering.link if with_link else ""]
    if gathering.state == State.CANCELLED:
        parts.insert(0, _("Cancelled: %(reason)s") % {"reason": gathering.cancel_reason})
    return Entry(
        uid=f"{gathering.pk}@groundswell",
        sequence=gathering.sequence,
        title=gathering.title,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        changed_at=gathering.changed_at,
        url=f"{settings.PUBLIC_URL}{reverse('gatherings:gathering', args=[gathering.pk])}",
        place=gathering.place,
        about="\n\n".join(filter(None, parts)),
        is_cancelled=gathering.state == State.CANCELLED,
        is_free=is_free,
    )


@dataclass(frozen=True, slots=True)
class FeedPage:
    crumb: tuple[tuple[str, str], ...]
    since: str  # when the present address was made; empty where there is none
    address: str  # shown once, right after it was made


def feed_page(actor: Actor, secret: str = "") -> FeedPage:
    feed = Feed.objects.filter(person_id=actor.id).first()
    address = reverse("gatherings:feed", args=[secret]) if secret else ""
    return FeedPage(
        crumb=((_("Gatherings"), reverse("gatherings:index")), (_("Your calendar"), "")),
        since=words.day(day_of(feed.made_at)) if feed else "",
        address=f"{settings.PUBLIC_URL}{address}" if address else "",
    )
