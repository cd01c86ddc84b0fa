"""The same scale in other organisations: at least three others, each with results that are out."""

from collections.abc import Iterator

from groundswell.ground.releases import queries as released
from groundswell.ground.releases.queries import Numbers

from ..definition import Definition, Unreadable, from_json
from ..kinds import State
from ..models import Survey
from ..tabling import scale_of
from .scoring import is_same, scored
from .source import KIND

MOST = 40
"""Most other organisations that are looked at (organisations)."""


def peers_of(survey: Survey, definition: Definition) -> dict[str, list[float]]:
    """Of each scale how many others there are, their median, and the middle half of them.

    Where there are fewer than three, `releases` gives nothing, and nothing is kept.
    """
    others = list(_others(survey))
    found = {}
    for scale in scored(definition):
        made_of = scale_of(definition, scale)
        same = [numbers for theirs, numbers in others if is_same(scale, made_of, theirs)]
        if peers := released.benchmark(same, made_of):
            found[scale.code] = [peers.n, peers.median, peers.low, peers.high]
    return found


def _others(survey: Survey) -> Iterator[tuple[Definition, Numbers]]:
    """The newest results of each other organisation that told everyone asked."""
    rows = Survey.objects.filter(state=State.REPORTED, is_team_owned=False)
    newest: dict[object, Survey] = {}
    for other in rows.exclude(organisation_id=survey.organisation_id).order_by("-closed_on"):
        newest.setdefault(other.organisation_id, other)
    for other in list(newest.values())[:MOST]:
        release = released.current_release(KIND, other.pk)
        definition = _definition(other)
        if release and definition:
            yield definition, released.numbers(release)


def _definition(survey: Survey) -> Definition | None:
    try:
        return from_json(survey.definition)
    except Unreadable:  # written by an earlier version of ours
        return None
