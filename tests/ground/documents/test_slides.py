from dataclasses import replace

import pytest
from tests.ground.documents.examples import HOSTILE, a_file, a_photo, a_picture, a_table, everything
from tests.ground.documents.reading import (
    HEIGHT,
    WIDTH,
    deck,
    everything_said,
    off_the_slide,
    parts,
    said,
)

from groundswell.ground.documents.description import (
    Aside,
    Bullets,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Photo,
    Steps,
    Table,
)
from groundswell.ground.documents.drawing import drawn, flowing
from groundswell.ground.documents.drawing.letters import fit
from groundswell.ground.documents.pixels import pixels_of


def titles(pptx: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck(pptx).slides]


def test_slides_are_wide_and_say_their_title_and_language():
    file = drawn(everything(), "pptx")
    found = deck(file)
    assert (found.slide_width, found.slide_height) == (WIDTH, HEIGHT)
    assert found.core_properties.title == "Are people free to improve things here?"
    assert found.core_properties.language == "en-GB"
    assert b'lang="en-GB"' in parts(file)["ppt/slides/slide2.xml"]
    assert b'typeface="Arial"' in parts(file)["ppt/theme/theme1.xml"]


def test_each_section_is_a_slide_with_a_title_of_its_own():
    assert titles(drawn(everything(), "pptx")) == [
        "Are people free to improve things here?",
        "What the numbers say (1 of 3)",
        "What the numbers say (2 of 3)",
        "What the numbers say (3 of 3)",
        "What we ask you to decide",
    ]


def test_slide_is_read_in_the_order_of_the_document():
    first, numbers, picture, table, decide = deck(drawn(everything(), "pptx")).slides
    assert said(first)[1:] == [
        "More than in winter. People leave earlier, and we answer sooner.",
        "Board: Harrowmere Partnership",
        "Made: 25 June 2026",
    ]
    assert said(numbers)[2:5] == ["49%", "left before 1 pm", "Wards 7 and 8"]
    assert said(picture)[1:] == ["XmR chart, weekly."]
    assert said(table)[1:4] == ["In detail", "What was asked", "Oldest first."]
    assert said(decide)[1:] == [
        "Put the barrier to the ambulance board",
        "Find out why it is harder",
        "Nights first",
        "Not another survey",
        "Nobody asked us before.",
        "A nurse on Ward 7",
    ]


def test_what_only_the_facilitator_needs_stands_in_the_notes_and_never_on_the_wall():
    asked = Aside("What to listen for", ("Who is silent.", "Who laughs."))
    parts = (Heading("Ask"), Steps(("Who speaks least?",)), asked, Heading("Promise"))
    _title, ask, promise = deck(drawn(Document("A talk", blocks=parts), "pptx")).slides
    assert said(ask)[1:] == ["Who speaks least?"]
    notes = ask.notes_slide.notes_text_frame.text
    assert notes.splitlines()[:3] == ["What to listen for", "• Who is silent.", "• Who laughs."]
    assert "silent" not in promise.notes_slide.notes_text_frame.text


def test_a_part_that_is_led_through_by_itself_has_its_own_slide_under_its_section():
    parts = (
        Heading("The workshop"),
        Paragraph("Two parts."),
        Heading("Listen", 2, begins_slide=True),
        Paragraph("In pairs."),
        Heading("For example", 2),
        Paragraph("A ward."),
    )
    file = drawn(Document("A day", blocks=parts), "pptx")
    assert titles(file) == ["A day", "The workshop", "Listen"]
    assert said(deck(file).slides[2])[1:] == ["In pairs.", "For example", "A ward."]
    straight_on = parts[:1] + parts[2:]
    assert titles(drawn(Document("A day", blocks=straight_on), "pptx")) == ["A day", "Listen"]


def test_what_does_not_fit_under_the_title_has_a_slide_that_says_what_it_is():
    meta = tuple((f"Fact {n}", "Everybody who has something to do with it. " * 3) for n in range(7))
    file = drawn(Document("A day", "What it answers.", meta), "pptx")
    assert titles(file)[:2] == ["A day", "About this document"]
    assert said(deck(file).slides[0])[1:] == ["What it answers."]
    long = "It answers this and that. " * 60
    assert titles(drawn(Document("A day", long, meta[:1]), "pptx"))[1:3] == [
        "A day (2 of 2)", "About this document",
    ]  # fmt: skip


def test_table_is_a_table_with_heads_and_pictures_have_words():
    slides = deck(drawn(everything(), "pptx")).slides
    picture = next(shape for shape in slides[2].shapes if shape.shape_type == 13)
    assert picture._element.nvPicPr.cNvPr.get("descr") == a_picture().alt
    assert picture.image.content_type == "image/png"
    table = next(shape.table for shape in slides[3].shapes if shape.has_table)
    assert (table.first_row, table.first_col, len(table.rows)) == (True, True, 5)
    assert [cell.text_frame.text for cell in table.rows[2].cells][:3] == [
        "Ask 2",
        "2 June 2026",
        "1",
    ]


def test_lists_are_lists_for_those_who_hear_them():
    decide = parts(drawn(everything(), "pptx"))["ppt/slides/slide5.xml"]
    assert decide.count(b"<a:buAutoNum") == 2
    assert b'startAt="2"' in decide
    assert decide.count(b"<a:buChar") == 2


def test_notes_say_where_it_comes_from():
    for slide in deck(drawn(everything(), "pptx")).slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.endswith(
            "Every figure can be walked back to its source at groundswell.example/p/7-4"
        )


def test_every_slide_has_its_number_and_the_footer_its_sentence():
    file = drawn(everything(), "pptx")
    assert all(
        b'type="slidenum"' in content
        for name, content in parts(file).items()
        if name.startswith("ppt/slides/slide")
    )
    assert (
        b"Not part of, or endorsed by, the NHS" in parts(file)["ppt/slideMasters/slideMaster1.xml"]
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_on_the_slide_as_text(text: str):
    file = drawn(everything(text), "pptx")
    assert parts(file)
    assert list(off_the_slide(file)) == []


@pytest.mark.parametrize("text", HOSTILE[:4], ids=range(4))
def test_hostile_text_is_there_letter_by_letter(text: str):
    assert fit(text) in everything_said(drawn(everything(text), "pptx"))


def test_document_without_anything_has_a_title_and_a_sentence():
    file = drawn(Document("Nothing here"), "pptx")
    assert titles(file) == ["Nothing here", "Nothing here"]
    assert said(deck(file).slides[1])[1] == "There is nothing to tell yet."
    assert len(deck(file).slides[0].placeholders) == 2  # its title and its number


def test_section_without_anything_is_a_slide_with_its_title():
    assert titles(drawn(Document("A", blocks=(Heading("B"),)), "pptx")) == ["A", "B"]


def test_long_table_shows_its_first_rows_and_says_how_many_there_are():
    file = drawn(Document("Long", blocks=(Heading("Asks"), a_table(2000))), "pptx")
    assert list(off_the_slide(file)) == []
    text = everything_said(file)
    assert "The first 200 of 2,000 rows." in text
    assert "Ask 200\n" in text
    assert "Ask 201\n" not in text
    assert text.count("Asked on") == len(titles(file)) - 1


def test_long_text_goes_on_over_several_slides_and_nothing_is_lost():
    words = [f"word{n}" for n in range(3000)]
    file = drawn(Document("Long", blocks=(Heading("Story"), Paragraph(" ".join(words)))), "pptx")
    found = [w for slide in deck(file).slides for text in said(slide)[1:] for w in text.split()]
    assert found == words
    assert list(off_the_slide(file)) == []
    assert titles(file)[1] == f"Story (1 of {len(titles(file)) - 1})"


def test_row_taller_than_a_slide_goes_on_in_the_next():
    words = [f"word{n}" for n in range(2000)]
    table = Table("Story", ("Who", "What"), (("Joyce", " ".join(words)),))
    file = drawn(Document("Long", blocks=(table,)), "pptx")
    assert list(off_the_slide(file)) == []
    cells = [
        row.cells[1].text_frame.text
        for slide in deck(file).slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert " ".join(cells).split() == words


def test_heading_of_a_part_never_stands_alone_at_the_foot():
    lines = Bullets(tuple(f"Point {n}" for n in range(10)))
    blocks = (Heading("All"), lines, Heading("Part", level=2), Paragraph("Under it."))
    last = said(deck(drawn(Document("A", blocks=blocks), "pptx")).slides[-1])
    assert last[-2:] == ["Part", "Under it."]


def test_tall_picture_is_made_smaller_and_never_torn():
    tall = replace(a_picture(), svg='<svg viewBox="0 0 100 900"><rect width="9" height="9"/></svg>')
    slide = deck(drawn(Document("Tall", blocks=(tall,)), "pptx")).slides[1]
    picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
    assert picture.height == pytest.approx(picture.width * 9, rel=0.01)
    assert picture.top + picture.height < HEIGHT


@pytest.mark.parametrize("leaves_room", [True, False])
@pytest.mark.parametrize("size", [(1200, 800), (800, 1200), (3000, 2), (2, 3000)])
def test_photo_keeps_its_shape_on_the_slide(size: tuple[int, int], leaves_room: bool):
    photo = a_photo(size, caption="Ward 7", leaves_room=leaves_room)
    file = drawn(Document("Nights", blocks=(photo, Paragraph("Its words"))), "pptx")
    assert list(off_the_slide(file)) == []
    picture = next(s for s in deck(file).slides[1].shapes if s.shape_type == 13)
    assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert picture._element.nvPicPr.cNvPr.get("descr") == photo.alt
    assert picture.image.blob == photo.pixels.content
    assert said(deck(file).slides[1])[1] == "Ward 7"
    assert ("Its words" in said(deck(file).slides[1])) is (leaves_room or size[0] == 3000)


def test_small_photo_is_no_larger_than_on_a_page_of_the_web():
    file = drawn(Document("Nights", blocks=(a_photo((100, 80)),)), "pptx")
    picture = next(s for s in deck(file).slides[1].shapes if s.shape_type == 13)
    assert (picture.width.pt, picture.height.pt) == (75, 60)


def test_photo_through_which_the_slide_shows_is_a_png():
    clear = Photo(pixels_of(a_file(form="PNG", mode="RGBA")), "A ring")
    file = drawn(Document("Ring", blocks=(clear,)), "pptx")
    picture = next(s for s in deck(file).slides[1].shapes if s.shape_type == 13)
    assert picture.image.content_type == "image/png"


def test_picture_that_does_not_say_its_size_is_refused():
    lost = replace(a_picture(), svg="<svg/>")
    with pytest.raises(ValueError, match="how large"):
        drawn(Document("Lost", blocks=(lost,)), "pptx")


def test_more_key_numbers_than_a_row_holds_make_rows():
    figures = Figures(tuple(Figure(str(n), f"label {n}") for n in range(7)))
    text = everything_said(drawn(Document("Keys", blocks=(figures,)), "pptx"))
    assert all(f"label {n}" in text for n in range(7))


def test_lines_and_turned_text_keep_their_place():
    file = drawn(
        Document("שלום", blocks=(Steps(("One\ntwo", "שלום")), Table("T", ("A",), (("x\ny",),)))),
        "pptx",
    )
    slide = parts(file)["ppt/slides/slide2.xml"]
    assert slide.count(b'rtl="1"') == 2
    assert b"<a:br/>" in slide
    assert "One\ntwo\nשלום" in everything_said(file)


def test_titles_of_any_length_take_two_lines():
    title, size = flowing.fitting_title("Home for lunch " * 30, " (2 of 3)")
    assert title.endswith("… (2 of 3)")
    assert size == flowing.TITLE_SIZES[-1]
    assert flowing.fitting_title("Home for lunch") == ("Home for lunch", 28.0)
