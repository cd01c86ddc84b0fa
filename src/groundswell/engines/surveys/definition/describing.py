"""A definition in words: how long it takes, when a question is asked."""

from django.utils.translation import gettext as _

from .questions import NA, Condition, Definition, Kind, Question, said_in

_SECONDS = {Kind.SCALE: 8, Kind.ONE: 10, Kind.SEVERAL: 15, Kind.TEXT: 40}  # our own estimate
_TO_BEGIN = 40  # to read the promise and the thanks


def minutes_for(definition: Definition) -> int:
    """About how many minutes an answer takes, one at least.

    >>> minutes_for(Definition(("en-gb",), ()))
    1
    """
    seconds = sum(_SECONDS[question.kind] for question in definition.questions.values())
    return max(1, -(-(seconds + _TO_BEGIN) // 60))


def condition_words(definition: Definition, condition: Condition) -> str:
    """When a question is asked, as a person says it."""
    language = definition.languages[0]
    earlier = definition.questions.get(condition.question)
    if earlier is None:
        return _("It depends on a question that is no longer here.")
    said = {
        "question": said_in(earlier.label, language),
        "answers": _(" or ").join(
            f"“{code_words(earlier, code, language)}”" for code in sorted(condition.codes)
        ),
    }
    if condition.is_not:
        return _("Asked unless “%(question)s” was answered %(answers)s.") % said
    return _("Asked only where “%(question)s” was answered %(answers)s.") % said


def code_words(question: Question, code: int, language: str) -> str:
    """What somebody chose, in words."""
    if code == NA:
        return _("I can’t say")
    label = next((option.label for option in question.options if option.code == code), {})
    return said_in(label, language) or str(code)


def kind_words(kind: Kind) -> str:
    return {
        Kind.SCALE: _("One answer on a scale that counts"),
        Kind.ONE: _("One answer of several, without an order"),
        Kind.SEVERAL: _("As many answers as are right"),
        Kind.TEXT: _("An answer in words"),
    }[kind]
