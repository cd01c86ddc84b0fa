"""A case study is sent in; a reviewer of the shelf drafts a page from it, or says why not."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.texts import usable_text
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import (
    LONGEST_LINE,
    LONGEST_REASON,
    LONGEST_STORY,
    MOST_WAITING,
    Lens,
    Sector,
    SubmissionState,
)
from ..models import CaseStudy, Shelf, Submission
from .locking import hold_reader
from .telling import tell_decided

LINES = ("title", "place", "when", "credit")
STORIES = ("context", "did", "result", "lessons")
NEEDED = {
    "title": _("Give it a title."),
    "place": _("Say where it was."),
    "context": _("Say how it was before."),
    "did": _("Say what you did."),
    "result": _("Say what came of it."),
}


@transaction.atomic
def submit_case_study(
    *, shelf: Shelf, told: Mapping[str, str], by: Actor, at: dt.datetime
) -> Submission:
    """Send one in: its reviewers see it from now on, with the sender's name.

    Parameters
    ----------
    told
        The columns of `Submission` that are words, and the codes `sector` and `lens`.

    Raises
    ------
    Refused
        See `policies.submit_case_study`.
    Unusable
        For words that are missing, too long or cannot be shown, for an unknown code, or where too
        many wait already.
    """
    policies.submit_case_study(by, shelf).or_refuse()
    kept = _usable(told)
    hold_reader(by=by)
    mine = Submission.objects.filter(sent_by_id=by.id, state=SubmissionState.WAITING)
    if again := mine.filter(shelf=shelf, **kept).first():
        return again
    if mine.count() >= MOST_WAITING:
        raise Unusable(_("%(n)s of yours wait to be read already.") % {"n": MOST_WAITING})
    sent = Submission.objects.create(shelf=shelf, sent_by_id=by.id, sent_at=at, **kept)
    _record("library.submission_sent", sent, by, at)
    return sent


def _usable(told: Mapping[str, str]) -> dict[str, str]:
    """The words as they are kept. Raises Unusable; see `submit_case_study`."""
    kept = {"sector": told.get("sector", ""), "lens": told.get("lens", "")}
    for name, known in (("sector", Sector.values), ("lens", Lens.values)):
        if kept[name] not in known:
            raise Unusable(_("Choose one of the answers shown."), field=name)
    for names, most in ((LINES, LONGEST_LINE), (STORIES, LONGEST_STORY)):
        for name in names:
            missing = str(NEEDED.get(name, ""))
            kept[name] = usable_text(told.get(name, ""), field=name, most=most, missing=missing)
    for name in LINES:
        kept[name] = " ".join(kept[name].split())
    return kept


@transaction.atomic
def take_back_submission(*, sent: Submission, by: Actor, at: dt.datetime) -> None:
    """The sender takes it back before anybody has decided; nothing of it stays."""
    sent = _held(sent)
    policies.take_back_submission(by, sent).or_refuse()
    sent.delete()


@transaction.atomic
def draft_from_submission(*, sent: Submission, by: Actor, at: dt.datetime) -> CaseStudy:
    """A draft on the shelf with the sender's words and credit; the reviewer goes on in the editor.

    The sender is told. Raises Refused; see `policies.draft_from_submission`.
    """
    sent = _held(sent)
    policies.draft_from_submission(by, sent).or_refuse()
    page = _draft(sent, by)
    _decide(sent, SubmissionState.DRAFTED, by, at, drafted=page)
    _record("library.submission_drafted", sent, by, at)
    return page


def _draft(sent: Submission, by: Actor) -> CaseStudy:
    shelf = Shelf.objects.select_for_update().get(pk=sent.shelf_id)
    page = CaseStudy(
        title=sent.title,
        slug=_free_slug(shelf, sent.title),
        live=False,
        owner_id=by.id,
        credit=sent.credit,
        place=sent.place,
        when=sent.when,
        sector=sent.sector,
        lens=sent.lens,
        context=_paragraphs(sent.context),
        did=_paragraphs(sent.did),
        result_words=_paragraphs(sent.result),
        lessons=_paragraphs(sent.lessons),
        strength_words=_("As those tell it who did it; nobody else has looked at it yet."),
    )
    shelf.add_child(instance=page)
    page.save_revision(user=by.person)
    return page


def _paragraphs(text: str) -> list[tuple[str, str]]:
    return [("text", part.strip()) for part in text.split("\n\n") if part.strip()]


def _free_slug(shelf: Shelf, title: str) -> str:
    slug = slugify(title)[:80].strip("-") or "case-study"
    taken = set(shelf.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(s for s in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if s not in taken)


@transaction.atomic
def decline_submission(*, sent: Submission, reason: str, by: Actor, at: dt.datetime) -> Submission:
    """Say no, with the reason that the sender reads. Raises Refused; Unusable for no reason."""
    sent = _held(sent)
    policies.decline_submission(by, sent).or_refuse()
    why = usable_text(
        reason,
        field="reason",
        most=LONGEST_REASON,
        missing=_("Say why not: the sender reads it."),
    )
    _decide(sent, SubmissionState.DECLINED, by, at, reason=why)
    _record("library.submission_declined", sent, by, at)
    return sent


def _held(sent: Submission) -> Submission:
    return held(Submission.objects.select_related("shelf"), sent.pk)


def _decide(
    sent: Submission,
    state: SubmissionState,
    by: Actor,
    at: dt.datetime,
    *,
    drafted: CaseStudy | None = None,
    reason: str = "",
) -> None:
    sent.state, sent.decided_at, sent.decided_by_id = state, at, by.id
    sent.drafted, sent.reason = drafted, reason
    sent.save(update_fields=["state", "decided_at", "decided_by", "drafted", "reason"])
    tell_decided(sent, at=at)


def _record(name: str, sent: Submission, by: Actor, at: dt.datetime) -> None:
    place = sent.shelf.organisation_id
    audit.record(name, about=sent, by=by, at=at, organisation_id=place, title=sent.title)
