"""What readers keep for themselves, ask, and send in."""

from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.held import Held, HeldRows

from ..models import Note, Question, ReaderList, Submission

TABLES = ("library.ReaderList", "library.Note", "library.Question", "library.Submission")


def export(person_id: UUID) -> dict[str, Held]:
    lists = ReaderList.objects.filter(owner=person_id).order_by("-made_at")
    notes = Note.objects.filter(owner=person_id).order_by("-at")
    asked = Question.objects.filter(asked_by=person_id).order_by("-asked_at")
    answered = Question.objects.filter(answered_by=person_id).order_by("-answered_at")
    sent = Submission.objects.filter(sent_by=person_id).order_by("-sent_at")
    decided = Submission.objects.filter(decided_by=person_id).order_by("-decided_at")
    return {
        _("Your lists"): HeldRows(lists.values("title", "about", "made_at")),
        _("Your notes"): HeldRows(notes.values("words", "at")),
        _("What you asked"): HeldRows(asked.values("words", "asked_at", "answer")),
        _("What you answered"): HeldRows(answered.values("words", "answer", "answered_at")),
        _("Case studies you sent in"): HeldRows(
            sent.values(
                "title", "place", "credit", "context", "did", "result", "lessons", "sent_at"
            )
        ),
        _("Case studies you decided on"): HeldRows(decided.values("title", "reason", "decided_at")),
    }


def erase(person_id: UUID) -> None:
    """A question and a case study stay for those who read them; nobody knows whose they were."""
    ReaderList.objects.filter(owner=person_id).delete()
    Note.objects.filter(owner=person_id).delete()
    Question.objects.filter(asked_by=person_id).update(asked_by=None)
