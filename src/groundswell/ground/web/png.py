"""Charts as pictures, for slides and documents."""

from pathlib import Path

import resvg_py

FONTS = Path(__file__).parent / "built_fonts"  # as wide as Arial, letter by letter
_FAMILY = "Arimo"


def png_of(svg: str, scale: float = 2) -> bytes:
    """A drawing as a PNG on white, `scale` pixels to each of its own units.

    The same on every machine: only the fonts that were built with the styles are used.

    Raises
    ------
    RuntimeError
        If the fonts have not been built.
    ValueError
        If `svg` is not a drawing.
    """
    files = sorted(str(path) for path in FONTS.glob("*.ttf"))
    if not files:
        raise RuntimeError("Run `python -m groundswell.ground.web.build_assets` first: no fonts.")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=str(svg),
            background="#ffffff",
            zoom=scale,
            skip_system_fonts=True,
            font_files=files,
            font_family=_FAMILY,
            style_sheet=f"text, tspan {{ font-family: {_FAMILY} }}",
        )
    )
