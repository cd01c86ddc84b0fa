"""Which protected values a choice exposes, and by which published numbers.

Cheap ways first: witnesses that are known, a linear programme over the answers near a value,
one over all that hangs together with it. Its ends are mostly tables of whole numbers, which
are witnesses; integer programmes are for where they are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from groundswell.science.disclosure.bounds import (
    Pinned,
    Programme,
    View,
    most_width,
    pinned,
    reaching,
    tables,
)
from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.cover import Conflict, Menu
from groundswell.science.disclosure.layout import Floats
from groundswell.science.disclosure.moving import Doubt, moved_together
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.rows import KNOWN
from groundswell.science.disclosure.system import System
from groundswell.science.disclosure.targets import Target, Wanted
from groundswell.science.disclosure.witnesses import Witness, spans, stacked

SMALL = 1_500
"""Most unknowns of a system that is searched as a whole for whole numbers (unknowns)."""

NEAREST = 60
"""Nodes around a target in which a witness is sought first (nodes)."""

FEW = 10
"""Values in doubt that are looked at one by one without further ado (values)."""

FEW_NODES = 100
"""Nodes of an integer programme that only asks which of several numbers matters (nodes)."""

MOST_UNPROVED = 3
"""Values pinned by whole numbers alone of which it is found out which numbers do so (values)."""

WIDTH_SLACK = 1e-6
"""By how much a width may miss its range through the machine's rounding (people, points)."""


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
class Exposing:
    """What is to be protected, and how it stands under a choice of numbers shown.

    Attributes
    ----------
    system, menu, wanted : System, Menu, Wanted
    targets : dict of Target to (positions, weights)
    witnesses : list of Witness
        Those that agreed with what was shown when they were found.
    beyond_help : dict of Target to float
    weighed : set of Target
        Those of which it is known what public facts and earlier releases leave of them.
    n_unproved : int
        How often whole numbers alone pinned a value.
    """

    system: System
    menu: Menu
    wanted: Wanted
    targets: dict[Target, tuple[Codes, Floats]] = field(default_factory=dict)
    witnesses: list[Witness] = field(default_factory=list)
    beyond_help: dict[Target, float] = field(default_factory=dict)
    weighed: set[Target] = field(default_factory=set)
    n_unproved: int = 0

    def add(self, targets: list[Target]) -> None:
        """Protect these as well."""
        for one in targets:
            members = np.array(one.members, dtype=np.intp)
            self.targets[one] = self.system.layout.vector(members, one.measure)

    def exposed(self, view: View, targets: list[Target]) -> dict[Target, Exposure]:
        """Targets which the shown questions leave less than their range, and why.

        Up to the first that only whole numbers pin: it takes long to find out by what, and what
        is hidden for its sake mostly helps the others too.
        """
        fresh: list[Witness] = []
        found = {}
        for target in self._in_doubt(view, fresh, targets):
            exposure = self._exposure(view, fresh, target)
            if exposure:
                found[target] = exposure
                if not exposure.is_proved:
                    break
        return found

    def _in_doubt(self, view: View, fresh: list[Witness], targets: list[Target]) -> list[Target]:
        """Targets which neither the witnesses known nor a few movements leave their range."""
        doubt = self._doubt(view, targets)
        if doubt.open.size > FEW:
            found = list(moved_together(view, doubt))
            fresh += found
            self.witnesses += found
        return [targets[at] for at in doubt.open]

    def _narrow(self, view: View, targets: list[Target]) -> set[Target]:
        """Targets which the witnesses known do not leave their range."""
        return {targets[at] for at in self._doubt(view, targets).open}

    def _doubt(self, view: View, targets: list[Target]) -> Doubt:
        tables = self.tables()
        tables = tables[:, np.flatnonzero(view.upheld(tables))]
        objectives = self.objectives(targets)
        needed = np.array([self.needed(one) for one in targets])
        return Doubt(objectives, *spans(objectives, tables), needed)

    def tables(self) -> sparse.csc_array:
        """The witnesses side by side."""
        return stacked(self.witnesses, self.system.layout.size)

    def objectives(self, targets: list[Target]) -> sparse.csr_array:
        """The values as weights of the unknowns, a row each."""
        parts = [self.targets[one] for one in targets]
        ends = np.cumsum([0, *(at.size for at, _ in parts)])
        none = [np.zeros(0, dtype=np.intp)]
        at = np.concatenate([at for at, _ in parts] or none)
        weights = np.concatenate([weights for _, weights in parts] or none).astype(float)
        return sparse.csr_array((weights, at, ends), shape=(len(parts), self.system.layout.size))

    def _exposure(self, view: View, fresh: list[Witness], target: Target) -> Exposure | None:
        """The conflict that exposes a target, if hiding anything can help at all."""
        needed = self.needed(target)
        found = self._sought(view, fresh, target)
        if found and self._is_anything_given and target not in self.weighed:
            self.weighed.add(target)
            self._sought(self._given, [], target)
        while self.needed(target) < needed:  # what is left of it must be left by all that is shown
            needed = self.needed(target)
            found = self._sought(view, fresh, target)
        return found

    @cached_property
    def _is_anything_given(self) -> bool:
        """Whether public facts, earlier releases or the domains leave less than everything."""
        facts = (self.system.owner == KNOWN) & ((self.system.low != 0) | (self.system.high != 0))
        return bool(self.menu.must_show.any() or facts.any() or not self.system.upper.all())

    @cached_property
    def _given(self) -> View:
        """What stands whatever is chosen: public facts and earlier releases."""
        return View(self.system, self.menu.must_show)

    def _sought(self, view: View, fresh: list[Witness], target: Target) -> Exposure | None:
        """The conflict that exposes a target, if it is exposed; else witnesses are kept."""
        if self._wide(fresh, target):
            return None
        at, _ = self.targets[target]
        near_by, all_ = view.nodes_of(at, NEAREST), view.nodes_of(at)
        for nodes in (self._answers_alone(near_by, target), all_):
            if self._leaves_room(view, fresh, target, view.programme(nodes)):
                return None
        for programme in view.alone(at):
            if found := self._pinned(view, fresh, target, programme):
                return found
        near = view.surroundings(all_)
        if found := self._pinned(view, fresh, target, near):
            return found
        return None if self._wide(fresh, target) else self._thorough(view, fresh, target, near)

    def _answers_alone(self, nodes: Flags, target: Target) -> Flags:
        """Of these what may move while head counts stay, where a target is one of answers."""
        found = nodes.copy()
        if target.measure.item:
            found[: self.wanted.classes.counts.size] = False
        return found

    def _leaves_room(
        self, view: View, fresh: list[Witness], target: Target, programme: Programme
    ) -> bool:
        """Whether a few unknowns leave a target its range while all else stands as it is."""
        found = self._bounds(view, fresh, target, programme)
        if found.width < self.needed(target):
            return False
        return self._wide(fresh, target) or self._witnessed(view, fresh, target, programme)

    def _thorough(
        self, view: View, fresh: list[Witness], target: Target, near: Programme
    ) -> Exposure | None:
        """The same where neither a single population nor a near witness has settled it."""
        if self._witnessed(view, fresh, target, near):
            return None
        if self._is_small:
            if found := self._pinned(view, fresh, target, view.everything()):
                return found
            if self._witnessed(view, fresh, target, view.everything()):
                return None
        return self._whole_conflict(view, target, near)

    def _bounds(
        self, view: View, fresh: list[Witness], target: Target, programme: Programme
    ) -> Pinned:
        """What a linear programme says of a target; tables that it finds are kept."""
        found = pinned(view, programme, self._objective(target))
        fresh += found.tables
        self.witnesses += found.tables
        return found

    def _pinned(
        self, view: View, fresh: list[Witness], target: Target, programme: Programme
    ) -> Exposure | None:
        """The conflict of a linear programme, if it leaves a target less than its range."""
        found = self._bounds(view, fresh, target, programme)
        if found.width >= self.needed(target):
            return None
        return self._conflict(target, found.owners, found.width)

    @property
    def is_tired(self) -> bool:
        """Whether whole numbers have pinned so much that looking for the fewest takes too long."""
        return self.n_unproved > MOST_UNPROVED

    @property
    def _is_small(self) -> bool:
        return self.system.layout.size <= SMALL

    def needed(self, target: Target) -> float:
        """Width that a value must be left, less what rounding may take."""
        return self.beyond_help.get(target, target.width) - WIDTH_SLACK

    def _wide(self, witnesses: Sequence[Witness], target: Target) -> bool:
        return self._spread(witnesses, target) >= self.needed(target)

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
        for programme in (near, view.everything()) if self._is_small else (near,):
            free = self._choosable(programme)
            if free.size:
                break
            width = most_width(programme, self._objective(target))
            if width < self.needed(target):
                self.beyond_help[target] = width
                return None
        else:
            return None
        self.n_unproved += 1
        if not self._is_small or self.is_tired:
            return self._unproved(free)
        shown = view.shown.copy()
        for question in sorted(free, key=lambda one: -self.menu.cost[one]):
            shown[question] = False
            shown[question] = self._would_be_wide(View(self.system, shown), target)
        needed = free[shown[free]]
        return self._unproved(needed if needed.size else free)

    def _choosable(self, programme: Programme) -> Codes:
        """Questions whose answers a programme holds and that could be withheld."""
        touching = sorted(self.system.said_by(programme.rows))
        return np.array([one for one in touching if not self.menu.must_show[one]], dtype=np.intp)

    def _would_be_wide(self, view: View, target: Target) -> bool:
        """Whether witnesses are found that leave a target its range."""
        if not self._narrow(view, [target]):
            return True
        near = view.surroundings(view.nodes_of(self.targets[target][0]))
        self._bounds(view, [], target, near)
        if not self._narrow(view, [target]):
            return True
        return self._is_reached(view, near, target)

    def _is_reached(self, view: View, programme: Programme, target: Target) -> bool:
        """Whether tables are found that leave a target its range, from the ends that are known."""
        objective = self._objective(target)
        for sign in (1.0, -1.0):
            doubt = self._doubt(view, [target])
            known = float(doubt.low[0]) if sign > 0 else float(doubt.high[0])
            step = self.needed(target) - abs(known)
            found = reaching(view, programme, objective, sign * np.ceil(step), FEW_NODES)
            self.witnesses += found
            if found:
                return True
        return False

    @staticmethod
    def _unproved(questions: Codes) -> Exposure:
        """An exposure for want of witnesses."""
        return Exposure(frozenset(questions.tolist()), is_proved=False)
