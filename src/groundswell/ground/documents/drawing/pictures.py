"""Our SVG, as files hold it."""

import re

_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_SIZE = re.compile(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"')
_OPENS = re.compile(r"<svg\b(?![^>]*\bxmlns=)")


def stands_alone(svg: str) -> str:
    """The drawing with the name of its language, which a page's own drawings may leave out."""
    return _OPENS.sub('<svg xmlns="http://www.w3.org/2000/svg"', str(svg), count=1)


def size_of(svg: str) -> tuple[float, float]:
    """Width and height in the drawing's own units. Raises ValueError where it says neither."""
    if not (found := _BOX.search(svg) or _SIZE.search(svg)):
        raise ValueError("A picture has to say how large it is.")
    return float(found[1]), float(found[2])


def scaled_into(svg: str, room: float, height: float) -> tuple[float, float]:
    """Its width and height where it is as large as the room allows, and never torn."""
    width, tall = size_of(svg)
    scale = min(room / width, height / tall)
    return width * scale, tall * scale
