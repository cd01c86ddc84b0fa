import struct
import zlib

import pytest

from groundswell.ground.web import png

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20" viewBox="0 0 80 20"></svg>'


def with_text(family: str) -> str:
    text = f'<text x="4" y="14" font-size="12" font-family="{family}">Mean 32%</text></svg>'
    return EMPTY.replace("</svg>", text)


def size_of(picture: bytes) -> tuple[int, int]:
    return struct.unpack(">II", picture[16:24])  # type: ignore[return-value]


def ink_of(picture: bytes) -> int:
    """How much is drawn: what is left of the picture's bytes when the even ground is taken away."""
    start = picture.index(b"IDAT") + 4
    length = struct.unpack(">I", picture[start - 8 : start - 4])[0]
    return sum(b not in {0, 255} for b in zlib.decompress(picture[start : start + length]))


def test_a_picture_is_as_large_as_asked() -> None:
    assert size_of(png.png_of(EMPTY)) == (160, 40)
    assert size_of(png.png_of(EMPTY, scale=1)) == (80, 20)


@pytest.mark.parametrize("family", ["Arial, Helvetica, sans-serif", "Nowhere", "Arimo"])
def test_words_are_drawn_alike_whatever_the_machine_has(family: str) -> None:
    picture = png.png_of(with_text(family))
    assert ink_of(picture) > ink_of(png.png_of(EMPTY)) + 300
    assert picture == png.png_of(with_text("sans-serif"))


def test_without_fonts_it_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(png, "FONTS", tmp_path)
    with pytest.raises(RuntimeError, match="build_assets"):
        png.png_of(EMPTY)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError):
        png.png_of("no drawing")
