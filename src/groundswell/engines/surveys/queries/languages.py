"""Languages of a survey, and its sentences side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf.locale import LANG_INFO

from ..definition import Definition
from ..definition.editing import said_so_far, sentences_of
from ..instruments import suggestions
from ..kinds import LANGUAGES, language_name


def language_choices(definition: Definition) -> list[tuple[str, str]]:
    """What may be added: those that our own pages speak first, then others by name."""
    others = sorted(
        (code for code in LANG_INFO if code not in LANGUAGES and code != "en"), key=language_name
    )
    codes = [code for code in (*LANGUAGES, *others) if code not in definition.languages]
    return [(code, language_name(code)) for code in codes]


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence in the first language, and in the other as far as it is known."""

    sentence: str
    said: str
    suggested: str  # begun by somebody, reviewed by nobody; only where nothing is said yet


def pairs(definition: Definition, language: str) -> Sequence[Pair]:
    said, begun = said_so_far(definition, language), suggestions(language)
    is_english = definition.languages[0] == "en-gb"
    return tuple(
        Pair(
            sentence=sentence,
            said=said.get(sentence, ""),
            suggested=begun.get(sentence, "") if is_english and sentence not in said else "",
        )
        for sentence in sentences_of(definition)
    )
