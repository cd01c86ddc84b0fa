"""Which row speaks of whom: by staff number first, then by e-mail address."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from .rows import Faults, Row, number_key
from .world import Known, Post, World


@dataclass(slots=True)
class Match:
    """A row and the person it speaks of; `post` is None for somebody who joins."""

    row: Row
    person: Known
    post: Post | None
    is_new: bool = False  # nobody knew them before


@dataclass(slots=True)
class Matches:
    """All rows that could be matched, and ways to find them."""

    found: list[Match] = field(default_factory=list)
    left_out: list[tuple[Row, str]] = field(default_factory=list)  # and why
    by_number: dict[str, Match] = field(default_factory=dict)
    by_email: dict[str, Match] = field(default_factory=dict)
    of_person: dict[UUID, Match] = field(default_factory=dict)


def match_rows(
    rows: list[Row], world: World, faults: Faults, *, without_email_left_out: bool
) -> Matches:
    """Tie every row to a person, known or to be added; two rows of one person are a fault."""
    by_number = {number_key(p.staff_number): p for p in world.posts if p.staff_number}
    matches = Matches()
    for row in rows:
        post = by_number.get(number_key(row.staff_number)) if row.staff_number else None
        is_without = not row.email and not faults.has(row.index, "email")
        if is_without and post is None and without_email_left_out:
            matches.left_out.append((row, _("no e-mail address")))
            continue
        match = _matched(row, post, world, faults)
        if match and not _is_second(match, matches, faults):
            _remember(match, matches)
    return matches


def _matched(row: Row, post: Post | None, world: World, faults: Faults) -> Match | None:
    owner = world.by_email.get(row.email) if row.email else None
    if post is not None:
        holder = world.people[post.person_id]
        if owner is not None and owner.id != holder.id:
            _two_people(row, holder, owner, faults)
            return None
        return Match(row, holder, post)
    if owner is not None:
        return _by_address(row, owner, world, faults)
    return _newcomer(row, faults)


def _by_address(row: Row, owner: Known, world: World, faults: Faults) -> Match | None:
    if not owner.is_active:
        faults.add(
            row.index,
            "email",
            _("The account of %(name)s has ended.") % {"name": owner.name},
            _("Leave the row out, or ask an administrator of the system."),
        )
        return None
    posts = world.of_person.get(owner.id, [])
    if len(posts) > 1:  # two posts here: the one whose number fits none of the file is the first
        posts = sorted(posts, key=lambda p: p.staff_number is not None)
    return Match(row, owner, posts[0] if posts else None)


def _newcomer(row: Row, faults: Faults) -> Match | None:
    if not row.email and not faults.has(row.index, "email"):
        reason = _("There is no e-mail address, and nobody here has this staff number.")
        remedy = _("Give the address people sign in with, or choose to leave such rows out.")
        faults.add(row.index, "email", reason, remedy)
    if not row.name and not faults.has(row.index, "name"):
        reason = _("There is no name, and nobody here is known by this address or number.")
        faults.add(row.index, "name", reason, _("Give the person’s name."))
    if not (row.email and row.name):
        return None
    return Match(row, Known(uuid4(), row.email, row.name, True), None, is_new=True)


def _two_people(row: Row, holder: Known, owner: Known, faults: Faults) -> None:
    faults.add(
        row.index,
        "email",
        _("The staff number is that of %(holder)s and the address that of %(owner)s.")
        % {"holder": holder.name, "owner": owner.name},
        _("Put the number or the address right, so that both are of one person."),
    )


def _is_second(match: Match, matches: Matches, faults: Faults) -> bool:
    """Whether an earlier row speaks of the same person, number or address; that is a fault."""
    row = match.row
    same_number = matches.by_number.get(number_key(row.staff_number)) if row.staff_number else None
    same_address = matches.by_email.get(row.email) if row.email else None
    earlier = same_number or same_address or matches.of_person.get(match.person.id)
    if earlier is None:
        return False
    number = faults.records.numbers[earlier.row.index]
    reason = _("Row %(row)s is about the same person, or has the same number or address.")
    if same_address and not same_number and same_address.row.name != row.name:
        reason = _("Row %(row)s has the same address under another name.")
    faults.add(
        row.index,
        "staff_number" if same_number else "email",
        reason % {"row": f"{number:,}"},
        _("Keep one row for each person, with their main post."),
    )
    return True


def _remember(match: Match, matches: Matches) -> None:
    matches.found.append(match)
    matches.of_person[match.person.id] = match
    if match.row.staff_number:
        matches.by_number[number_key(match.row.staff_number)] = match
    if match.row.email:
        matches.by_email[match.row.email] = match
