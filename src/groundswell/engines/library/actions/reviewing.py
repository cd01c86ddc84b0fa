"""Who reviews a page, who sent it in and who follows its comments are told what became of it.

Wagtail keeps the workflow and the comments, and `listening` hands on what happens in them. Only
those are told who write or review on the shelf that day.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import (
    Comment,
    CommentReply,
    Page,
    PageSubscription,
    TaskState,
    WorkflowState,
)

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.messages import actions as messages
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words

from .. import policies
from ..kinds import Told
from ..models import Entry, Shelf
from ..policies import ROLES
from ..reading.keeping import keepers_of


@transaction.atomic
def note_sent_in(*, state: TaskState, by: Doer, at: dt.datetime) -> None:
    """All who may let the page out are told that it waits, but for whoever sent it in."""
    policies.note_sent_in(by).or_refuse()
    page = _page_of(state.workflow_state)
    shelf = _shelf_of(page)
    told = {"title": page.draft_title, "name": by.name, "shelf": shelf.title}
    messages.tell(
        person_ids=keepers_of(shelf, day_of(at), (RoleCode.REVIEWER,)) - {by.id},
        kind=Told.WAITS,
        subject=_("“%(title)s” waits for you") % told,
        body=_(
            "%(name)s sent it in for the shelf “%(shelf)s”. Read it, and let it out or return it"
            " with what is missing."
        )
        % told,
        url=_desk(page),
        key=f"library-waits:{state.pk}",
        at=at,
    )


@transaction.atomic
def note_returned(*, state: WorkflowState, by: Doer, at: dt.datetime) -> None:
    """Whoever sent the page in reads what the reviewer finds missing."""
    policies.note_returned(by).or_refuse()
    page = _page_of(state)
    told = {"title": page.draft_title, "name": by.name}
    body = _("%(name)s has read it and asks for changes.") % told
    messages.tell(
        person_ids=_sender(state, page, by, at),
        kind=Told.REVIEWED,
        subject=_("“%(title)s” is returned to you") % told,
        body=_paragraphs([body, _said(state, TaskState.STATUS_REJECTED)]),
        url=_desk(page),
        key=f"library-returned:{state.current_task_state_id}",
        at=at,
    )


@transaction.atomic
def note_let_out(*, state: WorkflowState, by: Doer, at: dt.datetime) -> None:
    """Whoever sent the page in is told that readers find it, or from which day on."""
    policies.note_let_out(by).or_refuse()
    page = _page_of(state)
    told = {"title": page.draft_title, "name": by.name, "day": ""}
    later = page.revisions.filter(approved_go_live_at__gt=at).first()
    if later:
        told["day"] = words.day(later.approved_go_live_at)
        subject = _("“%(title)s” goes out on %(day)s") % told
        body = _("%(name)s has read it. Readers find it from the day that was set.") % told
    else:
        subject = _("“%(title)s” is out") % told
        body = _("%(name)s has read it and let it out: readers find it now.") % told
    entry = Entry.objects.filter(item=page.pk).first()
    messages.tell(
        person_ids=_sender(state, page, by, at),
        kind=Told.REVIEWED,
        subject=subject,
        body=_paragraphs([body, _said(state, TaskState.STATUS_APPROVED)]),
        url=entry.url if entry else _desk(page),
        key=f"library-let-out:{state.pk}",
        at=at,
    )


@transaction.atomic
def note_commented(
    *,
    page: Page,
    comments: Sequence[Comment],
    answers: Sequence[CommentReply],
    settled: Sequence[Comment] = (),
    by: Doer,
    at: dt.datetime,
) -> None:
    """Those who follow the page read each comment and answer; who wrote in a thread its answers.

    Whoever wrote a comment is told that it is settled. Each is told of it all at once.
    """
    policies.note_commented(by).or_refuse()
    if not comments and not answers and not settled:
        return
    keepers = keepers_of(_shelf_of(page), day_of(at)) - {by.id}
    following = PageSubscription.objects.filter(page=page.pk, comment_notifications=True)
    followers = keepers & set(following.values_list("user_id", flat=True))
    talking = _who_talk_in({answer.comment_id for answer in answers})
    for person_id in keepers & {*followers, *talking, *(one.user_id for one in settled)}:
        threads = talking.get(person_id, ())
        heard = [one for one in answers if one.comment_id in threads]
        _tell_said(
            page,
            [*comments, *answers] if person_id in followers else heard,
            [one for one in settled if one.user_id == person_id],
            person_id,
            by,
            at,
        )


def _who_talk_in(thread_ids: set[int]) -> dict[UUID, set[int]]:
    """Whoever began or answered one of these comments, and which."""
    began = Comment.objects.filter(pk__in=thread_ids).values_list("user_id", "pk")
    answered = CommentReply.objects.filter(comment__in=thread_ids)
    talking: dict[UUID, set[int]] = {}
    for person_id, thread_id in [*began, *answered.values_list("user_id", "comment_id")]:
        talking.setdefault(person_id, set()).add(thread_id)
    return talking


def _tell_said(
    page: Page,
    said: Sequence[Comment | CommentReply],
    settled: Sequence[Comment],
    person_id: UUID,
    by: Doer,
    at: dt.datetime,
) -> None:
    if not said and not settled:
        return
    told = {"title": page.draft_title, "name": by.name}
    if any(isinstance(one, Comment) for one in said):
        subject = _("%(name)s commented on “%(title)s”") % told
    elif said:
        subject = _("%(name)s answered a comment on “%(title)s”") % told
    else:
        subject = _("%(name)s settled your comment on “%(title)s”") % told
    named = [f"{type(one).__name__}-{one.pk}" for one in said]
    named += [f"settled-{one.pk}" for one in settled]
    messages.tell(
        person_ids=[person_id],
        kind=Told.COMMENTED,
        subject=subject,
        body=_paragraphs([
            *(one.text for one in said),
            *(_("Your comment is settled: “%(text)s”") % {"text": one.text} for one in settled),
        ]),
        url=_desk(page),
        key=f"library-said:{','.join(named)}",
        at=at,
    )


def _sender(state: WorkflowState, page: Page, by: Doer, at: dt.datetime) -> set[UUID]:
    """Whoever sent it in, as long as they still write on the shelf; nobody is told of their own."""
    return keepers_of(_shelf_of(page), day_of(at), ROLES) & {state.requested_by_id} - {by.id}


def _said(state: WorkflowState, decided: str) -> str:
    """What the reviewer wrote who decided so; nothing where it was not decided by the workflow."""
    task = state.current_task_state
    return task.comment if task and task.status == decided else ""


def _page_of(state: WorkflowState) -> Page:
    return Page.objects.get(pk=state.object_id)


def _shelf_of(page: Page) -> Shelf:
    """The shelf that the page stands on; it is a page itself, with a title that can be changed."""
    return Shelf.objects.ancestor_of(page, inclusive=True).get()


def _desk(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts))
