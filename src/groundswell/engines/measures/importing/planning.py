"""What a file of numbers would do here: places to begin at, numbers to add, numbers that differ."""

import dataclasses
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.imports.cells import shortened
from groundswell.ground.imports.importers import Report, RunContext
from groundswell.ground.imports.records import Records
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Fault
from groundswell.ground.people import queries as people

from .. import policies, queries
from ..actions.bringing import Bringing, Destination, NewNumber, OtherNumber
from ..models import Definition, Measure, Observation
from .options import BY_COLUMN, CORRECT, NEW, Options
from .rows import Line, Spot, gather, read_lines

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation


@dataclass
class Plan:
    """Everything that `apply` needs; see `actions.bringing`."""

    bringing: Bringing
    n_same: int = 0
    faults: list[Fault] = field(default_factory=list)


def plan_of(records: Records, context: RunContext, options: Options, report: Report) -> Plan:
    """Read the file, find its places, compare it with what stands here. Writes nothing."""
    planner = _Planner(records, context, options)
    needs_title = options.which == BY_COLUMN and records.has("measure")
    lines: list[Line] = []
    for found in read_lines(records, report, needs_title=needs_title):
        if isinstance(found, Fault):
            planner.faults.append(found)
        else:
            lines.append(found)
    report(_("Comparing with what is here"), len(records), len(records))
    return planner.plan(lines)


class _Planner:
    def __init__(self, records: Records, context: RunContext, options: Options) -> None:
        self.records, self.context, self.options = records, context, options
        self.actor, self.today = context.actor, day_of(context.at)
        self.faults: list[Fault] = []
        self.new_codes: dict[str, str] = {}
        self.n_same = 0

    def plan(self, lines: list[Line]) -> Plan:
        definitions = self._definitions(lines)
        organisations = self._organisations(lines)
        teams = self._teams(lines, organisations)
        added: dict[Destination, list[NewNumber]] = {}
        changed: list[OtherNumber] = []
        for title, some in _by_title(lines).items():
            definition = definitions.get(title)
            if definition is None:
                continue
            gathered, faults = gather(
                some, definition, self.records, add_up=self.options.add_up, today=self.today
            )
            self.faults += faults
            placed = self._placed(gathered, definition, organisations, teams)
            new, other = self._compared(placed)
            added.update(new)
            changed += other
        self.faults.sort(key=lambda fault: fault.row)
        bringing = Bringing(
            new_definition=self.options.new,
            for_organisation_id=self.context.place.organisation_id,
            new_organisations=tuple(self.new_codes.items()),
            audience=self.options.audience,
            added={d: tuple(n) for d, n in added.items()},
            changed=tuple(changed),
            reason=self.options.reason.strip(),
        )
        return Plan(bringing, self.n_same, self.faults)

    def _definitions(self, lines: list[Line]) -> dict[str, Definition]:
        """The definition behind each title of the file; one for all where it was chosen."""
        if self.options.which == NEW:
            return dict.fromkeys({""} | {x.spot.title for x in lines}, self._unsaved())
        usable = usable_definitions(self.context)
        if self.options.which != BY_COLUMN:
            chosen = [d for d in usable if str(d.pk) == self.options.which]
            if chosen:
                return dict.fromkeys({""} | {x.spot.title for x in lines}, chosen[0])
            self._fault_of_file(_("The measure that was chosen is not there any more."))
            return {}
        if not self.records.has("measure"):
            self._fault_of_file(_("Nothing says which measure the numbers belong to."))
            return {}
        by_title = {d.title.casefold(): d for d in usable}
        found = {x.spot.title: by_title.get(x.spot.title.casefold()) for x in lines}
        for title in [title for title, definition in found.items() if definition is None]:
            self._unknown(lines, "measure", title, _("No measure is called “%(what)s”."))
        return {title: d for title, d in found.items() if d}

    def _unsaved(self) -> Definition:
        """A definition as it would be, to judge numbers by before it is written."""
        new = self.options.new
        assert new is not None
        return Definition(
            title=new.title,
            number=new.number,
            good=new.good,
            frequency=new.frequency,
            out_of=new.out_of,
            rate_per=new.rate_per,
        )

    def _organisations(self, lines: list[Line]) -> "dict[str, Organisation | None]":
        """The organisation behind each code; None for one that is to be added."""
        if not self.records.has("organisation"):
            return self._fixed_place()
        codes = dict.fromkeys(x.spot.code for x in lines)
        known = people.organisations_by_ods([c for c in codes if c])
        names = self._names()
        found: dict[str, Organisation | None] = {}
        for code in codes:
            organisation = known.get(code)
            if organisation and policies.is_steward(self.actor, organisation.pk):
                found[code] = organisation
            elif organisation:
                self._unknown(lines, "code", code, _("You do not keep the numbers of “%(what)s”."))
            elif code and self.options.add_organisations:
                found[code] = None
                self.new_codes[code] = names.get(code, code)
            else:
                self._unknown(lines, "code", code, _("No organisation has the code “%(what)s”."))
        return found

    def _fixed_place(self) -> "dict[str, Organisation | None]":
        pk = self.context.place.organisation_id
        if pk is None:
            self._fault_of_file(_("Nothing says which organisation the numbers belong to."))
            return {}
        return {"": people.organisation_for(self.actor, pk)}

    def _names(self) -> dict[str, str]:
        """The name that stands beside a code, where the file has one."""
        if not self.records.has("organisation_name"):
            return {}
        codes, names = self.records.column("organisation"), self.records.column("organisation_name")
        pairs = zip(codes, names, strict=True)
        return {str(code).strip().upper(): str(name).strip() for code, name in pairs if name}

    def _teams(
        self, lines: list[Line], organisations: "dict[str, Organisation | None]"
    ) -> dict[tuple[str, str], UUID | None]:
        """The team behind each code and name; no team where the file names none."""
        wanted = dict.fromkeys((x.spot.code, x.spot.team) for x in lines)
        found: dict[tuple[str, str], UUID | None] = {(code, ""): None for code, _team in wanted}
        for code in dict.fromkeys(code for code, team in wanted if team):
            organisation = organisations.get(code)
            rows = people.teams_of(organisation) if organisation else []
            found |= {(code, t.name.casefold()): t.pk for t in rows}
        for code, team in wanted:
            if team and code in organisations and (code, team.casefold()) not in found:
                self._unknown(lines, "team", team, _("There is no team called “%(what)s” there."))
        return found

    def _placed(
        self,
        gathered: dict[tuple[Spot, dt.date], Line],
        definition: Definition,
        organisations: "dict[str, Organisation | None]",
        teams: dict[tuple[str, str], UUID | None],
    ) -> dict[Destination, list[Line]]:
        placed: dict[Destination, list[Line]] = defaultdict(list)
        destinations: dict[Spot, Destination | None] = {}
        for (spot, _on), line in gathered.items():
            if spot not in destinations:
                destinations[spot] = _destination(spot, definition, organisations, teams)
            destination = destinations[spot]
            if destination:
                placed[destination].append(line)
        return placed

    def _compared(
        self, placed: dict[Destination, list[Line]]
    ) -> tuple[dict[Destination, list[NewNumber]], list[OtherNumber]]:
        """Numbers that are new, and those that differ from what stands here."""
        measures = _measures_at(placed)
        held = _held([m.pk for m in measures.values()])
        added: dict[Destination, list[NewNumber]] = {}
        changed: list[OtherNumber] = []
        for destination, lines in placed.items():
            measure = measures.get(destination)
            if measure and measure.retired_at:
                self._retired(lines[0], measure)
                continue
            known = held.get(measure.pk, {}) if measure else {}
            new = [NewNumber(x.on, x.value, x.n) for x in lines if x.on not in known]
            if new or measure is None:
                added[dataclasses.replace(destination, is_new=measure is None)] = new
            changed += [
                OtherNumber(measure.pk, x.on, *known[x.on], x.value, x.n)
                for x in lines
                if measure and x.on in known and self._differs(x, known[x.on][:2])
            ]
        return added, changed

    def _differs(self, line: Line, known: tuple[float, float | None]) -> bool:
        if (line.value, line.n) == known:
            self.n_same += 1
            return False
        if self.options.differing != CORRECT:
            self.faults.append(
                self.records.fault(
                    line.index,
                    "value",
                    _("Another number stands here for %(day)s.") % {"day": line.on.isoformat()},
                    _("Leave the row out, or choose to correct numbers that differ."),
                )
            )
        return self.options.differing == CORRECT

    def _retired(self, line: Line, measure: Measure) -> None:
        reason = _("%(measure)s is retired.") % {"measure": measure}
        remedy = _("Leave out its rows.")
        self.faults.append(self.records.fault(line.index, "measure", reason, remedy))

    def _unknown(self, lines: list[Line], attribute: str, what: str, reason: str) -> None:
        """One fault for everything that names the same unknown thing, at its first row."""
        name = {"measure": "title"}.get(attribute, attribute)
        rows = [x.index for x in lines if getattr(x.spot, name) == what]
        more = len(rows) - 1
        remedy = _("Check the spelling.")
        if more:
            remedy += " " + ngettext(
                "The same in %(n)s more row.", "The same in %(n)s more rows.", more
            ) % {"n": f"{more:,}"}
        column = {"code": "organisation"}.get(attribute, attribute)
        told = reason % {"what": shortened(what)}
        self.faults.append(self.records.fault(rows[0], column, told, remedy))

    def _fault_of_file(self, reason: str) -> None:
        self.faults.append(
            Fault(0, "", reason, _("Choose the column that says so, or one for the whole file."))
        )


def usable_definitions(context: RunContext) -> list[Definition]:
    """Definitions that numbers may be brought in for, at the place of the run."""
    known = queries.definitions_known_to(context.actor).order_by("title", "pk")
    place = context.place.organisation_id
    if policies.is_steward(context.actor, None):
        return list(known)
    return [d for d in known if d.organisation_id in {None, place}]


def _by_title(lines: list[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.spot.title].append(line)
    return found


def _destination(
    spot: Spot,
    definition: Definition,
    organisations: "dict[str, Organisation | None]",
    teams: dict[tuple[str, str], UUID | None],
) -> Destination | None:
    """Where the numbers of a spot go; None where its place has a fault of its own."""
    team = (spot.code, spot.team.casefold())
    if spot.code not in organisations or team not in teams:
        return None
    organisation = organisations[spot.code]
    return Destination(
        definition_id=None if definition._state.adding else definition.pk,
        organisation_id=organisation.pk if organisation else None,
        code=spot.code,
        team_id=teams[team],
        label=organisation.name if organisation else spot.code,
        title=definition.title,
    )


def _measures_at(placed: dict[Destination, list[Line]]) -> dict[Destination, Measure]:
    """The measures that exist already, by destination."""
    by_key = {(d.definition_id, d.organisation_id, d.team_id): d for d in placed}
    definitions = {d.definition_id for d in placed if d.definition_id}
    rows = Measure.objects.filter(definition_id__in=definitions).select_related(
        "definition", "organisation", "team"
    )
    found = {}
    for measure in rows:
        key = (measure.definition_id, measure.organisation_id, measure.team_id)
        if key in by_key:
            found[by_key[key]] = measure
    return found


def _held(ids: list[UUID]) -> dict[UUID, dict[dt.date, tuple[float, float | None, int]]]:
    """Every number of these measures: its value, n and version, by day."""
    found: dict[UUID, dict[dt.date, tuple[float, float | None, int]]] = defaultdict(dict)
    for start in range(0, len(ids), 500):
        rows = Observation.objects.filter(measure_id__in=ids[start : start + 500])
        for measure, on, value, n, version in rows.values_list(
            "measure_id", "on", "value", "n", "version"
        ).iterator(chunk_size=5_000):
            found[measure][on] = (value, n, version)
    return found
