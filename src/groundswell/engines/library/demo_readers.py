"""What the readers of the example partnership keep, ask and send in."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.standing import actor_for

from . import actions
from .kinds import Kind, Lens, Sector
from .models import Entry, Shelf

if TYPE_CHECKING:  # config stands above this floor; what it hands down is used, never imported
    from groundswell.config.demo import DemoWorld

_READER, _KEEPER = "Joyce Lim", "Ngozi Bello"
_STORY = {
    "title": "The evening call to the pharmacy",
    "place": "Ward 7",
    "when": "From February to May 2026",
    "sector": Sector.ACUTE,
    "lens": Lens.PATIENT,
    "context": "People who were ready at nine waited for their tablets until three.",
    "did": "The nurse in charge rang the pharmacy each evening with the names for the next day.",
    "result": "The middle wait fell from six hours to two, over 61 days, counted by the ward clerk."
    " On Sundays nothing changed: the pharmacy is shut.",
    "lessons": "Agree with the pharmacy first what is too late to ask for.",
    "credit": "Ward 7 and the pharmacy",
}


def load(world: "DemoWorld", shelf: Shelf) -> None:
    """One reader with a shared list, a note, an answer, a question that waits, and a story sent."""
    pages = list(Entry.objects.filter(kind=Kind.ONE_PAGER, audience="public").order_by("title")[:4])
    for n, entry in enumerate(pages):
        kept = actions.save_thing(entry=entry, **_by(world, _READER, 40 - n))
    actions.share_list(kept=kept, **_by(world, _READER, 30))
    first, second = pages[:2]
    note = "Read this out at the Monday huddle."
    actions.write_note(thing_id=first.pk, words=note, version=0, **_by(world, _READER, 29))
    asked = actions.ask_question(
        entry=first, words="Does it hold for a ward at night as well?", **_by(world, _READER, 28)
    )
    actions.answer_question(
        question=asked,
        answer="Nobody has looked at nights alone. Count it where you are before you rest on it.",
        is_shown=True,
        shown_words=asked.words,
        version=asked.version,
        **_by(world, _KEEPER, 26),
    )
    waits = "Is there a form that a team can use for this?"
    actions.ask_question(entry=second, words=waits, may_name=True, **_by(world, _READER, 4))
    actions.submit_case_study(shelf=shelf, told=_STORY, **_by(world, _READER, 6))


def _by(world: "DemoWorld", name: str, days_ago: int) -> dict[str, Any]:
    at = world.at - dt.timedelta(days=days_ago)
    return {"by": actor_for(world.people[name], on=day_of(at)), "at": at}
