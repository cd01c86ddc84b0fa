"""One writer at a time for each measure, and its words in reach."""

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held

from ..models import Measure

LONGEST_TEXT = 2_000  # characters of a note or reason; a chart is no place for an essay


def locked(measure: Measure) -> Measure:
    """The measure as it stands now, held until the transaction ends."""
    related = ("definition", "definition__organisation", "organisation", "team", "data_owner")
    return held(Measure.objects.select_related(*related), measure.pk)


def said(text: str, *, field: str, missing: str, too_long: str) -> str:
    """Words that somebody gave, without blanks around. Raises Unusable where there are none."""
    kept = text.strip()
    if not kept:
        raise Unusable(missing, field=field)
    if len(kept) > LONGEST_TEXT:
        raise Unusable(too_long, field=field)
    return kept
