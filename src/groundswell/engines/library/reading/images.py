"""Pictures and films as a page shows them, in ready values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from groundswell.ground.documents.pixels import Pixels


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its size in pixels, what it shows in words, and where it is to be had smaller.

    One for a file that is taken away has no address: it stands there itself.
    """

    url: str
    width: int
    height: int
    words: str
    sizes: str = ""  # as HTML's `srcset` says it; empty where there is one size
    pixels: Pixels | None = None


@dataclass(frozen=True, slots=True)
class Showing:
    """Pictures by their rows' own keys; empty addresses are of what is not there.

    `on` is the day on which it is read: who may be seen today may not be tomorrow.
    """

    on: dt.date | None = None
    pictures: Mapping[int, Image] = field(default_factory=dict)
    film: str = ""
    captions: str = ""
