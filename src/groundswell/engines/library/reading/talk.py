"""Modules, question sets, stories and videos."""

from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _

from ..kinds import Kind
from ..models import Module, Narrative, QuestionSet, Video
from . import raw
from .links import Links
from .parts import Ask, Asked, Film, Part, Section, Story, StoryStep, Workshop
from .showing import ended, is_over


def module(item: Module, links: Links) -> tuple[Section, ...]:
    return (
        raw.section(_("Aims"), raw.points(item.aims)),
        raw.section(_("Before the day"), raw.points(item.before)),
        raw.section(_("Room and materials"), raw.points(item.needs)),
        raw.section(_("The workshop, part by part"), workshop(item, links)),
        raw.section(_("After the day"), raw.points(item.after)),
        raw.section(_("How to fit it"), raw.points(item.adapts)),
        raw.section(_("Rate before, and again after half a year"), raw.points(item.readiness)),
    )


def workshop(item: Module, links: Links) -> Workshop | None:
    found = raw.values(item.parts)
    if not found:
        return None
    ends = list(accumulate(int(part["minutes"]) for part in found))
    parts = tuple(
        Part(
            title=part["title"],
            minutes=int(part["minutes"]),
            clock=f"{_clock(end - int(part['minutes']))}–{_clock(end)}",
            what_happens=raw.lines(part.get("what_happens")),
            facilitator=raw.lines(part.get("facilitator")),
            uses=links.all(("item", pk) for pk in raw.listed(part.get("uses"))),
            share=int(part["minutes"]) / ends[-1],
        )
        for part, end in zip(found, ends, strict=True)
    )
    return Workshop(parts, minutes_words(ends[-1]))


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def minutes_words(minutes: int) -> str:
    return _("%(n)s minutes") % {"n": minutes}


def total_minutes(item: Module) -> int:
    return sum(int(part["minutes"]) for part in raw.values(item.parts))


def question_set(item: QuestionSet, links: Links) -> tuple[Section, ...]:
    asked = tuple(
        Ask(v["words"], v.get("listens_for") or "", v.get("follow_up") or "")
        for v in raw.values(item.questions)
    )
    return (raw.section(_("Questions"), Asked(asked) if asked else None),)


def narrative(item: Narrative, links: Links) -> tuple[Section, ...]:
    steps = tuple(
        StoryStep(
            number=n,
            title=v["title"],
            words=v["words"],
            picture=v["picture"],
            asks=v["asks"],
            image=links.showing.pictures.get(v.get("image")),
            drawing="" if v.get("image") in links.showing.pictures else v.get("drawing") or "",
        )
        for n, v in enumerate(raw.values(item.steps), 1)
    )
    return (raw.section(_("The story"), Story(steps) if steps else None),)


def video(item: Video, links: Links) -> tuple[Section, ...]:
    showing = links.showing
    film = Film(
        url=showing.film,
        captions_url=showing.captions,
        speakers=tuple(
            (v["name"], v.get("role") or "")
            for v in raw.values(item.speakers)
            if not ended(v.get("until"), showing.on)
        ),
        over=_over(item) if is_over(item, showing.on) else "",
    )
    return (
        raw.section(_("The film"), film if item.film else None),
        raw.section(_("What they were asked"), raw.points(item.prompts)),
        raw.section(_("Talk about it"), raw.asked(item.ask)),
        raw.section(_("All that is said"), raw.prose(item.transcript)),
    )


def _over(item: Video) -> str:
    said = _(
        "The film is not shown any more: somebody in it agreed to that until a day that has passed."
    )
    below = _("All that is said in it stands below.") if raw.texts(item.transcript) else ""
    return " ".join(filter(None, (said, below)))


def module_facts(item: Module) -> tuple[tuple[str, str], ...]:
    return (
        (_("Time"), minutes_words(total_minutes(item))),
        (_("Who is in the room"), item.room),
        (_("Component"), item.get_component_display() if item.component else ""),
    )


def question_facts(item: QuestionSet) -> tuple[tuple[str, str], ...]:
    return ((_("For"), item.get_meant_for_display()),)


def video_facts(item: Video) -> tuple[tuple[str, str], ...]:
    return ((_("Length"), minutes_words(item.minutes) if item.minutes else ""),)


SECTIONS: dict[str, Any] = {
    Kind.MODULE: module,
    Kind.QUESTION_SET: question_set,
    Kind.NARRATIVE: narrative,
    Kind.VIDEO: video,
}
FACTS: dict[str, Any] = {
    Kind.MODULE: module_facts,
    Kind.QUESTION_SET: question_facts,
    Kind.VIDEO: video_facts,
}
