"""Stories with pictures and videos with films, let out as the editor lets them out."""

import io
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Drawn
from tests.engines.library.finding.making import a_shelf
from wagtail.images import get_image_model

from groundswell.engines.library.models import Entry, Item, Narrative, Shelf, Video

# The first boxes of an MP4, the head of a WebM, and bytes that can be told apart.
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(range(256)) * 4
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + bytes(64)
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nWe let them sleep.\n"
HTML = b"<!doctype html><script>run(1)</script>"


def drawn(size: tuple[int, int] = (1200, 800), form: str = "PNG", **more: Any) -> bytes:
    out = io.BytesIO()
    picture = Drawn.new("RGB", size, "#2a6f77")
    picture.paste("#f3c14b", (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    picture.save(out, form, **more)
    return out.getvalue()


def a_picture(
    shelf: Shelf | None = None,
    size: tuple[int, int] = (1200, 800),
    content: bytes = b"",
    name: str = "ward.png",
) -> Any:
    """A picture in the shelf's collection."""
    shelf = shelf or a_shelf()
    return get_image_model().objects.create(
        title="A ward",
        description="A ward at night",
        collection_id=shelf.pictures_id,
        file=ImageFile(io.BytesIO(content or drawn(size)), name=name),
    )


def steps(*pictures: Any) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            "step",
            {
                "title": "The first night",
                "words": "Nobody slept.",
                "picture": "A ward in the dark",
                "image": picture,
                "asks": "Who slept?",
            },
        )
        for picture in pictures
    ]


def a_story(*pictures: Any, shelf: Shelf | None = None, **told: Any) -> Narrative:
    told.setdefault("title", "Nights")
    return _published(Narrative(steps=steps(*pictures), live=False, **told), shelf)


def a_video(
    film: bytes = MP4, captions: bytes = VTT, shelf: Shelf | None = None, **told: Any
) -> Video:
    told.setdefault("title", "They tell it themselves")
    video = Video(live=False, **told)
    if film:
        video.film = ContentFile(film, f"{uuid4()}.mp4")
    if captions:
        video.captions = ContentFile(captions, f"{uuid4()}.vtt")
    return _published(video, shelf)


def a_speaker(name: str = "Amara Okafor", until: str | None = None) -> tuple[str, dict[str, Any]]:
    return "speaker", {"name": name, "role": "Nurse", "consented_on": "2025-01-01", "until": until}


def _published(item: Any, shelf: Shelf | None) -> Any:
    Shelf.objects.get(pk=(shelf or a_shelf()).pk).add_child(instance=item)
    item.save_revision().publish()
    return type(item).objects.get(pk=item.pk)


def address(item: Item) -> str:
    return Entry.objects.get(item=item.pk).url


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)
