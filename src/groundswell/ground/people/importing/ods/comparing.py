"""What a list of organisations would do: the rows to be written, and the same in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from groundswell.ground.imports.importers import Heap
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.errors import Fault
from groundswell.ground.web import words

from ...kinds import OrganisationKind
from ...models import Organisation
from .rows import UNKNOWN, Row

FIELDS = ("id", "name", "kind", "ods_code", "opened_on", "closed_on", "successor_id")


@dataclass(slots=True)
class Known:
    """An organisation as it is, or as it will be."""

    id: UUID
    name: str
    kind: str
    ods_code: str | None
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None
    successor_id: UUID | None = None


@dataclass(slots=True)
class Plan:
    new: list[Known] = field(default_factory=list)
    changed: list[Known] = field(default_factory=list)
    lines: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    n_unchanged: int = 0

    def tell(self, heap: str, *line: str) -> None:
        self.lines.setdefault(heap, []).append(line)


def load_known() -> list[Known]:
    return [Known(*row) for row in Organisation.objects.order_by("pk").values_list(*FIELDS)]


class Comparison:
    """Goes through the rows once, with every organisation in memory: there are few of them."""

    def __init__(self, rows: list[Row], known: list[Known], records: Records) -> None:
        self.records, self.plan = records, Plan()
        self.faults: list[Fault] = []
        self.by_code = {o.ods_code: o for o in known if o.ods_code}
        self.without_code = _by_name(o for o in known if not o.ods_code and not o.closed_on)
        self.by_id = {o.id: o for o in known}
        self.rows = rows
        self.kinds = {code: str(label) for code, label in OrganisationKind.choices}

    def run(self, *, unknown_left_out: bool) -> Plan:
        pairs = []
        for row in self._usable(unknown_left_out=unknown_left_out):
            before = self.by_code.get(row.code) or self.without_code.get(row.name.casefold())
            after = self._wanted(row, before)
            if after is not None:
                pairs.append((row, before, after))
        for row, _before, after in pairs:
            self.by_code[row.code] = self.by_id[after.id] = after
        for row, before, after in pairs:
            self._succeed(row, after)
            self._settle(row, before, after)
        self._check_circles([(row, after) for row, _before, after in pairs])
        return self.plan

    def fault(self, row: Row, code: str, reason: str, remedy: str) -> None:
        self.faults.append(self.records.fault(row.index, code, reason, remedy))

    def _usable(self, *, unknown_left_out: bool) -> Iterable[Row]:
        for row in self.rows:
            if row.kind != UNKNOWN:
                yield row
            elif unknown_left_out:
                self.plan.tell("left_out", row.name or "–", row.code, row.role)
            else:
                reason = _("We do not know the role “%(role)s”.") % {"role": row.role}
                remedy = _("Use a role such as RO197, or choose to leave such rows out.")
                self.fault(row, "role", reason, remedy)

    def _wanted(self, row: Row, before: Known | None) -> Known | None:
        """The organisation as the row wants it, its successor apart; None after a fault."""
        if before is None and not (row.name and row.kind):
            missing = "role" if row.name else "name"
            reason = _("This organisation is new, and its %(what)s is missing.")
            what = {"what": self.records.heading(missing)}
            self.fault(row, missing, reason % what, _("Fill the cell in."))
            return None
        base = before or Known(uuid4(), row.name, row.kind, row.code)
        wanted = replace(
            base,
            name=row.name or base.name,
            kind=row.kind or base.kind,
            ods_code=row.code,
            opened_on=row.opened_on or base.opened_on,
            closed_on=row.closed_on or base.closed_on,
        )
        if wanted.opened_on and wanted.closed_on and wanted.closed_on < wanted.opened_on:
            reason = _("It closes before it opens.")
            self.fault(row, "closed_on", reason, _("Put one of the two dates right."))
            return None
        return wanted

    def _succeed(self, row: Row, after: Known) -> None:
        if not row.successor:
            return
        successor = self.by_code.get(row.successor)
        if successor is None:
            reason = _("Nobody here or in the file has the code %(code)s.")
            remedy = _("Add the successor to the file, or leave the cell empty.")
            self.fault(row, "successor", reason % {"code": row.successor}, remedy)
        elif after.closed_on is None:
            reason = _("It has a successor and no day on which it closes.")
            self.fault(row, "closed_on", reason, _("Give the day, or leave the successor out."))
        else:
            after.successor_id = successor.id

    def _settle(self, row: Row, before: Known | None, after: Known) -> None:
        if before is None:
            self.plan.new.append(after)
            closes = words.day(after.closed_on) if after.closed_on else "–"
            self.plan.tell("added", after.name, row.code, self.kinds[after.kind], closes)
        elif before == after:
            self.plan.n_unchanged += 1
        else:
            self.plan.changed.append(after)
            for what, was, becomes in self._differences(before, after):
                self.plan.tell("changed", before.name, row.code, what, was, becomes)

    def _differences(self, before: Known, after: Known) -> Iterable[tuple[str, str, str]]:
        pairs = (
            (_("Name"), before.name, after.name),
            (_("Code"), before.ods_code, after.ods_code),
            (_("Kind"), self.kinds[before.kind], self.kinds[after.kind]),
            (_("Opened"), _day(before.opened_on), _day(after.opened_on)),
            (_("Closed"), _day(before.closed_on), _day(after.closed_on)),
            (_("Successor"), self._name(before.successor_id), self._name(after.successor_id)),
        )
        return ((what, a or "–", b or "–") for what, a, b in pairs if a != b)

    def _name(self, pk: UUID | None) -> str | None:
        return self.by_id[pk].name if pk else None

    def _check_circles(self, pairs: list[tuple[Row, Known]]) -> None:
        for row, after in pairs:
            seen: set[UUID] = set()
            step: Known | None = after
            while step and step.successor_id and step.id not in seen:
                seen.add(step.id)
                step = self.by_id.get(step.successor_id)
                if step is not None and step.id == after.id:
                    reason = _("Its successors lead back to itself.")
                    self.fault(row, "successor", reason, _("Take one of them out of the circle."))


def _by_name(organisations: Iterable[Known]) -> dict[str, Known]:
    return {o.name.casefold(): o for o in organisations}


def _day(on: dt.date | None) -> str | None:
    return words.day(on) if on else None


def heaps_of(plan: Plan) -> tuple[Heap, ...]:
    shapes = (
        ("added", _("Organisations to add"),
         (_("Name"), _("Code"), _("Kind"), _("Closed")), True),
        ("changed", _("Changes to organisations"),
         (_("Name"), _("Code"), _("What"), _("Was"), _("Becomes")), True),
        ("left_out", _("Rows left out"), (_("Name"), _("Code"), _("Role")), False),
    )  # fmt: skip
    heaps = [
        Heap(code, label, headings, tuple(plan.lines[code]), writes=writes)
        for code, label, headings, writes in shapes
        if plan.lines.get(code)
    ]
    same = Heap("unchanged", _("Organisations for which nothing changes"),
                n_without_lines=plan.n_unchanged, writes=False)  # fmt: skip
    return (*heaps, same) if plan.n_unchanged else tuple(heaps)
