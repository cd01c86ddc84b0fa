"""The search for suppressions: conflicts are found, met as cheaply as can be, and found anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from groundswell.science.disclosure.bounds import View
from groundswell.science.disclosure.classes import Flags
from groundswell.science.disclosure.cover import Conflict, cheapest, repaired
from groundswell.science.disclosure.differencing import singled_out
from groundswell.science.disclosure.exposing import Exposing, Exposure
from groundswell.science.disclosure.lifting import Lifting
from groundswell.science.disclosure.parts import (
    Cut,
    classes_of_part,
    cut_of,
    enough,
    menu_of_part,
    system_of_part,
)
from groundswell.science.disclosure.patterns import pattern
from groundswell.science.disclosure.records import Codes
from groundswell.science.disclosure.statistics import Question
from groundswell.science.disclosure.targets import Target, protected
from groundswell.science.disclosure.witnesses import Witness

EVEN = 1e-6
"""Two costs that differ by less are the same (square roots of people)."""

ROUNDS = 40
"""Most rounds in which the cheapest choice is sought anew (rounds)."""

MOST_WITNESSES = 400
"""Witnesses after which a search that has not ended is ended by patterns (tables)."""

MOST_TRIALS = 15
"""Most numbers of which it is tried whether they can be shown after all (numbers)."""


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


@dataclass
class Search(Exposing):
    """A search while it runs.

    Attributes
    ----------
    questions : sequence of Question
    conflicts : dict of Conflict to bool
        Conflicts found, and whether a dual solution proves each.
    parts : list of Part
        The same search for head counts alone and for each item alone: asked first.
    """

    questions: Sequence[Question] = ()
    conflicts: dict[Conflict, bool] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def take_apart(self) -> None:
        """Ask head counts and items alone first, where there are several items."""
        items = list(self.wanted.classes.items)
        if len(items) > 1:
            items_of = [one.statistic.item for one in self.questions]
            self.parts = [self._part(cut_of(self.system, items_of, one)) for one in ("", *items)]

    def _part(self, cut: Cut) -> "Part":
        own = [self.questions[number] for number in cut.questions]
        wanted = self.wanted
        statistics = tuple(one for one in wanted.statistics if one.item in {"", cut.item})
        search = Search(
            system=system_of_part(self.system, cut),
            menu=menu_of_part(self.menu, cut),
            wanted=replace(
                wanted,
                classes=classes_of_part(wanted.classes, cut.item),
                statistics=statistics,
            ),
            questions=own,
        )
        search.add([one for one in self.targets if one.measure.item in {"", cut.item}])
        return Part(cut, search)

    def run(self) -> Suppression:
        """Search until nothing protected is exposed.

        What the parts come to is safe part by part alone: it is no choice to come back to
        before all of it was looked at together.
        """
        offered, is_exact = self._by_parts_alone() if self.parts else (None, True)
        best: Flags | None = None
        for _ in range(ROUNDS):
            choice = cheapest(self.menu, list(self.conflicts))
            hidden, ready = choice.hidden, best if offered is None else offered
            if ready is not None and (not is_exact or self._cost(ready) <= choice.cost + EVEN):
                hidden = ready
            new = self.clashes(hidden)
            if not new:
                return self._found(hidden)
            if hidden is offered:
                offered = None
            best = self._dug(hidden, new, best)
            if self.is_tired or self._n_witnesses > MOST_WITNESSES * (1 + len(self.parts)):
                break
        return self._found(self._pruned(self._least_of(best)))

    def _cost(self, hidden: Flags) -> float:
        return float(self.menu.cost[hidden].sum())

    @property
    def _n_witnesses(self) -> int:
        return len(self.witnesses) + sum(len(one.search.witnesses) for one in self.parts)

    def _dug(self, hidden: Flags, new: list[Conflict], best: Flags | None) -> Flags:
        """The cheaper of the best so far and what meets conflict after conflict at once."""
        while new:
            hidden = repaired(self.menu, hidden, new)
            new = self.clashes(hidden)
        return hidden if best is None or self._cost(hidden) < self._cost(best) else best

    def _least_of(self, best: Flags | None) -> Flags:
        """The cheaper of the best so far and what is built of patterns; that of parts as it is."""
        if best is not None and self.parts:
            return best
        built = self._built()
        return built if best is None or self._cost(built) < self._cost(best) else best

    def _by_parts_alone(self) -> tuple[Flags, bool]:
        """What the parts come to, one after the other, and whether none had to be cut short.

        Each takes over which head counts are hidden, so that all of them hide the same ones.
        """
        hidden = self.menu.must_hide
        is_exact = True
        for part in self.parts:
            own, search = part.cut.questions, part.search
            search.menu = replace(
                search.menu,
                must_hide=search.menu.must_hide | (hidden[own] & ~search.menu.must_show),
            )
            if part.cut.item:
                search.witnesses += part.followed(hidden, self.parts[0].search.witnesses)
            found = search.run()
            is_exact &= found.cost <= found.least + EVEN
            hidden = hidden.copy()
            hidden[own] |= found.hidden
            self._take_over(part)
        return self.menu.with_children(hidden), is_exact

    def _take_over(self, part: "Part") -> None:
        """What a part has found; a width that is given away in a part is so in the whole."""
        self.add([one for one in part.search.targets if one not in self.targets])
        for target, width in part.search.beyond_help.items():
            self.beyond_help[target] = min(width, self.beyond_help.get(target, width))
        self.conflicts |= {
            part.cut.conflict(one): is_proved for one, is_proved in part.search.conflicts.items()
        }

    def _by_parts(self, hidden: Flags) -> list[Conflict]:
        """Conflicts that parts find by themselves; without any, their witnesses are kept."""
        found = []
        for part in self.parts:
            new = part.search.clashes(hidden[part.cut.questions])
            self._take_over(part)
            found += [part.cut.conflict(one) for one in new]
        if not found:
            lifting = self._lifting(hidden)
            self.witnesses += [w for part in self.parts for w in part.enough(hidden, lifting)]
        return list(dict.fromkeys(found))

    def _lifting(self, hidden: Flags) -> Lifting:
        layout = self.system.layout
        views = {part.cut.item: part.view(hidden) for part in self.parts if part.cut.item}
        return Lifting(layout.begins, views, layout.size)

    def _built(self) -> Flags:
        """Suppressions built up value by value, each by its own pattern.

        A value that tables known by then leave its range needs none; whether it is safe is
        looked at in the end.
        """
        hidden = self.menu.with_children(self.menu.must_hide)
        targets = list(self.targets)
        view = View(self.system, ~hidden)
        open_ = self._narrow(view, targets)
        for target in targets:
            if target not in open_:
                continue
            width = self.beyond_help.get(target, target.width)
            found = pattern(view, self.menu, self._objective(target), width)
            if found is not None:
                hidden = hidden | found.hidden
                self.witnesses.append(found.table)
                view = View(self.system, ~hidden)
                open_ = self._narrow(view, targets)
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
        upheld = View(self.system, ~hidden).upheld(self.tables())
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
        if found_by_parts := self._by_parts(hidden):
            return found_by_parts
        view = View(self.system, ~hidden)
        found = self.exposed(view, list(self.targets))
        while not found:
            new = self._singled_out(view)
            if not new:
                return []
            self.add(new)
            found = self.exposed(view, new)
        conflicts = dict.fromkeys(found.values())
        if self.is_tired and not all(one.is_proved for one in conflicts):
            conflicts = dict.fromkeys(self._a_group_whole(view, conflicts))
        self.conflicts |= {one.questions: one.is_proved for one in conflicts}
        return [one.questions for one in conflicts]

    def _a_group_whole(self, view: View, found: Iterable[Exposure]) -> Iterator[Exposure]:
        """All that is shown of the group whose numbers cost the least, of those in a conflict."""
        system, may_go = self.system, view.shown & ~self.menu.must_show
        numbers = sorted(frozenset().union(*(one.questions for one in found)))
        groups = np.unique(system.asks_of[numbers])
        own = [np.flatnonzero(may_go & (system.asks_of == group)) for group in groups]
        for question in min(own, key=lambda one: float(self.menu.cost[one].sum())).tolist():
            yield Exposure(frozenset({question}), is_proved=False)

    def _singled_out(self, view: View) -> list[Target]:
        """Protected values of groups that differences of shown populations single out."""
        classes, k = self.wanted.classes, self.wanted.policy.k
        known = [one.members for one in self.targets]
        new: dict[Target, None] = {}
        asked: dict[tuple[frozenset[tuple[int, ...]], bytes], Codes] = {}
        for item in ("", *classes.items):
            people = classes.counts
            if item:
                people = classes.items[item].tallies[:, classes.items[item].valid].sum(axis=1)
            asked.setdefault((self._populations(view, item), people.tobytes()), people)
        for (shown, _), people in asked.items():
            for group in singled_out(shown, people, k, known):
                members = [np.array(group, dtype=np.intp)]
                new |= dict.fromkeys(protected(self.wanted, members, is_asked=False))
        return [one for one in new if one not in self.targets]

    def _populations(self, view: View, item: str) -> frozenset[tuple[int, ...]]:
        """Shown populations, as the classes they consist of."""
        of_item = np.array([one.statistic.item == item for one in self.questions], dtype=bool)
        groups = list(self.wanted.classes.members.values())
        shown = np.unique(self.system.asks_of[view.shown & of_item])
        return frozenset(tuple(groups[number].tolist()) for number in shown)


@dataclass
class Part:
    """One item with the head counts, or the head counts alone, as a search of its own."""

    cut: Cut
    search: Search

    def followed(self, hidden: Flags, heads: Sequence[Witness]) -> list[Witness]:
        """Tables of the head counts alone, with people who take their answers along."""
        layout = self.search.system.layout
        lifting = Lifting(layout.begins, {self.cut.item: self.view(hidden)}, layout.size)
        return [moved for one in heads for moved in lifting.lifted(one)]

    def view(self, hidden: Flags) -> View:
        """The part as it stands under a choice of the whole."""
        return View(self.search.system, ~hidden[self.cut.questions])

    def enough(self, hidden: Flags, lifting: Lifting) -> list[Witness]:
        """Tables of the whole that leave the part's values their ranges, as far as there are."""
        search = self.search
        upheld = np.flatnonzero(self.view(hidden).upheld(search.tables()))
        n_heads = search.wanted.classes.counts.size
        still = np.array([(search.witnesses[at].at >= n_heads).all() for at in upheld], dtype=bool)
        targets = list(search.targets)
        needed = np.array([search.needed(one) for one in targets])
        kept = enough(search.objectives(targets), search.tables()[:, upheld], needed, still)
        found: list[Witness] = []
        for at in kept:
            one = self.cut.whole(search.witnesses[upheld[at]])
            found += [one] if still[at] else lifting.lifted(one, self.cut.item)
        return found
