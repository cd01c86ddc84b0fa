"""Two sets of answers that others have published, as a survey would have asked them."""

from tests.engines.surveys.asking import said

from groundswell.engines.surveys.definition import (
    Definition,
    Kind,
    Option,
    Page,
    Question,
    ScaleOf,
)

_TRAITS = {"A": "Agreeable", "C": "Conscientious", "E": "Outgoing", "N": "Nervous", "O": "Open"}
_TURNED = frozenset({"A1", "C4", "C5", "E1", "E2", "O2", "O5"})
_SIX = ("Very inaccurate", "Inaccurate", "Rather inaccurate", "Rather accurate", "Accurate",
        "Very accurate")  # fmt: skip
_FIVE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
_AGREE = ("Not at all", "A little", "Moderately", "Quite a bit", "Extremely")


def _scale(name: str, label: str, words: tuple[str, ...], first: int = 1) -> Question:
    options = tuple(Option(at, said(word)) for at, word in enumerate(words, first))
    return Question(name, Kind.SCALE, said(label), options)


def bfi() -> Definition:
    """25 items from 1 to 6, five traits, and two questions about oneself."""
    pages = [
        Page(
            said(word),
            tuple(
                _scale(f"{letter.lower()}{at}", f"{word}, item {at}", _SIX) for at in range(1, 6)
            ),
        )
        for letter, word in _TRAITS.items()
    ]
    you = (
        Question(
            "gender",
            Kind.ONE,
            said("Gender"),
            (Option(1, said("Men")), Option(2, said("Women"))),
        ),
        Question(
            "education",
            Kind.ONE,
            said("Education"),
            tuple(
                Option(at, said(word))
                for at, word in enumerate(
                    ("Some school", "Finished school", "Some college", "Graduate", "Post-graduate"),
                    1,
                )
            ),
        ),
    )
    scales = tuple(
        ScaleOf(
            letter.lower(),
            said(word),
            tuple(f"{letter.lower()}{at}" for at in range(1, 6)),
            frozenset(one.lower() for one in _TURNED if one[0] == letter),
            is_better_high=letter != "N",
        )
        for letter, word in _TRAITS.items()
    )
    return Definition(("en-gb",), (*pages, Page(said("About you"), you)), scales)


def lq2002() -> Definition:
    """Leaders, tasks and hostility in companies of soldiers."""
    lead = [f"lead{at:02}" for at in range(1, 12)]
    task = [f"tsig{at:02}" for at in range(1, 4)]
    hostile = [f"hostil{at:02}" for at in range(1, 6)]
    pages = (
        Page(said("Leaders"), tuple(_scale(i, f"Leaders, item {i[-2:]}", _FIVE) for i in lead)),
        Page(said("Tasks"), tuple(_scale(i, f"Tasks, item {i[-2:]}", _FIVE) for i in task)),
        Page(
            said("Hostility"),
            tuple(_scale(i, f"Hostility, item {i[-2:]}", _AGREE, 0) for i in hostile),
        ),
    )
    scales = (
        ScaleOf("lead", said("Leaders"), tuple(lead)),
        ScaleOf("tsig", said("Tasks that matter"), tuple(task)),
        ScaleOf("hostil", said("Hostility"), tuple(hostile), is_better_high=False),
    )
    return Definition(("en-gb",), pages, scales)
