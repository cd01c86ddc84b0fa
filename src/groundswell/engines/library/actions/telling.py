"""Readers are told what became of what they asked and sent in."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.messages import actions as messages

from ..kinds import SubmissionState, Told
from ..models import Item, Question, Submission


def tell_answered(question: Question, *, at: dt.datetime) -> None:
    """Whoever asked reads the answer on their own page; a mail tells only what it is about."""
    if question.asked_by_id is None:
        return
    messages.tell(
        person_ids=[question.asked_by_id],
        kind=Told.ANSWERED,
        subject=_("Your question is answered: %(title)s") % {"title": question.item.title},
        body=_("Those who keep the shelf have answered what you asked about “%(title)s”.")
        % {"title": question.item.title},
        url=f"{reverse('library:mine')}#question-{question.pk}",
        key=f"library-answer:{question.pk}:{question.version}",
        at=at,
    )


def tell_decided(sent: Submission, *, at: dt.datetime) -> None:
    """Whoever sent it in is told that a page is written from it, or why none is."""
    told = {"title": sent.title, "reason": sent.reason}
    if sent.state == SubmissionState.DRAFTED:
        subject = _("A page is written from your case study: %(title)s") % told
        body = _("A reviewer has begun a page from it. You are told when readers can find it.")
    else:
        subject = _("Your case study is not taken up: %(title)s") % told
        body = _("The reviewer’s reason: %(reason)s") % told
    _tell(sent, subject, body, f"library-decided:{sent.pk}", at)


def tell_published(item: Item, *, at: dt.datetime) -> None:
    """Once for each that the page was drafted from, however often it is published."""
    waiting = Submission.objects.filter(drafted=item.pk, sent_by__isnull=False)
    for sent in waiting:
        _tell(
            sent,
            _("Readers can find your case study: %(title)s") % {"title": item.title},
            _("The page that was written from it is published, with the credit that stands on it."),
            f"library-published:{sent.pk}",
            at,
        )


def _tell(sent: Submission, subject: str, body: str, key: str, at: dt.datetime) -> None:
    messages.tell(
        person_ids=[sent.sent_by_id] if sent.sent_by_id else [],
        kind=Told.SENT_IN,
        subject=subject,
        body=body,
        url=reverse("library:sent_in", args=[sent.pk]),
        key=key,
        at=at,
    )
