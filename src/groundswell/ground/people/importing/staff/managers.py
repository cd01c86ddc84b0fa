"""Who manages whom once the list is applied, and circles in it."""

from uuid import UUID

from django.utils.translation import gettext as _

from .matching import Match, Matches
from .rows import Faults, number_key
from .world import World


def find_managers(matches: Matches, world: World, faults: Faults) -> dict[UUID, UUID]:
    """Each person's manager where the list names one: person to manager. Circles are faults."""
    numbers = {number_key(p.staff_number): p.person_id for p in world.posts if p.staff_number}
    numbers |= {number: match.person.id for number, match in matches.by_number.items()}
    named: dict[UUID, UUID] = {}
    for match in matches.found:
        if match.row.manager:
            manager = _manager(match, matches, world, numbers)
            if manager is None or manager == match.person.id:
                _not_a_manager(match, faults, is_self=manager is not None)
            else:
                named[match.person.id] = manager
    _check_circles(named, matches, world, faults)
    return named


def _manager(match: Match, matches: Matches, world: World, numbers: dict[str, UUID]) -> UUID | None:
    """By address or staff number: somebody in the list, or somebody who is here already."""
    text = match.row.manager
    if "@" not in text:
        return numbers.get(number_key(text))
    address = text.casefold()
    if address in matches.by_email:
        return matches.by_email[address].person.id
    known = world.by_email.get(address)
    return known.id if known and known.id in world.of_person else None


def _not_a_manager(match: Match, faults: Faults, *, is_self: bool) -> None:
    values = {"text": match.row.manager}
    reason = (
        _("This makes the person their own manager.")
        if is_self
        else _("Nobody in the list or here has the address or staff number “%(text)s”.") % values
    )
    remedy = _("Give the manager’s e-mail address or staff number, or leave the cell empty.")
    faults.add(match.row.index, "manager", reason, remedy)


def _check_circles(named: dict[UUID, UUID], matches: Matches, world: World, faults: Faults) -> None:
    above = {p.person_id: p.manager_id for p in reversed(world.posts) if p.manager_id} | named
    settled: set[UUID] = set()
    for start in named:
        trail: dict[UUID, None] = {}
        step: UUID | None = start
        while step is not None and step not in settled and step not in trail:
            trail[step] = None
            step = above.get(step)
        if step in trail:
            _tell_circle(list(trail)[list(trail).index(step) :], matches, faults)
        settled.update(trail)


def _tell_circle(circle: list[UUID], matches: Matches, faults: Faults) -> None:
    in_list = [matches.of_person[person] for person in circle if person in matches.of_person]
    names = ", ".join(match.person.name for match in in_list[:4])
    for match in in_list:
        faults.add(
            match.row.index,
            "manager",
            _("The managers go round in a circle: %(names)s.") % {"names": names},
            _("Give one of them a manager outside the circle, or none."),
        )
