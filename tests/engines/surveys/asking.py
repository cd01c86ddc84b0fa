"""Short forms of what surveys ask."""

from typing import Any

from groundswell.engines.surveys.definition import (
    Condition,
    Definition,
    Kind,
    Option,
    Page,
    Question,
    ScaleOf,
)

EN = "en-gb"


def said(text: str, **others: str) -> dict[str, str]:
    return {EN: text, **others}


def options(*labels: str, first: int = 1) -> tuple[Option, ...]:
    return tuple(Option(code, said(label)) for code, label in enumerate(labels, first))


AGREE = options("Disagree", "Neither", "Agree")


def a_scale(name: str = "safe", label: str = "I can speak up.", **more: Any) -> Question:
    return Question(name, Kind.SCALE, said(label), **{"options": AGREE, **more})


def a_choice(name: str = "job", *labels: str, **more: Any) -> Question:
    labels = labels or ("Nurse", "Doctor", "Other")
    return Question(name, Kind.ONE, said("Your work?"), **{"options": options(*labels), **more})


def several(name: str = "ways", *labels: str, **more: Any) -> Question:
    labels = labels or ("Mail", "Meetings", "Posters")
    return Question(name, Kind.SEVERAL, said("How?"), **{"options": options(*labels), **more})


def a_text(name: str = "more", **more: Any) -> Question:
    return Question(name, Kind.TEXT, said("Anything else?"), **more)


def if_is(name: str, *codes: int) -> tuple[Condition, ...]:
    return (Condition(name, frozenset(codes)),)


def if_not(name: str, *codes: int) -> tuple[Condition, ...]:
    return (Condition(name, frozenset(codes), is_not=True),)


def asks(*pages: Question | list[Question], scales: tuple[ScaleOf, ...] = ()) -> Definition:
    """A page for each question or list of questions."""
    return Definition(
        (EN,),
        tuple(
            Page(said(f"Page {n}"), tuple(page if isinstance(page, list) else [page]))
            for n, page in enumerate(pages, 1)
        ),
        scales,
    )


def score(code: str = "voice", *names: str, **more: Any) -> ScaleOf:
    return ScaleOf(code, said("Voice"), names or ("safe",), **more)
