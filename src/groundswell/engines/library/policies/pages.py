"""What a page needs to go out or to another shelf, and what Wagtail has asked about before."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from ..kinds import Audience
from .keeping import has_readers

if TYPE_CHECKING:
    from groundswell.ground.kernel.doers import Doer


def change_shelf(audience: str, *, was: UUID | None, becomes: UUID | None) -> Decision:
    """Whether a page for this audience may be moved or copied to the shelf of an organisation.

    None: everybody's. What is kept for the people of one is never found by those of another so.
    """
    may = has_readers(audience, becomes)
    if may and audience == Audience.ORGANISATION and was != becomes:
        return Decision(
            _(
                "It is for the people of its own organisation, and those of another would find it."
                " Choose another audience first, or write it anew over there."
            )
        )
    return may


def move_shelf() -> Decision:
    """Nobody does: rights, pictures and a workflow hang on each."""
    return Decision(_("A shelf stays as it is, once. An administrator opens another."))


def caption_film(film: object, captions: object) -> Decision:
    """A film that goes out, or waits for its review, is for people too who do not hear it."""
    if captions or not film:
        return ALLOWED
    return Decision(
        _(
            "A film goes out with captions, for everybody who does not hear it. If nothing is said"
            " in it, let them say so."
        )
    )


def transcribe_film(film: object, transcript: object) -> Decision:
    """As `caption_film`; what is said is also there to be read, and stays when the film goes."""
    if transcript or not film:
        return ALLOWED
    return Decision(
        _(
            "A film goes out with all that is said in it, for everybody who does not play it. If"
            " nothing is said, write what is seen."
        )
    )


def note_published(doer: "Doer") -> Decision:
    """Wagtail has asked its groups before it publishes; what follows is the program's own."""
    return ALLOWED


def note_withdrawn(doer: "Doer") -> Decision:
    return ALLOWED


def note_moved(doer: "Doer") -> Decision:
    return ALLOWED


def note_work_written(doer: "Doer") -> Decision:
    return ALLOWED


def note_sent_in(doer: "Doer") -> Decision:
    return ALLOWED


def note_returned(doer: "Doer") -> Decision:
    return ALLOWED


def note_let_out(doer: "Doer") -> Decision:
    return ALLOWED


def note_commented(doer: "Doer") -> Decision:
    return ALLOWED
