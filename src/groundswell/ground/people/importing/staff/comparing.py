"""What a staff list would do: the plan that is applied, and the same in words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from groundswell.ground.imports.importers import Heap
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web import words

from ...kinds import PayBand
from .matching import Match, Matches
from .rows import Faults, number_key
from .teams import Teams
from .world import Known, Node, Post, World

Line = tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """Everything to be written. A post or person among the changed ones is as it will be."""

    world: World
    new_teams: list[Node] = field(default_factory=list)
    new_people: list[Known] = field(default_factory=list)
    changed_people: list[Known] = field(default_factory=list)
    new_posts: list[Post] = field(default_factory=list)
    changed_posts: list[Post] = field(default_factory=list)
    ending: list[Post] = field(default_factory=list)  # changed too: their last day is known now
    leavers: set[UUID] = field(default_factory=set)  # people of whom no post here stays
    lines: dict[str, list[Line]] = field(default_factory=dict)
    n_unchanged: int = 0

    def tell(self, heap: str, *line: str) -> None:
        self.lines.setdefault(heap, []).append(line)


class Comparison:
    """Goes through the matched rows once and gathers the plan."""

    def __init__(
        self, world: World, matches: Matches, managers: dict[UUID, UUID], faults: Faults
    ) -> None:
        self.world, self.matches, self.managers, self.faults = world, matches, managers, faults
        self.teams = Teams(world.teams)
        self.plan = Plan(world)
        self.ends_are_told = faults.records.has("ends_on")
        self.may_change_shared = False
        self.bands = {code: str(label) for code, label in PayBand.choices}
        self.names = {p.id: p.name for p in world.people.values()}
        self.names |= {m.person.id: m.person.name for m in matches.found if m.is_new}

    def run(self) -> Plan:
        for row, why in self.matches.left_out:
            self.plan.tell("left_out", row.name or "–", row.staff_number or "–", why)
        for match in self.matches.found:
            team_id = self._team(match)
            if match.post is None:
                self._join(match, team_id)
            else:
                self._change(match, match.post, team_id)
        for node in self.teams.new:
            self.plan.tell("teams", self.teams.words(node.id))
        self.plan.new_teams = self.teams.new
        return self.plan

    def _team(self, match: Match) -> UUID | None:
        if not match.row.team:
            return match.post.team_id if match.post else None
        try:
            return self.teams.find(match.row.team)
        except Unusable as unusable:
            remedy = _("Give its directorate and division too, or the name of another team.")
            self.faults.add(match.row.index, "team", str(unusable), remedy)
        return None

    def _join(self, match: Match, team_id: UUID | None) -> None:
        row, person = match.row, match.person
        if row.ends_on and row.ends_on < self.world.today:
            why = _("left on %(day)s") % {"day": words.day(row.ends_on)}
            self.plan.tell("left_out", row.name or person.name, row.staff_number or "–", why)
            return
        post = Post(
            id=uuid4(),
            person_id=person.id,
            team_id=team_id,
            staff_number=row.staff_number or None,
            job_title=row.job_title,
            pay_band=row.pay_band,
            manager_id=self.managers.get(person.id),
            starts_on=row.starts_on or min(self.world.today, row.ends_on or dt.date.max),
            ends_on=row.ends_on,
        )
        self.plan.new_posts.append(post)
        if match.is_new:
            self.plan.new_people.append(person)
        self.plan.tell("added" if match.is_new else "joined", *self._described(person, post))

    def _described(self, person: Known, post: Post) -> Line:
        return (
            person.name,
            person.email,
            post.staff_number or "–",
            post.job_title or "–",
            self.bands.get(post.pay_band, "–"),
            self.teams.words(post.team_id),
            self.names.get(post.manager_id, "–") if post.manager_id else "–",
            words.day(post.starts_on),
        )

    def _change(self, match: Match, post: Post, team_id: UUID | None) -> None:
        wanted = self._wanted(match, post, team_id)
        if wanted.ends_on and wanted.ends_on < wanted.starts_on:
            reason = _("The last day comes before the first, %(day)s.")
            day = {"day": words.day(wanted.starts_on)}
            self.faults.add(match.row.index, "ends_on", reason % day, _("Put the dates right."))
            return
        told = self._tell_person(match)
        if wanted != post:
            self._tell_post(match.person, post, wanted)
            self.plan.changed_posts.append(wanted)
        elif not told:
            self.plan.n_unchanged += 1

    def _wanted(self, match: Match, post: Post, team_id: UUID | None) -> Post:
        """The post as the row wants it; an empty cell leaves what is known."""
        row = match.row
        same_number = post.staff_number and number_key(row.staff_number) == number_key(
            post.staff_number
        )
        return replace(
            post,
            team_id=team_id,
            staff_number=post.staff_number
            if same_number
            else row.staff_number or post.staff_number,
            job_title=row.job_title or post.job_title,
            pay_band=row.pay_band or post.pay_band,
            manager_id=self.managers.get(match.person.id, post.manager_id),
            starts_on=row.starts_on or post.starts_on,
            ends_on=row.ends_on if self.ends_are_told else post.ends_on,
        )

    def _tell_person(self, match: Match) -> bool:
        """Whether the name or the address is told otherwise; whose it is to change decides."""
        row, person = match.row, match.person
        wanted = replace(person, name=row.name or person.name, email=row.email or person.email)
        if wanted == person:
            return False
        is_kept = person.id in self.world.shared and not self.may_change_shared
        heap = "kept" if is_kept else "changed"
        for what, was, becomes in (
            (_("Name"), person.name, wanted.name),
            (_("E-mail"), person.email, wanted.email),
        ):
            if was != becomes:
                self.plan.tell(heap, person.name, person.email, what, was, becomes)
        if not is_kept:
            self.plan.changed_people.append(wanted)
        return True

    def _tell_post(self, person: Known, was: Post, becomes: Post) -> None:
        for what, before, after in self._differences(was, becomes):
            self.plan.tell("changed", person.name, person.email, what, before, after)
        if was.team_id != becomes.team_id:
            before, after = self.teams.words(was.team_id), self.teams.words(becomes.team_id)
            self.plan.tell("moved", person.name, person.email, before, after)
        if was.ends_on != becomes.ends_on:
            self._tell_end(person, was, becomes)

    def _differences(self, was: Post, becomes: Post) -> Iterable[tuple[str, str, str]]:
        pairs = (
            (_("Staff number"), was.staff_number, becomes.staff_number),
            (_("Job title"), was.job_title, becomes.job_title),
            (_("Pay band"), self.bands.get(was.pay_band), self.bands.get(becomes.pay_band)),
            (_("Manager"), self._name(was.manager_id), self._name(becomes.manager_id)),
            (_("First day"), words.day(was.starts_on), words.day(becomes.starts_on)),
        )
        return ((what, a or "–", b or "–") for what, a, b in pairs if a != b)

    def _name(self, person_id: UUID | None) -> str | None:
        return self.names.get(person_id, _("somebody elsewhere")) if person_id else None

    def _tell_end(self, person: Known, was: Post, becomes: Post) -> None:
        if becomes.ends_on is None:
            what, before = _("Last day"), words.day(was.ends_on) if was.ends_on else "–"
            self.plan.tell("changed", person.name, person.email, what, before, "–")
        else:
            self.plan.ending.append(becomes)
            self.plan.tell("ended", person.name, person.email, words.day(becomes.ends_on))


def end_missing(plan: Plan, matches: Matches) -> int:
    """People whom the list does not name have left, today being their last day; how many."""
    world = plan.world
    n_ended = 0
    for person_id, posts in world.of_person.items():
        if person_id in matches.of_person:
            continue
        n_ended += 1
        person = world.people[person_id]
        for post in posts:
            last = max(world.today, post.starts_on)
            if post.ends_on is None or post.ends_on > last:
                ended = replace(post, ends_on=last)
                plan.changed_posts.append(ended)
                plan.ending.append(ended)
                plan.tell("ended", person.name, person.email, words.day(last))
    return n_ended


def find_leavers(plan: Plan) -> None:
    """People of whom no post here goes on: their roles here end with the last one."""
    ending = {post.id for post in plan.ending}
    starting = {post.person_id for post in plan.new_posts}
    for post in plan.ending:
        posts = plan.world.of_person.get(post.person_id, [])
        if post.person_id not in starting and all(p.id in ending or p.ends_on for p in posts):
            plan.leavers.add(post.person_id)


def heaps_of(plan: Plan) -> tuple[Heap, ...]:
    """The plan in words, in the order in which a person wants to read it."""
    person = (_("Name"), _("E-mail"))
    described = (*person, _("Staff number"), _("Job title"), _("Pay band"), _("Team"),
                 _("Manager"), _("First day"))  # fmt: skip
    change = (*person, _("What"), _("Was"), _("Becomes"))
    shapes = (
        ("added", _("People to add"), described, True),
        ("joined", _("People who join and are known already elsewhere"), described, True),
        ("changed", _("Changes to people"), change, True),
        ("moved", _("People who move to another team"), (*person, _("From"), _("To")), True),
        ("ended", _("People who leave"), (*person, _("Last day")), True),
        ("teams", _("Teams to make"), (_("Team"),), True),
        ("roles", _("Roles that end with it"), (*person, _("Role"), _("Where")), True),
        ("kept", _("Kept as it is, for they belong elsewhere too"), change, False),
        ("left_out", _("Rows left out"), (_("Name"), _("Staff number"), _("Why")), False),
    )
    heaps = [
        Heap(code, label, headings, tuple(plan.lines[code]), writes=writes)
        for code, label, headings, writes in shapes
        if plan.lines.get(code)
    ]
    same = Heap(
        "unchanged", _("People for whom nothing changes"),
        n_without_lines=plan.n_unchanged, writes=False,
    )  # fmt: skip
    return (*heaps, same) if plan.n_unchanged else tuple(heaps)
