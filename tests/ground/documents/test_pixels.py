"""Whatever a camera or a program has kept, a file gets what is seen, and nothing else."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from tests.ground.documents.examples import a_file

from groundswell.ground.documents.pixels import Pixels, pixels_of

SECRET = "Joyce's telephone, 53.99 N"  # in everything that a picture can carry along


def opened(pixels: Pixels) -> Image.Image:
    return Image.open(io.BytesIO(pixels.content))


def noted() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif[0x8825] = {1: "N", 2: (53.0, 59.0, 0.0)}  # the place, as a telephone notes it
    return exif


def text() -> PngInfo:
    info = PngInfo()
    info.add_text("Comment", SECRET)
    return info


@pytest.mark.parametrize(
    ("form", "mode", "more"),
    [
        ("JPEG", "RGB", {"exif": noted(), "comment": SECRET, "xmp": SECRET.encode()}),
        ("PNG", "RGB", {"exif": noted(), "pnginfo": text()}),
        ("PNG", "RGBA", {"exif": noted(), "pnginfo": text()}),
        ("WEBP", "RGB", {"exif": noted(), "xmp": SECRET.encode()}),
        ("WEBP", "RGBA", {"exif": noted(), "xmp": SECRET.encode()}),
    ],
)
def test_nothing_of_what_a_camera_notes_goes_along(form: str, mode: str, more: Any):
    file = a_file(form=form, mode=mode, **more)
    assert SECRET.encode() in file
    pixels = pixels_of(file)
    assert SECRET.encode() not in pixels.content
    assert not opened(pixels).getexif()
    assert not {"comment", "xmp", "Comment"} & set(opened(pixels).info)


def test_picture_stands_upright_once_nothing_says_how_the_camera_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    pixels = pixels_of(a_file((600, 400), exif=exif))
    assert (pixels.width, pixels.height) == opened(pixels).size == (400, 600)


@pytest.mark.parametrize(
    ("form", "mode", "content_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGB", "image/jpeg"),
        ("PNG", "P", "image/jpeg"),
        ("PNG", "1", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
    ],
)
def test_what_shows_through_stays_so_and_all_else_is_a_jpeg(
    form: str, mode: str, content_type: str
):
    pixels = pixels_of(a_file(form=form, mode=mode))
    assert pixels.content_type == content_type
    assert pixels.data_url.startswith(f"data:{content_type};base64,")
    assert opened(pixels).mode == ("RGBA" if content_type == "image/png" else "RGB")
    assert opened(pixels).size == (600, 400)


def test_picture_that_could_show_through_but_does_not_is_a_jpeg():
    out = io.BytesIO()
    Image.new("RGBA", (60, 40), "#2a6f77").save(out, "PNG")
    assert pixels_of(out.getvalue()).content_type == "image/jpeg"


def test_meaning_of_the_colours_stays_unless_they_are_counted_otherwise():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert opened(pixels_of(a_file(icc_profile=profile))).info["icc_profile"] == profile
    grey = pixels_of(a_file(mode="L", icc_profile=profile))
    assert "icc_profile" not in opened(grey).info


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_cannot_be_read_to_its_end_is_refused(form: str):
    whole = a_file(form=form)
    for broken in (b"", b"<svg/>", whole[:20], whole[: len(whole) // 2]):
        with pytest.raises(OSError):
            pixels_of(broken)


def test_other_kinds_of_files_are_not_even_tried():
    with pytest.raises(OSError):
        pixels_of(a_file(form="TIFF"))
