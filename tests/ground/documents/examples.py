"""Documents that tests draw: one with everything in it, and texts that would break a file."""

import datetime as dt
import io
from typing import Any

from PIL import Image

from groundswell.ground.documents.description import (
    Aside,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Number,
    Paragraph,
    Photo,
    Picture,
    Quote,
    Steps,
    Table,
)
from groundswell.ground.documents.pixels import pixels_of
from groundswell.ground.web.charts import Point, Segment, SpcDrawing, spc_svg

HOSTILE = (
    '#eval("1") $x^2$ *bold* _low_ \\ @ref <label> `raw` // no comment /* nor this */',
    "<script>run(1)</script> & &amp; ]]> \"'",
    "=1+1 {{ 7*7 }} %(by)s %s {now} \\u0041",
    "\u202eturned\u202c \x00\x07\x1b[31m \ufffe \ud83d",
    "W" * 400,
    "مرحبا بالعالم 12 שלום",
    "Thank you 👍🏽 👩\u200d⚕️ from 東京 e\u0301",
    "One\r\ntwo\n\nthree\u2028four",
)


def a_chart(name: str = "example") -> SpcDrawing:
    values = [40.0 + (7 * week) % 11 for week in range(30)]
    points = tuple(Point(week, f"Week {week + 1}", v) for week, v in enumerate(values))
    whole = Segment(0, 29, 45.0, 32.0, 58.0)
    return SpcDrawing(name, "Steady", points, segments=(whole,), step="item", unit="percent")


def a_picture() -> Picture:
    return Picture(
        str(spc_svg(a_chart())),
        "A chart of 30 weeks between 40% and 50%, without a shift.",
        caption="XmR chart, weekly.",
        narrow_svg=str(spc_svg(a_chart("narrow"), narrow=True)),
    )


def a_file(
    size: tuple[int, int] = (600, 400), form: str = "JPEG", mode: str = "RGB", **more: Any
) -> bytes:
    """A picture made of points, as a camera or a drawing program keeps it."""
    out = io.BytesIO()
    seen = Image.linear_gradient("L").resize(size).convert(mode)
    if mode == "RGBA":
        seen.putalpha(Image.radial_gradient("L").resize(size))
    seen.save(out, form, **more)
    return out.getvalue()


def a_photo(size: tuple[int, int] = (600, 400), **more: Any) -> Photo:
    return Photo(pixels_of(a_file(size)), "A ward at night, all lamps out.", **more)


def a_table(n_rows: int = 4, text: str = "Answered in time") -> Table:
    return Table(
        caption="What was asked",
        headings=("Ask", "Asked on", "Days", "What came of it"),
        rows=tuple(
            (
                f"Ask {number + 1}",
                dt.date(2026, 6, 1) + dt.timedelta(days=number % 28),
                Number(f"{number:,}", number),
                f"{text}, by the director who was asked first." if number % 3 else text,
            )
            for number in range(n_rows)
        ),
        how="Oldest first.",
    )


def everything(text: str = "") -> Document:
    """Every kind of block; with `text` in each place that holds one."""
    said = text or "More than in winter. People leave earlier, and we answer sooner."
    return Document(
        title=text or "Are people free to improve things here?",
        lead=said,
        meta=((text or "Board", text or "Harrowmere Partnership"), ("Made", "25 June 2026")),
        blocks=(
            Heading(text or "What the numbers say"),
            Paragraph(said),
            Figures((
                Figure(text or "49%", text or "left before 1 pm", text or "Wards 7 and 8"),
                Figure("4 days", "to answer an ask"),
            )),
            a_picture(),
            Heading(text or "In detail", level=2),
            a_table(text=text or "Answered in time"),
            Heading("What we ask you to decide"),
            Steps((text or "Put the barrier to the ambulance board", "Find out why it is harder")),
            Bullets((text or "Nights first", "Not another survey")),
            Aside(text or "For who leads", (text or "Leave a silence.",)),
            Quote(text or "Nobody asked us before.", by=text or "A nurse on Ward 7"),
        ),
        source=text or "Every figure can be walked back to its source at groundswell.example/p/7-4",
    )
