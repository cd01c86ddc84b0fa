"""A reader's own lists: made, named, shared, deleted, brought back.

Nothing of them stands in the trail but that one was shared: what somebody reads is their own
business.
"""

import datetime as dt
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.texts import usable_text
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import KEPT_DELETED_DAYS, LONGEST_LIST_ABOUT, LONGEST_LIST_TITLE, MOST_LISTS
from ..models import Note, ReaderList
from .locking import Overtaken, hold_reader


@transaction.atomic
def make_list(*, title: str, about: str = "", by: Actor, at: dt.datetime) -> ReaderList:
    """A new list of the reader's own, empty. Raises Unusable for words, or for too many lists."""
    policies.make_list(by).or_refuse()
    hold_reader(by=by)
    return new_list(title=title, about=about, by=by, at=at)


def new_list(
    *, title: str, about: str, by: Actor, at: dt.datetime, is_default: bool = False
) -> ReaderList:
    """The row itself; who calls has asked the policy and holds the reader."""
    mine = ReaderList.objects.filter(owner_id=by.id, deleted_at=None)
    if mine.count() >= MOST_LISTS:
        told = {"n": MOST_LISTS}
        raise Unusable(_("You keep %(n)s lists. Delete one first.") % told, field="title")
    return ReaderList.objects.create(
        **_usable(title, about), owner_id=by.id, is_default=is_default, made_at=at
    )


def default_list(*, by: Actor, at: dt.datetime) -> ReaderList:
    """Where one press puts things; made when it is first needed. Who calls holds the reader."""
    mine = ReaderList.objects.filter(owner_id=by.id, is_default=True, deleted_at=None)
    return mine.first() or new_list(title=_("Saved"), about="", by=by, at=at, is_default=True)


@transaction.atomic
def change_list(
    *, kept: ReaderList, title: str, about: str, version: int, by: Actor, at: dt.datetime
) -> ReaderList:
    """Rename or describe it. Raises Overtaken where it was changed since `version`."""
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.change_list(by, kept).or_refuse()
    wanted = _usable(title, about)
    if (kept.title, kept.about) == (wanted["title"], wanted["about"]):
        return kept
    if kept.version != version:
        raise Overtaken(
            _("You changed this list in another window. It is now called “%(title)s”.")
            % {"title": kept.title},
            field="title",
            theirs=kept.title,
            version=kept.version,
        )
    kept.title, kept.about = wanted["title"], wanted["about"]
    kept.version += 1
    kept.save(update_fields=["title", "about", "version"])
    return kept


@transaction.atomic
def delete_list(*, kept: ReaderList, by: Actor, at: dt.datetime) -> None:
    """It is gone from every page, and its shared address with it; it can be brought back."""
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.delete_list(by, kept).or_refuse()
    kept.deleted_at, kept.share_key = at, None
    kept.save(update_fields=["deleted_at", "share_key"])


@transaction.atomic
def bring_back_list(*, kept: ReaderList, by: Actor, at: dt.datetime) -> ReaderList:
    """As it was, but shared with nobody. A new list to save to, made since, stays that."""
    hold_reader(by=by)
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.bring_back_list(by, kept).or_refuse()
    others = ReaderList.objects.filter(owner_id=by.id, is_default=True, deleted_at=None)
    kept.is_default = kept.is_default and not others.exclude(pk=kept.pk).exists()
    kept.deleted_at = None
    kept.save(update_fields=["deleted_at", "is_default"])
    return kept


@transaction.atomic
def share_list(*, kept: ReaderList, by: Actor, at: dt.datetime) -> ReaderList:
    """Give it an address with a key; pressing twice gives the same one."""
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.share_list(by, kept).or_refuse()
    if kept.share_key is None:
        kept.share_key = uuid4()
        kept.save(update_fields=["share_key"])
        # About the person: the trail does not tell what the list is called.
        audit.record("library.list_shared", about=by.person, by=by, at=at)
    return kept


@transaction.atomic
def stop_sharing_list(*, kept: ReaderList, by: Actor, at: dt.datetime) -> ReaderList:
    """The address leads nowhere from now on; sharing again gives another."""
    kept = held(ReaderList.objects.all(), kept.pk)
    policies.stop_sharing_list(by, kept).or_refuse()
    if kept.share_key is not None:
        kept.share_key = None
        kept.save(update_fields=["share_key"])
        audit.record("library.list_taken_back", about=by.person, by=by, at=at)
    return kept


@transaction.atomic
def forget_deleted(*, at: dt.datetime) -> int:
    """What readers deleted is gone for good after KEPT_DELETED_DAYS; gives how many went."""
    before = at - dt.timedelta(days=KEPT_DELETED_DAYS)
    gone = 0
    for model in (ReaderList, Note):
        found = model._default_manager.filter(deleted_at__lt=before)
        gone += found.count()
        found.delete()
    return gone


def _usable(title: str, about: str) -> dict[str, str]:
    return {
        "title": usable_text(
            " ".join(title.split()),
            field="title",
            most=LONGEST_LIST_TITLE,
            missing=_("Give the list a name."),
        ),
        "about": usable_text(about, field="about", most=LONGEST_LIST_ABOUT),
    }
