"""Where the pictures and the film of a page stand, for the readers of it as it is let out, for
those of its draft, and for whoever is just writing it.
"""

import datetime as dt
from collections.abc import Callable

from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from ..models import Item, Video
from . import raw
from .images import Image, Showing
from .mentions import pictures_in

WIDTHS = (480, 960)  # pixels; what a phone shows, and a screen with fine dots
TALLEST = 2  # times as high as wide
_KINDS = ("film", "captions")


def shown_to_readers(item: Item, on: dt.date) -> Showing:
    shelf, slug = item.url_path.strip("/").split("/")[-2:]
    return _showing(item, on, "library:", shelf=shelf, slug=slug)


def shown_in_draft(item: Item, on: dt.date) -> Showing:
    """For whoever may read the draft; they need not be let into the editor."""
    return _showing(item, on, "library:draft_", uid=item.uid)


def shown_in_editor(item: Item, on: dt.date) -> Showing:
    """Files as the editor keeps them: what is just being written stands at no address yet."""
    return Showing(
        on=on,
        pictures={pk: _as_kept(picture) for pk, picture in _pictures(item).items()},
        **{kind: file.url for kind in _KINDS if (file := getattr(item, kind, None))},
    )


def _showing(item: Item, on: dt.date, space: str, **of: object) -> Showing:
    def address(name: str, **more: object) -> str:
        return reverse(f"{space}{name}", kwargs={**of, **more})

    return Showing(
        on=on,
        pictures={pk: _image(picture, address) for pk, picture in _pictures(item).items()},
        **{kind: address(kind) for kind in _KINDS if getattr(item, kind, None)},
    )


def _pictures(item: Item) -> dict[int, AbstractImage]:
    """One query, where the item names any picture."""
    named = pictures_in(item)
    return get_image_model().objects.in_bulk(named) if named else {}


def _image(picture: AbstractImage, address: Callable[..., str]) -> Image:
    small, large = (_fitted(picture, width) for width in WIDTHS)
    url = address("picture", pk=picture.pk)
    small_url = address("small_picture", pk=picture.pk)
    return Image(
        url=url,
        width=large[0],
        height=large[1],
        words=picture.description,
        # One that is narrow anyway is kept in one size.
        sizes=f"{small_url} {small[0]}w, {url} {large[0]}w" if small < large else "",
    )


def _as_kept(picture: AbstractImage) -> Image:
    return Image(picture.file.url, picture.width, picture.height, picture.description)


def filter_of(width: int) -> str:
    """What Wagtail is asked to make of a picture: no wider, and never larger than it is."""
    return f"max-{width}x{width * TALLEST}|format-webp"


def _fitted(picture: AbstractImage, width: int) -> tuple[int, int]:
    """How large it is once it is fitted into what `filter_of` says."""
    scale = min(1, width / picture.width, width * TALLEST / picture.height)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def is_over(item: Video, on: dt.date | None) -> bool:
    """Whether somebody who is seen in the film has agreed to that only until an earlier day."""
    return any(ended(speaker.get("until"), on) for speaker in raw.values(item.speakers))


def ended(until: object, on: dt.date | None) -> bool:
    """A day is kept as a text, and is a date where the page was just put together."""
    return bool(until) and on is not None and dt.date.fromisoformat(str(until)) < on
