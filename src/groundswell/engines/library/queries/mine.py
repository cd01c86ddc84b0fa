"""All that a reader keeps here: lists, notes, questions with their answers, what they sent in."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web.paging import NumberedPager, paged

from .. import policies
from ..kinds import KEPT_DELETED_DAYS
from ..models import Entry, Question, Submission
from ..reading.access import entries_for
from .asking import AskedRow, asked_by, asked_rows
from .lists import Bin, ListRow, deleted_lists, list_rows
from .notes import NoteRow, deleted_notes, note_rows
from .submitting import SentRow, sent_by, sent_rows

PER_PAGE = 20
_KEPT_FOR = dt.timedelta(days=KEPT_DELETED_DAYS)


@dataclass(frozen=True, slots=True)
class MyPage:
    lists: tuple[ListRow, ...]
    notes: tuple[NoteRow, ...]
    notes_pager: NumberedPager
    questions: tuple[AskedRow, ...]
    questions_pager: NumberedPager
    sent: tuple[SentRow, ...]
    sent_pager: NumberedPager
    deleted: tuple[Bin, ...]
    kept_days: int  # how long that can be brought back
    new_list_url: str
    submit_url: str
    keeper_urls: tuple[tuple[str, str], ...]  # for those who keep a shelf
    library_url: str
    crumb: tuple[tuple[str, str], ...]


def my_page(actor: Actor, parts: Mapping[str, str]) -> MyPage:
    """Fourteen queries at most, however much the reader keeps.

    `parts` are those of the long lists, as they came with the address: ``page`` of the notes,
    ``asked`` and ``sent``; ``lists`` and ``notes`` of those that were deleted.
    """
    notes, pager = note_rows(actor, parts.get("page"))
    asked, asked_pager = paged(
        asked_by(actor), parts.get("asked"), PER_PAGE, name="asked", section="questions"
    )
    sent, sent_pager = paged(
        sent_by(actor), parts.get("sent"), PER_PAGE, name="sent", section="sent"
    )
    readable = _readable(actor, asked, sent)
    library = reverse("library:index")
    return MyPage(
        lists=list_rows(actor),
        notes=notes,
        notes_pager=pager,
        questions=asked_rows(asked, readable),
        questions_pager=asked_pager,
        sent=sent_rows(sent, readable),
        sent_pager=sent_pager,
        deleted=tuple(
            part
            for part in (
                deleted_lists(actor, _KEPT_FOR, parts.get("lists")),
                deleted_notes(actor, _KEPT_FOR, parts.get("notes")),
            )
            if part.rows
        ),
        kept_days=KEPT_DELETED_DAYS,
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
    if any(role.code == RoleCode.REVIEWER for role in actor.roles):
        yield _("Case studies sent in"), reverse("library:submissions")


def _readable(
    actor: Actor, asked: Iterable[Question], sent: Iterable[Submission]
) -> dict[int, Entry]:
    """The pages that these questions and case studies are about, as far as the reader may see."""
    about = {row.item_id for row in asked} | {row.drafted_id for row in sent if row.drafted_id}
    found = entries_for(actor).filter(item__in=about) if about else ()
    return {entry.item_id: entry for entry in found if entry.item_id}
