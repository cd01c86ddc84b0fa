"""The pictures of a page in the files of it: those that readers see, and nothing besides."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from tests.engines.library.finding.making import a_shelf
from tests.engines.library.showing.making import (
    a_picture,
    a_story,
    address,
    body,
    drawn,
    steps,
)
from tests.ground.documents.reading import deck, off_the_slide, pages_of, said
from tests.ground.documents.test_pixels import SECRET, noted
from tests.world import an_organisation

from groundswell.engines.library.models import Item, Shelf

pytestmark = pytest.mark.django_db
WORDS = "In the drawing: A ward in the dark"


@pytest.fixture
def shelf() -> Shelf:
    return a_shelf(an_organisation())


def file_of(item: Item, ending: str) -> bytes:
    answer = Client().get(f"{address(item)}{ending}/")
    assert answer.status_code == 200
    return answer.content


def pictures_of(item: Item) -> list[Any]:
    """On its slides."""
    slides = deck(file_of(item, "pptx")).slides
    return [shape for slide in slides for shape in slide.shapes if shape.shape_type == 13]


def alt_of(picture: Any) -> str:
    return picture._element.nvPicPr.cNvPr.get("descr")


def n_pictures_on_paper(item: Item) -> int:
    return sum(n for _words, n in pages_of(file_of(item, "pdf")))


def on_slides(item: Item) -> str:
    return "\n".join(t for slide in deck(file_of(item, "pptx")).slides for t in said(slide))


def on_paper(item: Item) -> str:
    return "\n".join(words for words, _n in pages_of(file_of(item, "pdf")))


def test_each_step_has_its_picture_with_the_words_that_say_what_it_shows(shelf: Shelf):
    story = a_story(
        a_picture(shelf, (3000, 2000)), a_picture(shelf, (1500, 2400)), None, shelf=shelf
    )
    wide, tall = pictures_of(story)
    assert [p.image.size for p in (wide, tall)] == [(960, 640), (960, 1536)]
    assert wide.width / wide.height == pytest.approx(1.5, rel=0.01)
    assert tall.height / tall.width == pytest.approx(1.6, rel=0.01)
    assert [alt_of(p) for p in (wide, tall)] == ["A ward at night"] * 2
    assert list(off_the_slide(file_of(story, "pptx"))) == []
    assert on_slides(story).count(WORDS) == on_paper(story).count(WORDS) == 1
    assert n_pictures_on_paper(story) == 2
    assert file_of(story, "pdf").count(b"/Alt(A ward at night)") == 2


def test_a_picture_without_a_description_has_the_words_of_its_step(shelf: Shelf):
    picture = a_picture(shelf)
    story = a_story(picture, shelf=shelf)
    type(picture).objects.update(description=" ")
    assert [alt_of(p) for p in pictures_of(story)] == ["A ward in the dark"]
    assert b"/Alt(A ward in the dark)" in file_of(story, "pdf")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (drawn(form="JPEG"), "image/jpeg"),
        (drawn(form="PNG"), "image/jpeg"),
        (drawn(form="WEBP"), "image/jpeg"),
        (drawn(form="GIF"), "image/jpeg"),
        (drawn(form="GIF", save_all=True, append_images=[Image.new("RGB", (9, 9))]), "image/jpeg"),
    ],
)
def test_whatever_an_editor_may_send_in_stands_there(shelf: Shelf, content: bytes, kind: str):
    story = a_story(a_picture(shelf, content=content, name="x.jpg"), shelf=shelf)
    assert [p.image.content_type for p in pictures_of(story)] == [kind]
    assert n_pictures_on_paper(story) == 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "CMYK", "L", "1", "I;16"])
def test_however_its_colours_are_counted(shelf: Shelf, mode: str):
    out = io.BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (1200, 800)).save(out, form)
    story = a_story(a_picture(shelf, content=out.getvalue()), shelf=shelf)
    kind = "image/png" if mode in ("RGBA", "LA") else "image/jpeg"
    assert [p.image.content_type for p in pictures_of(story)] == [kind]
    assert n_pictures_on_paper(story) == 1


@pytest.mark.parametrize("size", [(1200, 800), (300, 200)])  # made smaller, and left as it is
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_where_a_picture_was_taken_leaves_with_no_file_and_no_page(
    shelf: Shelf, form: str, size: tuple[int, int]
):
    content = drawn(size, form, exif=noted(), comment=SECRET, xmp=SECRET.encode())
    assert SECRET.encode() in content
    story = a_story(picture := a_picture(shelf, content=content), shelf=shelf)
    seen = [
        body(Client().get(f"{address(story)}pictures/{picture.pk}/{s}")) for s in ("", "small/")
    ]
    seen += [p.image.blob for p in pictures_of(story)]
    assert len(seen) == 3
    for file in (*seen, file_of(story, "pdf"), file_of(story, "pptx")):
        assert SECRET.encode() not in file
    for file in seen:
        image = Image.open(io.BytesIO(file))
        assert not image.getexif()
        assert not {"exif", "xmp", "comment"} & set(image.info)


def test_what_wagtail_makes_of_a_jpeg_would_have_told(shelf: Shelf):
    """Why files get what readers see, written anew, and no JPEG of Wagtail's own making."""
    picture = a_picture(shelf, content=drawn(form="JPEG", exif=noted()), name="ward.jpg")
    with picture.get_rendition("max-960x960|format-jpeg").file.open() as file:
        assert SECRET.encode() in file.read()


def _lost(picture: Any) -> None:
    default_storage.delete(picture.file.name)


def _broken(picture: Any) -> None:
    _write(picture.file.name, b"no picture at all")


def _torn(picture: Any) -> None:
    with default_storage.open(picture.file.name) as file:
        content = file.read()
    _write(picture.file.name, content[: len(content) // 2])


def _write(name: str, content: bytes) -> None:
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def made(picture: Any) -> Any:
    """What readers get, as Wagtail keeps it."""
    return picture.renditions.get()


@pytest.mark.parametrize("fault", [_lost, _broken, _torn])
@pytest.mark.parametrize("is_made", [False, True])
def test_a_picture_that_cannot_be_read_is_told_in_words(
    shelf: Shelf, fault: Callable[[Any], None], is_made: bool
):
    story = a_story(bad := a_picture(shelf), a_picture(shelf), shelf=shelf)
    if is_made:
        assert len(pictures_of(story)) == 2
    fault(made(bad) if is_made else bad)
    assert [alt_of(p) for p in pictures_of(story)] == ["A ward at night"]
    assert n_pictures_on_paper(story) == 1
    assert on_slides(story).count(WORDS) == on_paper(story).count(WORDS) == 1
    if not is_made:
        assert Client().get(f"{address(story)}pictures/{bad.pk}/").status_code == 404


def test_files_have_what_readers_see_and_never_what_was_sent_in(shelf: Shelf):
    story = a_story(picture := a_picture(shelf, (4000, 3000)), shelf=shelf)
    body(Client().get(f"{address(story)}pictures/{picture.pk}/"))
    _lost(picture)
    assert [p.image.size for p in pictures_of(story)] == [(960, 720)]


def test_files_have_the_pictures_of_the_page_as_it_is_let_out(shelf: Shelf):
    story = a_story(old := a_picture(shelf), shelf=shelf)
    type(old).objects.update(description="The old ward")
    draft = story.get_latest_revision_as_object()
    draft.steps = steps(a_picture(shelf))
    draft.save_revision()
    assert [alt_of(p) for p in pictures_of(story)] == ["The old ward"]
    old.delete()
    assert pictures_of(story) == []
    assert WORDS in on_paper(story)
