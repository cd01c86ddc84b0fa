"""The agenda as rows of fields: those that stand there, and some empty ones for more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.people.models import Person
from groundswell.ground.web.forms import Form, NumberField

from ..actions import AgendaLine

EMPTY_ROWS = 3  # for items that are added


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one item; `place` is where it stands, or -1 for one that is new."""

    place: int
    label: str
    title: BoundField
    minutes: BoundField
    lead: BoundField


class AgendaForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        lines: Sequence[AgendaLine],
        leads: Mapping[UUID, Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._lines, self._leads = lines, leads
        for place in range(len(lines) + EMPTY_ROWS):
            self._add_row(place, lines[place] if place < len(lines) else None)

    def _add_row(self, place: int, line: AgendaLine | None) -> None:
        choices = [("", _("Nobody")), *((str(pk), p.name) for pk, p in self._leads.items())]
        of = {"number": place + 1}
        self.fields[f"title_{place}"] = forms.CharField(
            label=_("Item %(number)s") % of, required=False, initial=line.title if line else ""
        )
        self.fields[f"minutes_{place}"] = NumberField(
            label=_("Minutes of item %(number)s") % of,
            whole=True,
            lowest=1,
            highest=480,
            required=False,
            initial=line.minutes if line else None,
        )
        self.fields[f"lead_{place}"] = forms.ChoiceField(
            label=_("Who leads item %(number)s") % of,
            choices=choices,
            required=False,
            initial=str(line.lead.pk) if line and line.lead else "",
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for place in range(len(self._lines) + EMPTY_ROWS):
            if given.get(f"title_{place}") and not self._has_minutes(place, given):
                self.add_error(f"minutes_{place}", gettext_lazy("Say how many minutes it takes."))
        return given

    def _has_minutes(self, place: int, given: Mapping[str, Any]) -> bool:
        return bool(given.get(f"minutes_{place}")) or f"minutes_{place}" in self.errors

    def rows(self) -> list[Row]:
        """For the page: the fields, item by item."""
        n = len(self._lines)
        return [
            Row(
                place=place if place < n else -1,
                label=self._lines[place].title if place < n else "",
                title=self[f"title_{place}"],
                minutes=self[f"minutes_{place}"],
                lead=self[f"lead_{place}"],
            )
            for place in range(n + EMPTY_ROWS)
        ]

    def given_lines(self) -> list[AgendaLine]:
        """The agenda as it was typed; an item whose title was emptied is left out."""
        given = self.cleaned_data
        return [
            self._line(place, given)
            for place in range(len(self._lines) + EMPTY_ROWS)
            if given[f"title_{place}"]
        ]

    def _line(self, place: int, given: Mapping[str, Any]) -> AgendaLine:
        standing = self._lines[place] if place < len(self._lines) else None
        lead = given[f"lead_{place}"]
        return AgendaLine(
            code=standing.code if standing else "",
            title=given[f"title_{place}"],
            minutes=given[f"minutes_{place}"],
            lead=self._leads[UUID(lead)] if lead else None,
            item_id=standing.item_id if standing else None,
        )
