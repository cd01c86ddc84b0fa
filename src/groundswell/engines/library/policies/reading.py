"""What readers do with what they find."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor

from ..kinds import SubmissionState
from .keeping import edits, read_item, reviews

if TYPE_CHECKING:
    from ..models import Entry, Note, Question, ReaderList, Shelf, Submission


def make_list(actor: Actor) -> Decision:
    """Whoever has signed in keeps lists, notes and questions; of things that they may read."""
    return ALLOWED


def save_thing(actor: Actor, entry: "Entry") -> Decision:
    if read_item(actor, entry.audience, entry.organisation_id):
        return ALLOWED
    return Decision(_("There is nothing there for you to read."))


def put_on_lists(actor: Actor, entry: "Entry") -> Decision:
    return save_thing(actor, entry)


def change_list(actor: Actor, kept: "ReaderList") -> Decision:
    if kept.owner_id != actor.id:
        return Decision(_("A list is changed by the reader who keeps it."))
    if kept.deleted_at is not None:
        return Decision(_("You have deleted this list. Bring it back first."))
    return ALLOWED


def delete_list(actor: Actor, kept: "ReaderList") -> Decision:
    return change_list(actor, kept)


def bring_back_list(actor: Actor, kept: "ReaderList") -> Decision:
    if kept.owner_id != actor.id:
        return Decision(_("A list is brought back by the reader who kept it."))
    return ALLOWED


def share_list(actor: Actor, kept: "ReaderList") -> Decision:
    return change_list(actor, kept)


def stop_sharing_list(actor: Actor, kept: "ReaderList") -> Decision:
    return change_list(actor, kept)


def move_saved(actor: Actor, kept: "ReaderList") -> Decision:
    return change_list(actor, kept)


def take_off_list(actor: Actor, kept: "ReaderList") -> Decision:
    return change_list(actor, kept)


def clear_withdrawn(actor: Actor, kept: "ReaderList") -> Decision:
    return change_list(actor, kept)


def write_note(actor: Actor, note: "Note | None") -> Decision:
    """The owner alone: no role reads or changes what somebody writes for themselves."""
    if note is None or note.owner_id == actor.id:
        return ALLOWED
    return Decision(_("A note is for the eyes of the reader who wrote it."))


def delete_note(actor: Actor, note: "Note") -> Decision:
    return write_note(actor, note)


def bring_back_note(actor: Actor, note: "Note") -> Decision:
    return write_note(actor, note)


def ask_question(actor: Actor, entry: "Entry") -> Decision:
    if not read_item(actor, entry.audience, entry.organisation_id):
        return Decision(_("There is nothing there for you to read."))
    if entry.item_id is None:
        return Decision(_("Questions are asked about a page of the library."))
    return ALLOWED


def answer_question(actor: Actor, question: "Question") -> Decision:
    if edits(actor, question.shelf):
        return ALLOWED
    return Decision(_("Questions are answered by those who keep the shelf."))


def take_back_question(actor: Actor, question: "Question") -> Decision:
    if question.asked_by_id != actor.id:
        return Decision(_("A question is taken back by the reader who asked it."))
    if question.answered_at is not None:
        return Decision(_("It has been answered already."))
    return ALLOWED


def submit_case_study(actor: Actor, shelf: "Shelf") -> Decision:
    """To everybody's shelf, or to one of an organisation that the sender belongs to."""
    if shelf.organisation_id is None or shelf.organisation_id in actor.organisation_ids:
        return ALLOWED
    return Decision(_("Send it to everybody’s shelf, or to one of your own organisation."))


def take_back_submission(actor: Actor, sent: "Submission") -> Decision:
    if sent.sent_by_id != actor.id:
        return Decision(_("A case study is taken back by whoever sent it in."))
    return _still_waits(sent)


def draft_from_submission(actor: Actor, sent: "Submission") -> Decision:
    if not reviews(actor, sent.shelf):
        return Decision(_("A reviewer of the shelf decides about what is sent in."))
    return _still_waits(sent)


def decline_submission(actor: Actor, sent: "Submission") -> Decision:
    return draft_from_submission(actor, sent)


def _still_waits(sent: "Submission") -> Decision:
    if sent.state == SubmissionState.WAITING:
        return ALLOWED
    return Decision(_("It has been decided about already."))
