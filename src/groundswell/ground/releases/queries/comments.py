"""Comments as they are shown: mixed, of everybody only, beside no number but their own."""

from dataclasses import dataclass

from ..comments import mixed
from ..kinds import sources
from ..models import Release


@dataclass(frozen=True, slots=True)
class ShownText:
    """One comment; `reason` says why words are missing from it, or all of them."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comments:
    """`n` counts people, not texts. None, and no texts: hidden, be it that nobody wrote."""

    n: int | None
    texts: tuple[ShownText, ...]


_HIDDEN = Comments(None, ())


def comments(release: Release, item: str) -> Comments:
    """What people wrote about one item, in an order of the release's own.

    Hidden where fewer than `k_comments` people wrote; later comments appear when as many are new.
    """
    marker = release.texts.get(item)
    if marker is None:
        return _HIDDEN
    series = release.series
    texts = sources[series.kind].texts(series.subject_id, marker, item)
    if len(texts) < series.k_comments:  # some were taken back since
        return _HIDDEN
    shown = mixed(texts, release.pk, item)
    return Comments(len(texts), tuple(ShownText(one.words, one.reason) for one in shown))
