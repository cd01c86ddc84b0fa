"""The pictures and films of a page as files, for whoever may read the page and for its editors."""

import datetime as dt
import logging
import re
from typing import Any

from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import Http404
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage
from wagtail.images.permissions import permission_policy

from groundswell.ground.documents.pixels import pixels_of
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.shown_files import ShownFile

from .. import media
from ..kinds import Audience
from ..models import Item, Video
from ..reading.images import Image, Showing
from ..reading.mentions import pictures_in
from ..reading.showing import WIDTHS, filter_of, is_over

KEPT_SECONDS = 3_600  # in the browser of who has seen it: a page may be withdrawn at any time
# As the form names what it has looked at: nobody guesses one.
_OF_A_FILM = re.compile(r"library/(?:films|captions)/[0-9a-f-]{36}\.(?:mp4|webm|vtt)")
_AS_SHOWN = filter_of(WIDTHS[-1])  # what a page shows at its largest, never what was sent in
_UNREADABLE = (OSError, InvalidFilterSpecError)  # lost, broken, or a drawing that could act
_SEES = ["add", "change", "choose"]  # who does any of it to pictures of a place sees them
log = logging.getLogger(__name__)


def picture_of(item: Item, pk: int, width: int) -> ShownFile:
    """A picture that the item names as it stands here, made to fit; 404 for any other."""
    picture = get_image_model().objects.filter(pk=pk).first() if pk in pictures_in(item) else None
    if picture is None:
        raise Http404
    try:
        made = picture.get_rendition(filter_of(width))
    except _UNREADABLE as fault:
        log.warning("The picture %s cannot be shown: %s", pk, fault)
        raise Http404 from fault
    return _shown(item, made.file, "webp", "image/webp")


def shown_in_files(item: Item, on: dt.date) -> Showing:
    """The pictures that the item names, to stand in a file; none that cannot be read.

    Two queries, and what it takes to make those that nobody has looked at yet.
    """
    named = pictures_in(item)
    kept = get_image_model().objects.filter(pk__in=named).prefetch_renditions(_AS_SHOWN)
    found = ((picture.pk, _in_a_file(picture)) for picture in kept) if named else ()
    return Showing(on=on, pictures={pk: image for pk, image in found if image})


def _in_a_file(picture: AbstractImage) -> Image | None:
    try:
        with picture.get_rendition(_AS_SHOWN).file.open() as file:
            pixels = pixels_of(file.read())
    except _UNREADABLE as fault:
        log.warning("The picture %s cannot stand in a file: %s", picture.pk, fault)
        return None
    return Image("", pixels.width, pixels.height, picture.description, pixels=pixels)


def film_of(item: Item, on: dt.date) -> ShownFile:
    """The film itself; 404 once somebody in it need not be shown any more."""
    return _of_video(item, "film", media.FILMS, on)


def captions_of(item: Item, on: dt.date) -> ShownFile:
    return _of_video(item, "captions", (media.CAPTIONS,), on)


def _of_video(item: Item, name: str, kinds: tuple[str, ...], on: dt.date) -> ShownFile:
    if not isinstance(item, Video) or is_over(item, on):
        raise Http404
    file = getattr(item, name)
    kind = _kind_of(file.name) if file else ""
    if kind not in kinds:
        raise Http404
    return _shown(item, file, media.ENDINGS[kind], kind)


def _shown(item: Item, file: FieldFile, ending: str, content_type: str) -> ShownFile:
    """`entry_shown` is what a reader has found it by; a draft has none."""
    entry = getattr(item, "entry_shown", None)
    return ShownFile(
        storage=file.storage,
        name=file.name or "",
        as_name=f"{item.slug}.{ending}",
        content_type=_whole(content_type),
        kept_seconds=KEPT_SECONDS if entry and entry.audience == Audience.PUBLIC else 0,
    )


def editor_file_for(actor: Actor, name: str) -> ShownFile:
    """What the editor's own pages show, by the name that the storage has for it.

    Pictures are seen where their collection is; films and captions by whoever has their name.
    """
    if not (_OF_A_FILM.fullmatch(name) or _sees(actor, _picture_called(name))):
        raise Http404
    kind = _kind_of(name)
    if not kind:
        raise Http404
    return ShownFile(default_storage, name, name.rpartition("/")[2], _whole(kind))


def _picture_called(name: str) -> AbstractImage | None:
    """The picture that is kept under this name, or of which what is kept there was made."""
    model: Any = get_image_model()
    found = model.objects.filter(file=name).first()
    return found or model.objects.filter(renditions__file=name).first()


def _sees(actor: Actor, picture: AbstractImage | None) -> bool:
    return picture is not None and permission_policy.user_has_any_permission_for_instance(
        actor.person, _SEES, picture
    )


def _kind_of(name: str) -> str:
    try:
        with default_storage.open(name) as file:
            return media.kind_of(file.read(media.HEAD))
    except FileNotFoundError as missing:
        raise Http404 from missing


def _whole(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind == media.CAPTIONS else kind
