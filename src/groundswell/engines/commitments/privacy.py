"""The personal data of commitments: who promised what to whom, and who said what became of it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from .models import Commitment, Handing, Move, Reopening, Wording


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The person's own rows as plain values, newest first."""
    made = Commitment.objects.order_by("-made_at", "pk")
    what = ("title", "detail", "due_on", "state", "closed_on", "closing_words")
    return {
        _("What you promised"): _rows(made.filter(owner_id=person_id), *what),
        _("What was promised to you"): _rows(made.filter(made_to_id=person_id), *what),
        _("Promises you wrote down"): _rows(
            made.filter(made_by_id=person_id), "title", "due_on", "made_at"
        ),
        _("Promises you closed"): _rows(
            made.filter(closed_by_id=person_id), "title", "state", "closing_words", "closed_at"
        ),
        _("Days you moved"): _changes(Move, person_id, "due_before", "due_on", "reason"),
        _("Promises you handed on or back"): _changes(Handing, person_id, "is_back", "reason"),
        _("Words you changed"): _changes(Wording, person_id, "title", "detail", "theme"),
        _("Promises you opened again"): _changes(Reopening, person_id, "state", "reason"),
    }


def _changes(model: Any, person_id: UUID, *names: str) -> HeldRows:
    rows = model.objects.filter(by_id=person_id).order_by("-at", "-pk")
    return _rows(rows, "commitment__title", *names, "at")


def _rows(rows: QuerySet[Any, Any], *names: str) -> HeldRows:
    return HeldRows(rows.values(*names))


def erase(person_id: UUID, at: dt.datetime) -> None:
    """Nothing goes: a promise belongs to those it was made to as well, and its name is taken out
    with the account. What is open waits for a new owner."""


DECLARATION = PersonalData(
    purpose=gettext_lazy("To know who promised what to whom, and what became of it."),
    lawful_basis=gettext_lazy("Public task; for charities and companies legitimate interests."),
    retention=gettext_lazy(
        "As long as the work that it belongs to is kept. When your account is erased your promises"
        " stay, without your name, and open ones wait for a new owner."
    ),
    models=(
        "commitments.Commitment",
        "commitments.Handing",
        "commitments.Move",
        "commitments.Reopening",
        "commitments.Wording",
    ),
    export=export,
    erase=erase,
)
