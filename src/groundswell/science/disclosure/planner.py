"""The search for suppressions: conflicts are found, met as cheaply as can be, and found anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from groundswell.science.disclosure.bounds import Programme, View, pinned, tables
from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.cover import Conflict, Menu, cheapest, repaired
from groundswell.science.disclosure.differencing import singled_out
from groundswell.science.disclosure.patterns import pattern
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.statistics import Question
from groundswell.science.disclosure.system import Floats, System
from groundswell.science.disclosure.targets import Target, Wanted, protected
from groundswell.science.disclosure.witnesses import Witness, spans, stacked

ROUNDS = 40
"""Most rounds in which the cheapest choice is sought anew (rounds)."""

SMALL = 1_500
"""Most unknowns of a system that is searched as a whole for whole numbers (unknowns)."""

MOST_WITNESSES = 1_000
"""Witnesses after which a search that has not ended is ended by patterns (tables)."""

MOST_TRIALS = 15
"""Most numbers of which it is tried whether they can be shown after all (numbers)."""

NEAREST = 60
"""Nodes around a target in which a witness is sought first (nodes)."""

WIDTH_SLACK = 1e-6
"""By how much a width may miss its range through the machine's rounding (people, points)."""


@dataclass(frozen=True)
class Suppression:
    """What is hidden, and how good the choice is.

    Attributes
    ----------
    hidden : bool array of shape (n_questions,)
    cost, least : float
        Cost of this choice, and a lower bound on that of any.
    beyond_help : dict of Target to float
        Protected values that earlier releases and public facts leave with less than
        their range whatever is hidden now, with the width they leave.
    """

    hidden: Flags
    cost: float
    least: float
    beyond_help: dict[Target, float]


@dataclass(frozen=True)
class Exposure:
    """Why a target is exposed.

    Attributes
    ----------
    questions : frozenset of int
        Shown questions that expose it together; each could be withheld.
    is_proved : bool
        Whether a dual solution proves that they do.
    """

    questions: Conflict
    is_proved: bool


@dataclass
class Search:
    """A search while it runs.

    Attributes
    ----------
    system, menu, wanted : System, Menu, Wanted
    questions : sequence of Question
    targets : dict of Target to (positions, weights)
    conflicts : dict of Conflict to bool
        Conflicts found, and whether a dual solution proves each.
    witnesses : list of Witness
        Those that agreed with what was shown when they were found.
    beyond_help : dict of Target to float
    weighed : set of Target
        Those of which it is known what public facts and earlier releases leave of them.
    touched : bool array of shape (n_nodes,), optional
        Nodes that hang together with new questions. Default: all.
    """

    system: System
    menu: Menu
    wanted: Wanted
    questions: Sequence[Question]
    targets: dict[Target, tuple[Codes, Floats]] = field(default_factory=dict)
    conflicts: dict[Conflict, bool] = field(default_factory=dict)
    witnesses: list[Witness] = field(default_factory=list)
    beyond_help: dict[Target, float] = field(default_factory=dict)
    weighed: set[Target] = field(default_factory=set)
    touched: Flags | None = None

    def add(self, targets: list[Target]) -> None:
        """Protect these as well."""
        for one in targets:
            members = np.array(one.members, dtype=np.intp)
            self.targets[one] = self.system.layout.vector(members, one.measure)

    def add_touched(self, targets: list[Target], new: Flags) -> None:
        """Protect those of the targets that hang together with new questions.

        The others stand as they stood when earlier releases were planned.
        """
        view = View(self.system, new | self.menu.must_show)
        touched = np.unique(self.system.matrix[np.flatnonzero(new[self.system.owner])].indices)
        own = np.unique(self.system.layout.node[touched])
        parts = np.unique(view.parts[own])
        near = np.isin(view.parts, parts[parts >= 0])
        near[own] = True
        self.touched = near
        layout = self.system.layout
        for one in targets:
            at, _ = layout.vector(np.array(one.members, dtype=np.intp), one.measure)
            if near[layout.node[at]].any():
                self.add([one])

    def run(self) -> Suppression:
        """Search until nothing protected is exposed."""
        for _ in range(ROUNDS):
            choice = cheapest(self.menu, list(self.conflicts))
            if not self.clashes(choice.hidden):
                return self._found(choice.hidden)
            if len(self.witnesses) > MOST_WITNESSES:
                break
        return self._found(self._pruned(self._built()))

    def _built(self) -> Flags:
        """Suppressions built up value by value, each by its own pattern."""
        hidden = self.menu.with_children(self.menu.must_hide)
        for target in list(self.targets):
            view = View(self.system, ~hidden)
            width = self.beyond_help.get(target, target.width)
            found = pattern(view, self.menu, self._objective(target), width)
            if found is not None:
                hidden = hidden | found.hidden
                self.witnesses.append(found.table)
        while conflicts := self.clashes(hidden):
            hidden = repaired(self.menu, hidden, conflicts)
        return hidden

    def _found(self, hidden: Flags) -> Suppression:
        proved = [one for one, is_proved in self.conflicts.items() if is_proved]
        least = cheapest(self.menu, proved).least
        cost = float(self.menu.cost[hidden].sum())
        return Suppression(hidden, cost, min(least, cost), dict(self.beyond_help))

    def _pruned(self, hidden: Flags) -> Flags:
        """Show again whatever need not be hidden, the dearest first."""
        upheld = View(self.system, ~hidden).upheld(self._tables())
        self.witnesses = [self.witnesses[at] for at in np.flatnonzero(upheld)]
        spare = np.flatnonzero(hidden & ~self.menu.with_children(self.menu.must_hide))
        dearest = spare[np.argsort(-self.menu.cost[spare], kind="stable")]
        for question in dearest[:MOST_TRIALS]:
            trial = hidden.copy()
            trial[question] = False
            if (self.menu.with_children(trial) == trial).all() and not self._known(trial):
                hidden = hidden if self.clashes(trial) else trial
        return hidden

    def _known(self, hidden: Flags) -> bool:
        return any(not hidden[list(one)].any() for one in self.conflicts)

    def clashes(self, hidden: Flags) -> list[Conflict]:
        """Conflicts that a choice leaves unmet; none means that it is safe."""
        view = View(self.system, ~hidden)
        found = self.exposed(view, list(self.targets))
        while not found:
            new = self._singled_out(view)
            if not new:
                return []
            self.add(new)
            found = self.exposed(view, new)
        conflicts = dict.fromkeys(found.values())
        self.conflicts |= {one.questions: one.is_proved for one in conflicts}
        return [one.questions for one in conflicts]

    def exposed(self, view: View, targets: list[Target]) -> dict[Target, Exposure]:
        """Targets which the shown questions leave less than their range, and why."""
        tables = self._tables()
        tables = tables[:, np.flatnonzero(view.upheld(tables))]
        low, high = spans(self._objectives(targets), tables)
        fresh: list[Witness] = []
        found = {}
        for target, width in zip(targets, high - low, strict=True):
            if width < self._needed(target):
                exposure = self._exposure(view, fresh, target)
                if exposure:
                    found[target] = exposure
        return found

    def _tables(self) -> sparse.csc_array:
        return stacked(self.witnesses, self.system.layout.size)

    def _objectives(self, targets: list[Target]) -> sparse.csr_array:
        parts = [self.targets[one] for one in targets]
        ends = np.cumsum([0, *(at.size for at, _ in parts)])
        none = [np.zeros(0, dtype=np.intp)]
        at = np.concatenate([at for at, _ in parts] or none)
        weights = np.concatenate([weights for _, weights in parts] or none).astype(float)
        return sparse.csr_array((weights, at, ends), shape=(len(parts), self.system.layout.size))

    def _singled_out(self, view: View) -> list[Target]:
        """Protected values of groups that differences of shown populations single out."""
        classes, k = self.wanted.classes, self.wanted.policy.k
        known = [one.members for one in self.targets]
        new: dict[Target, None] = {}
        for item in ("", *classes.items):
            people = classes.counts
            if item:
                people = classes.items[item].tallies[:, classes.items[item].valid].sum(axis=1)
            shown = self._populations(view, item)
            for group in singled_out(shown, people, k, known):
                members = [np.array(group, dtype=np.intp)]
                new |= dict.fromkeys(protected(self.wanted, members, is_asked=False))
        return [one for one in new if one not in self.targets]

    def _populations(self, view: View, item: str) -> set[tuple[int, ...]]:
        """Shown populations: single classes, and what hangs together with new questions."""
        n_classes = self.wanted.classes.counts.size
        touched = np.ones(n_classes, bool) if self.touched is None else self.touched
        near = np.logical_or.reduce(touched.reshape(-1, n_classes))
        of_item = np.array([one.statistic.item == item for one in self.questions], dtype=bool)
        groups = list(self.wanted.classes.members.values())
        return {
            tuple(groups[number].tolist())
            for number in np.unique(self.system.asks_of[view.shown & of_item])
            if groups[number].size == 1 or near[groups[number]].any()
        }

    def _exposure(self, view: View, fresh: list[Witness], target: Target) -> Exposure | None:
        """The conflict that exposes a target, if hiding anything can help at all."""
        found = self._sought(view, fresh, target)
        if found and target not in self.weighed:
            self.weighed.add(target)
            self._sought(self._given, [], target)
            if target in self.beyond_help:
                found = self._sought(view, fresh, target)
        return found

    @cached_property
    def _given(self) -> View:
        """What stands whatever is chosen: public facts and earlier releases."""
        return View(self.system, self.menu.must_show)

    def _sought(self, view: View, fresh: list[Witness], target: Target) -> Exposure | None:
        """The conflict that exposes a target, if it is exposed; else witnesses are kept."""
        if self._wide(fresh, target):
            return None
        at, _ = self.targets[target]
        for programme in view.alone(at):
            if found := self._pinned(view, programme, target):
                return found
        for most in (NEAREST, None):
            nodes = view.nodes_of(at, most)
            if self._witnessed(view, fresh, target, view.programme(nodes)):
                return None
        return self._thorough(view, fresh, target, view.surroundings(nodes))

    def _thorough(
        self, view: View, fresh: list[Witness], target: Target, near: Programme
    ) -> Exposure | None:
        """The same where neither a single population nor a near witness has settled it."""
        for programme in (near, view.everything()) if self._is_small else (near,):
            if found := self._pinned(view, programme, target):
                return found
            if self._witnessed(view, fresh, target, programme):
                return None
        return self._whole_conflict(view, target, near)

    def _pinned(self, view: View, programme: Programme, target: Target) -> Exposure | None:
        """The conflict of a linear programme, if it leaves a target less than its range."""
        found = pinned(view, programme, self._objective(target))
        if found.width >= self._needed(target):
            return None
        return self._conflict(target, found.owners, found.width)

    @property
    def _is_small(self) -> bool:
        return self.system.layout.size <= SMALL

    def _needed(self, target: Target) -> float:
        return self.beyond_help.get(target, target.width) - WIDTH_SLACK

    def _wide(self, witnesses: Sequence[Witness], target: Target) -> bool:
        return self._spread(witnesses, target) >= self._needed(target)

    def _spread(self, witnesses: Sequence[Witness], target: Target) -> float:
        objective = self._objective(target)
        values = [0.0, *(one.value(objective) for one in witnesses)]
        return max(values) - min(values)

    def _objective(self, target: Target) -> Floats:
        full = np.zeros(self.system.layout.size)
        at, weights = self.targets[target]
        full[at] = weights
        return full

    def _witnessed(
        self, view: View, fresh: list[Witness], target: Target, programme: Programme
    ) -> bool:
        found = list(tables(view, programme, self._objective(target)))
        fresh += found
        self.witnesses += found
        return self._wide(fresh, target)

    def _conflict(self, target: Target, owners: frozenset[int], width: float) -> Exposure | None:
        """An exposure by those of the owners that could be withheld; else nothing can help."""
        choosable = frozenset(one for one in owners if not self.menu.must_show[one])
        if choosable:
            return Exposure(choosable, is_proved=True)
        self.beyond_help[target] = max(width, 0.0)
        return None

    def _whole_conflict(self, view: View, target: Target, near: Programme) -> Exposure | None:
        """Where only whole numbers pin a target: published numbers that do so together."""
        free = np.flatnonzero(view.shown & ~self.menu.must_show)
        if not self._is_small:
            touching = np.unique(self.system.owner[near.rows])
            return self._unproved(np.intersect1d(touching, free))
        shown = view.shown.copy()
        for question in sorted(free, key=lambda one: -self.menu.cost[one]):
            shown[question] = False
            shown[question] = self._wide(self._all_tables(shown, target), target)
        needed = free[shown[free]]
        return self._unproved(needed if needed.size else free)

    @staticmethod
    def _unproved(questions: Codes) -> Exposure | None:
        """An exposure for want of witnesses; none where nothing is left that could be hidden."""
        return Exposure(frozenset(questions.tolist()), is_proved=False) if questions.size else None

    def _all_tables(self, shown: Flags, target: Target) -> list[Witness]:
        view = View(self.system, shown)
        return list(tables(view, view.everything(), self._objective(target)))
