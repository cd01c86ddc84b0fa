"""What the numbers say, in sentences, and what they can't. Pure: readings in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.web import words

from .scoring import Reading

_MOST_NAMED = 2
_LESS_THAN_ALL = 10.0
"""How far below everybody's response rate a group's is worth telling (points)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: what it says first, and what more there is to it."""

    first: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """How many answered of those asked in one group; both are shown."""

    label: str
    people: int
    asked: int

    @property
    def rate(self) -> float:
        return 100 * self.people / self.asked


def score_words(value: float) -> str:
    return words.number(value, places=1)


def headline(readings: Sequence[Reading]) -> str:
    """What stands out among the scores, where something does."""
    shown = [one for one in readings if one.score and one.is_better_high]
    if not shown:
        return _("The scores are hidden, to protect people")
    if len(shown) == 1:
        return f"{shown[0].name}: {_value(shown[0])}"
    high, low = _ends(shown, 1), _ends(shown, -1)
    if not high and not low:
        return _("No score stands out from the others")
    return " ".join(part for part in (_highest(high), _lowest(low)) if part)


def _ends(shown: Sequence[Reading], sign: int) -> list[Reading]:
    """The one or two at an end that stand clear of all others; none where they can't be told apart.

    Clear of another is a score whose margin ends before the other's begins.
    """
    ranked = sorted(shown, key=lambda one: sign * _number(one), reverse=True)
    for many in range(1, min(_MOST_NAMED, len(ranked) - 1) + 1):
        if all(_clear(ranked[many - 1], other, sign) for other in ranked[many:]):
            return ranked[:many]
    return []


def _clear(one: Reading, other: Reading, sign: int) -> bool:
    assert one.score and other.score
    if None in (one.score.low, one.score.high, other.score.low, other.score.high):
        return False
    near = one.score.low if sign > 0 else one.score.high
    far = other.score.high if sign > 0 else other.score.low
    assert near is not None and far is not None
    return sign * (near - far) > 0


def _number(one: Reading) -> float:
    assert one.score
    return one.score.value


def _value(one: Reading) -> str:
    return score_words(_number(one))


def _highest(found: Sequence[Reading]) -> str:
    if not found:
        return ""
    names = words.listed([one.name for one in found])
    return ngettext("%(names)s is highest.", "%(names)s are highest.", len(found)) % {
        "names": names
    }


def _lowest(found: Sequence[Reading]) -> str:
    if not found:
        return ""
    told = {"names": words.listed([one.name for one in found])}
    if len(found) == 1 and _below_peers(found[0]):
        return _("%(names)s is lowest, and lower than elsewhere.") % told
    return ngettext("%(names)s is lowest.", "%(names)s are lowest.", len(found)) % told


def _below_peers(one: Reading) -> bool:
    high = one.score.high if one.score else None
    return one.peers is not None and high is not None and high < one.peers.low


def statements(
    readings: Sequence[Reading], responses: Sequence[Response], *, by: str, has_before: bool
) -> tuple[Said, ...]:
    """What can be said of change, of groups and of who answered; then what can't."""
    return (
        *_changes(readings, has_before=has_before),
        *_groups(readings, by),
        *_answered(responses),
        *_limits(readings),
    )


def _changes(readings: Sequence[Reading], *, has_before: bool) -> list[Said]:
    moved = [(one, one.moved) for one in readings if one.moved]
    found = [
        Said(
            _went(one.name, change.change),
            _("From %(old)s to %(new)s. That is more than chance between two rounds.")
            % {"old": score_words(change.before.value), "new": score_words(change.now.value)},
        )
        for one, change in moved
        if change.is_clear
    ]
    steady = [one.name for one, change in moved if not change.is_clear]
    if steady:
        told = {"names": words.listed(steady)}
        first = _("%(names)s did not clearly change.") % told
        found.append(Said(first, _("Then and now are too close to tell apart.")))
    if has_before and not moved:
        found.append(
            Said(
                _("Nothing can be compared with the round before."),
                _("Other questions were asked."),
            )
        )
    return found


def _went(name: str, change: float) -> str:
    sentence = _("%(name)s went up.") if change > 0 else _("%(name)s went down.")
    return sentence % {"name": name}


def _groups(readings: Sequence[Reading], by: str) -> list[Said]:
    """Where groups differ by more than chance, and where they can't be told apart."""
    several = [one for one in readings if sum(g is not None for g in one.groups.values()) > 1]
    same = [one.name for one in several if not _differing(one)]
    found = [Said(_apart(one, by), _differ_more(one)) for one in several if _differing(one)]
    if same:
        told = {"by": by, "names": words.listed(same)}
        found.append(
            Said(
                _("No detectable difference between %(by)s: %(names)s.") % told,
                _("What looks like one is no more than chance would bring."),
            )
        )
    return found


def _differing(one: Reading) -> list[int]:
    return [group.differs for group in one.groups.values() if group and group.differs]


def _apart(one: Reading, by: str) -> str:
    return _("%(name)s differs between %(by)s.") % {"name": one.name, "by": by}


def _differ_more(one: Reading) -> str:
    marks = _differing(one)
    told = {"above": marks.count(1), "below": marks.count(-1)}
    return _("%(above)s clearly above the whole, %(below)s clearly below.") % told


def _answered(responses: Sequence[Response]) -> list[Said]:
    """Who answered least, where that is far below the whole. The first response is everybody's."""
    if not responses:
        return []
    whole, *groups = responses
    found = []
    if groups:
        least = min(groups, key=lambda one: one.rate)
        if least.rate <= whole.rate - _LESS_THAN_ALL:
            told = {"name": least.label, "people": least.people, "asked": least.asked}
            first = _("%(name)s answered least, %(people)s of %(asked)s.") % told
            found.append(Said(first, _("Read their row with care, and go and ask them.")))
    missing = whole.asked - whole.people
    if missing > 0:
        told = {"n": f"{missing:,}", "asked": f"{whole.asked:,}"}
        first = _("%(n)s of %(asked)s did not answer.") % told
        found.append(Said(first, _("What they think is not known.")))
    return found


def _limits(readings: Sequence[Reading]) -> list[Said]:
    found = [
        Said(
            _("Numbers don’t say why."),
            _("Nor which of these scores brings about another: ask people that."),
        )
    ]
    if any(one.groups for one in readings):
        found.append(
            Said(
                "",
                _(
                    "Small groups are drawn a little towards the mean of all, so that nobody tops"
                    " or tails the table by luck. Margins are cautious: they can be too wide, never"
                    " too narrow."
                ),
            )
        )
    return found
