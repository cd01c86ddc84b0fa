"""All that a reader keeps here: lists, notes, questions with their answers, what they sent in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.web.paging import NumberedPager

from .. import policies
from ..kinds import KEPT_DELETED_DAYS
from ..models import Entry, Question, Submission
from ..reading.access import entries_for
from .asking import AskedRow, asked_rows
from .lists import Deleted, ListRow, deleted_lists, list_rows
from .notes import NoteRow, deleted_notes, note_rows
from .submitting import SentRow, sent_rows

_KEPT_FOR = dt.timedelta(days=KEPT_DELETED_DAYS)


@dataclass(frozen=True, slots=True)
class MyPage:
    lists: tuple[ListRow, ...]
    notes: tuple[NoteRow, ...]
    notes_pager: NumberedPager
    questions: tuple[AskedRow, ...]
    sent: tuple[SentRow, ...]
    deleted: tuple[Deleted, ...]
    new_list_url: str
    submit_url: str
    keeper_urls: tuple[tuple[str, str], ...]  # for those who keep a shelf
    library_url: str
    crumb: tuple[tuple[str, str], ...]


def my_page(actor: Actor, number: str | None) -> MyPage:
    """Nine queries at most, however much the reader keeps; `number` is the part of the notes."""
    notes, pager = note_rows(actor, number)
    readable = _readable(actor)
    library = reverse("library:index")
    return MyPage(
        lists=list_rows(actor),
        notes=notes,
        notes_pager=pager,
        questions=asked_rows(actor, readable),
        sent=sent_rows(actor, readable),
        deleted=(*deleted_lists(actor, _KEPT_FOR), *deleted_notes(actor, _KEPT_FOR)),
        new_list_url=reverse("library:new_list"),
        submit_url=reverse("library:submit"),
        keeper_urls=tuple(keeper_urls(actor)),
        library_url=library,
        crumb=((_("Library"), library), (_("Yours"), "")),
    )


def keeper_urls(actor: Actor) -> Iterable[tuple[str, str]]:
    """Where those who keep a shelf find what readers send them."""
    if any(role.code in policies.ROLES for role in actor.roles):
        yield _("Questions of readers"), reverse("library:questions")
    if any(role.code == policies.RoleCode.REVIEWER for role in actor.roles):
        yield _("Case studies sent in"), reverse("library:submissions")


def _readable(actor: Actor) -> dict[int, Entry]:
    """The pages that the reader's questions and case studies are about, as far as they may read."""
    asked = Question.objects.filter(asked_by_id=actor.id).values("item")
    sent = Submission.objects.filter(sent_by_id=actor.id, drafted__isnull=False)
    about = Q(item__in=asked) | Q(item__in=sent.values("drafted"))
    found = entries_for(actor).filter(about)
    return {entry.item_id: entry for entry in found if entry.item_id}
