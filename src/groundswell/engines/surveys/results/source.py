"""What `releases` is handed of a survey: columns of opened answers, never a row of a person.

The columns are those of the questions, whose options are public, and the group. Nobody else
calls these functions: what may be shown comes out of `releases.queries`.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.releases.kinds import EVERYBODY, Answers, Asked, Source, Text, Value

from .. import policies
from ..columns import GROUP, Codes, Columns, columns_of, joined
from ..definition import Definition, Kind, from_json
from ..kinds import TextState
from ..models import AnswerBatch, Survey, WrittenText
from .groups import groups_of

KIND = "survey"
NO_GROUP = ""
"""The group of somebody who would rather not say."""

_SHOWN = (TextState.KEPT, TextState.REDACTED)
_CHOSEN = (0, 1)  # the values of an option of a question with several


def answers(survey_id: UUID, marker: int) -> Answers:
    """Everything answered up to a batch, in two queries and without an object a person."""
    survey = Survey.objects.prefetch_related("groups").get(pk=survey_id)
    batches = list(_batches(survey_id, marker).order_by("number"))
    held = joined(batch.unpacked for batch in batches)
    domains = domains_of(from_json(survey.definition), [g.code for g in survey.groups.all()])
    return Answers(
        domains=domains,
        codes={name: _placed(held, name, values) for name, values in domains.items()},
        batch=np.repeat([b.number for b in batches], [b.n for b in batches]),
        asked=_asked(survey),
    )


def domains_of(definition: Definition, groups: Sequence[str]) -> dict[str, tuple[Value, ...]]:
    """Every value that each column can have; None is no answer, also where somebody cannot say."""
    found: dict[str, tuple[Value, ...]] = {}
    for question in definition.questions.values():
        values = _CHOSEN if question.kind is Kind.SEVERAL else tuple(sorted(question.codes))
        found |= dict.fromkeys(columns_of(question), (*values, None))
    if groups:
        found[GROUP] = (*groups, NO_GROUP)
    return found


def _placed(held: Columns, name: str, values: tuple[Value, ...]) -> Codes:
    """Where each person's value stands among the public ones; what is not there is no answer."""
    if name not in held.codes:
        return np.full(held.n, len(values) - 1, dtype=np.int16)
    if name == GROUP:
        return _places_of(held.labels[GROUP], values)[held.codes[GROUP]]
    table = np.full(256, len(values) - 1, dtype=np.int16)  # by code, -128 to 127
    for place, value in enumerate(values):
        if isinstance(value, int):
            table[value + 128] = place
    found: Codes = table[held.codes[name].astype(np.int16) + 128]
    return found


def _places_of(labels: Sequence[str], values: tuple[Value, ...]) -> NDArray[np.int16]:
    places: Mapping[Value, int] = {value: at for at, value in enumerate(values)}
    return np.array([places.get(label, len(values) - 1) for label in labels], dtype=np.int16)


def _asked(survey: Survey) -> tuple[Asked, ...]:
    """How many were asked in each group and in all: it stands on the page that asks them."""
    found = groups_of(survey.groups.all())
    own = [Asked({GROUP: [g.code]}, g.n_own) for g in found if g.codes != (g.code,)]
    whole = [Asked(g.where, g.n_all) for g in found]
    every = sum(g.n_own for g in found)
    return tuple(one for one in (*whole, *own, Asked(EVERYBODY, every)) if one.number)


def _batches(survey_id: UUID, marker: int | None) -> Any:
    rows = AnswerBatch.objects.filter(survey_id=survey_id)
    return rows if marker is None else rows.filter(number__lte=marker)


def n(survey_id: UUID, marker: int | None) -> int:
    """How many people answered up to a batch; None: all that were opened."""
    return sum(_batches(survey_id, marker).values_list("n", flat=True))


def newest_batch(survey_id: UUID) -> int | None:
    """The number of the newest batch: the marker of what counts now."""
    return _batches(survey_id, None).order_by("-number").values_list("number", flat=True).first()


def texts(survey_id: UUID, marker: int, item: str) -> Sequence[Text]:
    """What people wrote, as a moderator left it.

    What nobody has read yet, or what is not shown, has no words; it counts among those who wrote.
    """
    rows = WrittenText.objects.filter(survey_id=survey_id, question=item, batch_number__lte=marker)
    return [
        Text(str(key), shown if state in _SHOWN else "", reason)
        for key, shown, state, reason in rows.values_list("pk", "shown_text", "state", "reason")
    ]


def may_publish(actor: Any, survey_id: UUID) -> Decision:
    return policies.begin_results(actor, Survey.objects.select_related("keeper").get(pk=survey_id))


_ROOM = "groundswell.engines.surveys"
SOURCE = Source(
    answers=answers,
    n=n,
    texts=texts,
    may_publish=may_publish,
    tables=("surveys.AnswerBatch", "surveys.WrittenText"),
    writers=(
        f"{_ROOM}.actions.keeping",
        f"{_ROOM}.actions.moderating",
        f"{_ROOM}.queries.results.moderation",  # what a moderator reads before anybody else
        f"{_ROOM}.privacy",  # declares that the table knows who decided
        f"{_ROOM}.queries.results.receipts",  # how a text stands, never its words
    ),
)
