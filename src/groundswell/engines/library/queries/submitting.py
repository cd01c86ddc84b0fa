"""Case studies that were sent in: as their sender sees them, and as those who review the shelf."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import NumberedPager, paged

from .. import policies
from ..kinds import Lens, Sector, SubmissionState
from ..models import Entry, Submission
from ..reading.access import entries_for
from .keeping import shelves_reviewed_by

PER_PAGE = 20
SHAPES = {
    SubmissionState.WAITING: "waiting",
    SubmissionState.DRAFTED: "todo",
    SubmissionState.DECLINED: "dropped",
}


@dataclass(frozen=True, slots=True)
class SentRow:
    """One line: its title, how it stands, and its page. `shape` is that of the status."""

    title: str
    url: str
    on: str
    shape: str
    state: str
    by: str = ""
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class SentPage:
    """All that was sent. `page_url` is the page that was made of it, once readers find it."""

    title: str
    row: SentRow
    facts: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]  # heading and text
    reason: str
    page_url: str
    page_credit: str
    take_back_url: str
    crumb: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The same for a reviewer, with what they can do."""

    sent: SentPage
    may_decide: Decision
    draft_url: str
    decline_url: str
    editor_url: str  # of the draft, where there is one


@dataclass(frozen=True, slots=True)
class SubmissionsPage:
    rows: tuple[SentRow, ...]
    pager: NumberedPager
    tabs: tuple[tuple[str, str, bool], ...]
    crumb: tuple[tuple[str, str], ...]


def own_submission_for(actor: Actor, pk: UUID) -> Submission:
    rows = Submission.objects.filter(sent_by_id=actor.id).select_related("shelf", "drafted")
    return get_object_or_404(rows, pk=pk)


def reviewed_submissions(actor: Actor) -> QuerySet[Submission]:
    shelves = shelves_reviewed_by(actor)
    return Submission.objects.filter(shelf__in=shelves.values("pk")).select_related(
        "shelf", "sent_by", "drafted"
    )


def submission_for(actor: Actor, pk: UUID) -> Submission:
    """One that the actor reviews; to all others it is not there."""
    return get_object_or_404(reviewed_submissions(actor), pk=pk)


def sent_by(actor: Actor) -> QuerySet[Submission]:
    """What the reader sent in, the newest first."""
    return Submission.objects.filter(sent_by_id=actor.id)


def sent_rows(rows: Iterable[Submission], readable: Mapping[int, Entry]) -> tuple[SentRow, ...]:
    return tuple(_row(sent, readable, "sent_in") for sent in rows)


def sent_page(actor: Actor, sent: Submission) -> SentPage:
    """What its sender sees; one query beside the row."""
    return _page(sent, _published(actor, sent), "sent_in")


def review_page(actor: Actor, sent: Submission) -> ReviewPage:
    """What a reviewer sees; one query beside the row."""
    editor = reverse("wagtailadmin_pages:edit", args=[sent.drafted_id]) if sent.drafted_id else ""
    return ReviewPage(
        sent=_page(sent, _published(actor, sent), "submission"),
        may_decide=policies.draft_from_submission(actor, sent),
        draft_url=reverse("library:draft_submission", args=[sent.pk]),
        decline_url=reverse("library:decline_submission", args=[sent.pk]),
        editor_url=editor,
    )


def submissions_page(actor: Actor, *, done: bool, number: str | None) -> SubmissionsPage:
    """Those that wait, the longest first; or those decided, the last first. Three queries."""
    rows = reviewed_submissions(actor)
    if done:
        rows = rows.exclude(state=SubmissionState.WAITING).order_by("-decided_at", "pk")
    else:
        rows = rows.filter(state=SubmissionState.WAITING).order_by("sent_at", "pk")
    part, pager = paged(rows, number, PER_PAGE, keep={"done": "1"} if done else None)
    drafted = [sent.drafted_id for sent in part if sent.drafted_id]
    readable = {e.item_id: e for e in entries_for(actor).filter(item__in=drafted) if e.item_id}
    here = reverse("library:submissions")
    return SubmissionsPage(
        rows=tuple(_row(sent, readable, "submission") for sent in part),
        pager=pager,
        tabs=((_("Waiting"), here, not done), (_("Decided"), f"{here}?done=1", done)),
        crumb=((_("Library"), reverse("library:index")), (_("Case studies sent in"), "")),
    )


def _published(actor: Actor, sent: Submission) -> dict[int, Entry]:
    if sent.drafted_id is None:
        return {}
    found = entries_for(actor).filter(item=sent.drafted_id)
    return {entry.item_id: entry for entry in found if entry.item_id}


def _row(sent: Submission, readable: Mapping[int, Entry], name: str) -> SentRow:
    is_out = sent.drafted_id in readable
    is_review = name == "submission"
    return SentRow(
        title=sent.title,
        url=reverse(f"library:{name}", args=[sent.pk]),
        on=words.day(sent.sent_at),
        shape="done" if is_out else SHAPES[SubmissionState(sent.state)],
        state=_("Published") if is_out else str(SubmissionState(sent.state).label),
        by=(sent.sent_by.name if sent.sent_by else "") if is_review else "",
        shelf=sent.shelf.title if is_review else "",
    )


def _page(sent: Submission, readable: Mapping[int, Entry], name: str) -> SentPage:
    row = _row(sent, readable, name)
    entry = readable.get(sent.drafted_id) if sent.drafted_id else None
    facts = (
        (_("Sent"), row.on),
        (_("Sent by"), row.by),
        (_("Where"), sent.place),
        (_("When"), sent.when),
        (_("Sector"), str(Sector(sent.sector).label)),
        (_("Seen from"), str(Lens(sent.lens).label)),
        (_("Credit"), sent.credit or _("No names")),
        (_("Shelf"), sent.shelf.title),
    )
    told = (
        (_("How it was before"), sent.context),
        (_("What was done"), sent.did),
        (_("What came of it"), sent.result),
        (_("What others can learn"), sent.lessons),
    )
    waits = sent.state == SubmissionState.WAITING and name == "sent_in"
    library = reverse("library:index")
    back = (
        (_("Yours"), reverse("library:mine"))
        if name == "sent_in"
        else (_("Case studies sent in"), reverse("library:submissions"))
    )
    return SentPage(
        title=sent.title,
        row=row,
        facts=tuple(pair for pair in facts if pair[1]),
        told=tuple(pair for pair in told if pair[1]),
        reason=sent.reason,
        page_url=entry.url if entry else "",
        page_credit=sent.drafted.credit if entry and sent.drafted else "",
        take_back_url=reverse("library:take_back_submission", args=[sent.pk]) if waits else "",
        crumb=((_("Library"), library), back, (sent.title, "")),
    )
