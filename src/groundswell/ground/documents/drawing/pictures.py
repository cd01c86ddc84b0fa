"""Drawings of ours and photographs, as files hold them."""

import re

from ..description import Photo, Picture

A_PIXEL = 0.75  # points: 96 to the inch
_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_SIZE = re.compile(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"')
_OPENS = re.compile(r"<svg\b(?![^>]*\bxmlns=)")


def stands_alone(svg: str) -> str:
    """The drawing with the name of its language, which a page's own drawings may leave out."""
    return _OPENS.sub('<svg xmlns="http://www.w3.org/2000/svg"', str(svg), count=1)


def svg_of(picture: Picture | Photo) -> str:
    """The picture as a drawing that stands alone; a photograph stands in it as it is."""
    if isinstance(picture, Picture):
        return stands_alone(picture.svg)
    width, height, url = picture.pixels.width, picture.pixels.height, picture.pixels.data_url
    return stands_alone(
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{url}"/></svg>'
    )


def size_of(svg: str) -> tuple[float, float]:
    """Width and height in the drawing's own units. Raises ValueError where it says neither."""
    if not (found := _BOX.search(svg) or _SIZE.search(svg)):
        raise ValueError("A picture has to say how large it is.")
    return float(found[1]), float(found[2])


def scaled_into(picture: Picture | Photo, room: float, height: float) -> tuple[float, float]:
    """Its width and height in points where it is as large as the room allows, and never torn.

    A photograph is no larger than on a page of the web, where its points would be seen.
    """
    if isinstance(picture, Photo):
        width, tall = float(picture.pixels.width), float(picture.pixels.height)
        scale = min(room / width, height / tall, A_PIXEL)
    else:
        width, tall = size_of(picture.svg)
        scale = min(room / width, height / tall)
    return width * scale, tall * scale
