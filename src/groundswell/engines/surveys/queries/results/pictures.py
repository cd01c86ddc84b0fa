"""The scores as a picture, and the table of its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.ground.releases.queries import Peers
from groundswell.ground.web.charts import (
    Dot,
    DotDrawing,
    KeyEntry,
    dots_key,
    dots_svg,
)

from ...results.scoring import Reading
from ...results.speaking import score_words

TEN = 10.0


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The numbers of the picture: headings, and a row a score."""

    headings: tuple[str | tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def ranked(readings: Sequence[Reading]) -> list[Reading]:
    """The highest first, hidden ones last."""
    return sorted(readings, key=lambda one: (one.score is None, -_value(one), one.name))


def _value(one: Reading) -> float:
    return one.score.value if one.score else 0.0


def dots_of(
    readings: Sequence[Reading], *, before: str, n_peers: Sequence[Peers]
) -> tuple[Markup, Markup, list[KeyEntry]]:
    """Wide and narrow, and the key with only the marks that occur."""
    drawing = drawing_of(readings)
    has_before = any(dot.before is not None for dot in drawing.dots)
    others = peers_words(n_peers) if any(dot.peers is not None for dot in drawing.dots) else ""
    key = dots_key(before=before if has_before else "", peers=others)
    return dots_svg(drawing), dots_svg(drawing, narrow=True), key


def drawing_of(readings: Sequence[Reading]) -> DotDrawing:
    return DotDrawing(
        id="scores",
        title=_("Scores from 0 to 10"),
        description=" ".join(_told(one) for one in ranked(readings)),
        dots=[_dot(one) for one in ranked(readings)],
        least=0.0,
        most=TEN,
    )


def _dot(one: Reading) -> Dot:
    if one.score is None:
        return Dot(_name(one), None, _("Hidden, to protect people"))
    return Dot(
        label=_name(one),
        value=one.score.value,
        words=score_words(one.score.value),
        low=one.score.low,
        high=one.score.high,
        before=one.moved.before.value if one.moved else None,
        peers=one.peers.median if one.peers else None,
    )


def _name(one: Reading) -> str:
    if one.is_better_high:
        return one.name
    return _("%(name)s (lower is better)") % {"name": one.name}


def peers_words(peers: Sequence[Peers]) -> str:
    n = max((one.n for one in peers), default=0)
    return ngettext("%(n)s other organisation", "%(n)s other organisations", n) % {"n": n}


def _told(one: Reading) -> str:
    """One score in a sentence."""
    if one.score is None:
        return _("%(name)s is hidden.") % {"name": one.name}
    parts = [f"{one.name} {score_words(one.score.value)}"]
    if one.moved:
        parts.append(_change_words(one))
    if one.peers:
        parts.append(_("elsewhere %(median)s") % {"median": score_words(one.peers.median)})
    return ", ".join(parts) + "."


def _change_words(one: Reading) -> str:
    assert one.moved
    if not one.moved.is_clear:
        return _("no clear change")
    old = score_words(one.moved.before.value)
    sentence = _("up from %(old)s") if one.moved.change > 0 else _("down from %(old)s")
    return sentence % {"old": old}


def table_of(readings: Sequence[Reading], before: str) -> ScoreTable:
    headings = (
        _("Score"),
        (_("Now"), "r"),
        (_("Margin"), "r"),
        (_("People"), "r"),
        (before or _("Before"), "r"),
        (_("Elsewhere"), "r"),
    )
    return ScoreTable(headings, tuple(_row(one) for one in ranked(readings)))


def _row(one: Reading) -> tuple[str, ...]:
    if one.score is None:
        return (_name(one), *(_("Hidden"),) * 3, "–", "–")
    score = one.score
    margin = "–"
    if score.low is not None and score.high is not None:
        margin = _("%(low)s to %(high)s") % {
            "low": score_words(score.low),
            "high": score_words(score.high),
        }
    return (
        _name(one),
        score_words(score.value),
        margin,
        f"{score.n:,}",
        score_words(one.moved.before.value) if one.moved else "–",
        score_words(one.peers.median) if one.peers else "–",
    )
