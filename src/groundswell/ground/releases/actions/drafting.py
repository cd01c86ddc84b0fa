"""A draft: what a menu comes to by the ledger as it stood, before anything is written.

Planning takes seconds, so no lock is held meanwhile. What is written is written under a lock,
and only while the ledger is still the one that was planned against.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from groundswell.science.disclosure import Policy, Question, question_form, question_key

from .. import planning
from ..kinds import Answers, Menu
from ..models import Answer, Release, Series

TRIES = 4  # drafts, while others write to the same ledger
AT_ONCE = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers to be written, and the version of the ledger that they were planned against."""

    version: int
    answers: dict[Question, float | None]


def drafted(series: Series, answers: Answers, markers: Sequence[int], menu: Menu) -> Draft:
    """What a menu comes to. Raises ValueError where earlier answers are not what they were."""
    data = planning.frozen(answers, markers)
    policy = Policy(series.k, frozenset(series.sensitive))
    before = planning.ledger_of(_rows(series), _domains(series), data.held)
    return Draft(series.version, planning.planned(data, policy, menu, before))


def _rows(series: Series) -> Iterable[planning.Row]:
    answers = Answer.objects.filter(series=series)
    return answers.values_list("question", "value", "release_id").iterator()


def _domains(series: Series) -> dict[UUID, planning.Domains]:
    return dict(Release.objects.filter(series=series).values_list("pk", "domains"))


def write(series: Series, release: Release, draft: Draft) -> None:
    """Add to the ledger what does not stand there yet. The series is held by the caller."""
    rows = {question_key(question): (question, v) for question, v in draft.answers.items()}
    known = set(Answer.objects.filter(release=release).values_list("key", flat=True))
    Answer.objects.bulk_create(
        (
            Answer(
                series=series,
                release=release,
                key=key,
                question=question_form(question),
                value=value,
            )
            for key, (question, value) in rows.items()
            if key not in known
        ),
        batch_size=AT_ONCE,
    )
    Series.objects.filter(pk=series.pk).update(version=F("version") + 1)
