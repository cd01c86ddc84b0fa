"""Photographs and other pictures made of points, as every kind of file takes them."""

import base64
import io
from dataclasses import dataclass

from PIL import Image, ImageOps

READ = ("JPEG", "PNG", "WEBP")
_COLOURED = ("RGB", "RGBA", "P")
_QUALITY = 88  # of a JPEG: about what a camera takes


@dataclass(frozen=True, slots=True)
class Pixels:
    """A JPEG or a PNG that holds what is seen and nothing else: see `pixels_of`."""

    content: bytes
    content_type: str
    width: int
    height: int

    @property
    def data_url(self) -> str:
        return f"data:{self.content_type};base64,{base64.b64encode(self.content).decode()}"


def pixels_of(file: bytes) -> Pixels:
    """The picture upright and written anew, so that nothing of what a camera notes goes with it.

    A PNG where something shows through, else a JPEG; PowerPoint takes no WebP. Raises OSError
    where it cannot be read to its end.
    """
    with Image.open(io.BytesIO(file), formats=READ) as opened:
        upright = ImageOps.exif_transpose(opened)
    # The meaning of its colours goes along, as long as they are counted as before.
    colours = upright.info.get("icc_profile") if upright.mode in _COLOURED else None
    seen = upright.convert("RGBA")
    is_clear = seen.getchannel("A").getextrema() != (255, 255)
    seen = seen if is_clear else seen.convert("RGB")
    seen.info = {}  # some of it would be written out again: a JPEG's comment, for one
    form, out = "png" if is_clear else "jpeg", io.BytesIO()
    seen.save(out, form, optimize=True, quality=_QUALITY, icc_profile=colours)
    return Pixels(out.getvalue(), f"image/{form}", *seen.size)
