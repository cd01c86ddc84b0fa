"""Checks of what was typed that several actions share. Each returns the value to be stored."""

import json
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel import texts
from groundswell.ground.kernel.errors import Stale, Unusable

from ..definition import Definition, Words, is_good_id, to_json
from ..definition.editing import each_words

LONGEST_TITLE = 200  # characters
LONGEST_TEXT = 1_000
MOST_BYTES = 400_000  # of a draft; what can be asked is far shorter

usable_text = partial(texts.usable_text, most=LONGEST_TEXT)


def usable_line(text: str, *, field: str, most: int = LONGEST_TITLE, missing: str = "") -> str:
    """As `usable_text`, on one line, its blanks single."""
    return " ".join(usable_text(text, field=field, most=most, missing=missing).split())


def usable_definition(definition: Definition) -> dict[str, Any]:
    """The definition as it is stored. Raises Unusable where it cannot be: whether it can be asked
    is no question while it is being written."""

    def check(words: Words) -> Words:
        if any(map(texts.has_unseen, words.values())):
            raise Unusable(_("Take out the characters that cannot be shown."))
        return words

    each_words(definition, check)
    _refuse_names(definition)
    document = to_json(definition)
    if len(json.dumps(document)) > MOST_BYTES:
        raise Unusable(_("This survey is too long to be kept. Take some questions out."))
    return document


def _refuse_names(definition: Definition) -> None:
    """Names stand in addresses and files: they are good and different from the beginning."""
    names = [question.id for page in definition.pages for question in page.questions]
    names += [scale.code for scale in definition.scales]
    if len(set(names)) < len(names) or not all(map(is_good_id, names)):
        raise Unusable(
            _("Every question and every score needs a short name of its own."), field="short"
        )


def refuse_stale(version: int, present: int) -> None:
    if version != present:
        raise Stale(
            _("Somebody else changed this while you were typing. Look at it again, then save.")
        )
