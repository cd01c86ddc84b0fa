"""What a story is made of. Days count from day zero of its challenge."""

from typing import NamedTuple


class Seat(NamedTuple):
    """Somebody of a team: by name, or anybody of one of the partnership's teams."""

    who: str  # a person's name, or "one of <team>"
    place: str  # the key of who they come from; empty: nobody's employee
    brings: str
    standing: str = "staff"


class Number(NamedTuple):
    """A measure that the team keeps: weekly figures, the last of them of last week."""

    title: str
    number: str
    good: str
    role: str
    unit: str
    counted: str
    weeks: tuple[float, ...]
    target: float | None = None


class Trial(NamedTuple):
    """A test: planned, begun, and, where it is done, what was learned."""

    title: str
    hypothesis: str
    smallest: str
    prediction: str
    owner: int  # whose seat
    planned: int
    starts: int
    ends: int | None = None
    outcome: str = ""
    happened: str = ""
    learned: str = ""
    next_step: str = ""
    reached: int | None = None


class Asked(NamedTuple):
    """An ask to a leader and, where there is one, the answer."""

    day: int
    kind: str
    title: str
    words: str
    to: str
    place: str
    answer_day: int | None = None
    state: str = ""
    answer: str = ""
    limits: str = ""
    holds_up: int | None = None  # which test waits


class Step(NamedTuple):
    """A dated action of the plan, and what became of it."""

    title: str
    owner: int
    made: int
    due: int
    theme: str
    kept: int | None = None
    words: str = ""


class Vow(NamedTuple):
    """What the sponsor promised the team."""

    occasion: str
    title: str
    made: int
    due: int
    kept: int | None = None
    words: str = ""


class Story(NamedTuple):
    title: str
    host: str
    partners: tuple[str, ...]
    day: int  # today
    lead: str
    sponsor: str
    coach: str
    signs: tuple[str, ...]
    note: dict[str, str]
    team: tuple[Seat, ...]  # the first was elected leader
    goal: str
    baseline: float
    target: float
    yes_no: str
    agreed: str
    numbers: tuple[Number, ...]  # the first is the goal's
    ideas: tuple[str, ...]
    tests: tuple[Trial, ...]
    asks: tuple[Asked, ...]
    plan: tuple[Step, ...]
    vows: tuple[Vow, ...]
    agreement: str
    wave: str = "Wave 2"
    known_measure: str = ""  # one that is kept already, in place of the first number
