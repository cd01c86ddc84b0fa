"""Definitions and answers for properties: drawn at random, always ones that can be asked."""

from typing import Any

from hypothesis import strategies as st

from groundswell.engines.surveys.definition import (
    NA,
    Condition,
    Definition,
    Kind,
    Option,
    Page,
    Question,
    ScaleOf,
)

LANGUAGES = st.lists(
    st.sampled_from(["en-gb", "cy", "pl", "ur"]), min_size=1, max_size=3, unique=True
)
TEXT = (
    st
    .text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Zs"]),
        min_size=1,
        max_size=12,
    )
    .map(str.strip)
    .filter(bool)
)


@st.composite
def words(draw: Any, languages: list[str], first: str = "", *, may_be_empty: bool = False) -> Any:
    """A sentence in the first language, and in some of the others."""
    if may_be_empty and draw(st.booleans()):
        return {}
    said = {languages[0]: first + draw(TEXT)}
    return said | {code: draw(TEXT) for code in languages[1:] if draw(st.booleans())}


@st.composite
def questions(draw: Any, name: str, languages: list[str], earlier: list[Question]) -> Question:
    kind = draw(st.sampled_from(Kind))
    codes = st.lists(st.integers(0, 126), min_size=2, max_size=5, unique=True)
    options = (
        ()
        if kind == Kind.TEXT
        else tuple(
            Option(code, draw(words(languages, f"{number} ")))
            for number, code in enumerate(draw(codes))
        )
    )
    return Question(
        id=name,
        kind=kind,
        label=draw(words(languages)),
        options=options,
        hint=draw(words(languages, may_be_empty=True)),
        is_required=draw(st.booleans()),
        allows_na=kind != Kind.TEXT and draw(st.booleans()),
        is_sensitive=draw(st.booleans()),
        most_letters=draw(st.integers(1, 60)) if kind == Kind.TEXT else 1_000,
        shown_if=tuple(
            draw(conditions(question)) for question in earlier if draw(st.integers(0, 3)) == 0
        ),
    )


@st.composite
def conditions(draw: Any, question: Question) -> Condition:
    known = [*question.codes, NA] if question.allows_na else question.codes
    codes = draw(st.sets(st.sampled_from(known), min_size=1))
    return Condition(question.id, frozenset(codes), draw(st.booleans()))


@st.composite
def definitions(draw: Any) -> Definition:
    """Anything that can be asked: see `faults_of`."""
    languages = draw(LANGUAGES)
    pages: list[Page] = []
    asked: list[Question] = []
    for _number in range(draw(st.integers(1, 3))):
        earlier = [question for question in asked if question.kind != Kind.TEXT]
        here = [
            draw(questions(f"q{len(asked) + n}", languages, earlier))
            for n in range(draw(st.integers(1, 3)))
        ]
        asked += here
        pages.append(
            Page(
                draw(words(languages, may_be_empty=True)),
                tuple(here),
                draw(words(languages, may_be_empty=True)),
            )
        )
    scales = tuple(draw(scales_of(q, languages)) for q in asked if q.kind == Kind.SCALE)
    return Definition(tuple(languages), tuple(pages), scales)


@st.composite
def scales_of(draw: Any, question: Question, languages: list[str]) -> ScaleOf:
    return ScaleOf(
        code=f"s_{question.id}",
        name=draw(words(languages)),
        questions=(question.id,),
        reversed=frozenset({question.id}) if draw(st.booleans()) else frozenset(),
        least=draw(st.sampled_from([None, 1])),
        is_better_high=draw(st.booleans()),
    )


@st.composite
def values_for(draw: Any, definition: Definition) -> dict[str, Any]:
    """What a form may send for it: to every question an answer that it takes, or none."""
    return {
        question.id: draw(_value(question))
        for question in definition.questions.values()
        if draw(st.integers(0, 4))
    }


def _value(question: Question) -> Any:
    if question.kind == Kind.TEXT:
        return TEXT.map(lambda text: text[: question.most_letters])
    codes = st.sampled_from(question.codes)
    if question.kind == Kind.SEVERAL:
        return st.sets(codes, min_size=1).map(lambda found: tuple(sorted(found)))
    return st.one_of(codes, st.just(NA)) if question.allows_na else codes


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
