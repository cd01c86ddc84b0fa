import re

import pytest
from tests.ground.documents.examples import HOSTILE, a_file, a_photo, a_table, everything
from tests.ground.documents.reading import n_pages, pages_of, tags, words_of

from groundswell.ground.documents.description import (
    Bullets,
    Document,
    Heading,
    Paragraph,
    Photo,
    Table,
)
from groundswell.ground.documents.drawing import drawn, fonts, pdf
from groundswell.ground.documents.pixels import pixels_of
from groundswell.ground.web import png


def test_file_is_tagged_and_says_its_language_its_title_and_its_standard():
    file = drawn(everything(), "pdf")
    assert file.startswith(b"%PDF-1.7")
    assert b"/MarkInfo<</Marked true" in file
    assert b"/StructTreeRoot" in file
    assert b"/Lang(en-GB)" in file
    assert b"/DisplayDocTitle true" in file
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file
    assert b"Are people free to improve things here?</rdf:li>" in file


def test_headings_lists_pictures_and_head_cells_are_tagged_as_such():
    found = tags(drawn(everything(), "pdf"))
    assert {"H1", "H2", "L", "LI", "Table", "THead", "TH", "TD", "Figure", "Caption"} <= set(found)
    assert found.count("TH") == 4
    assert found.count("H1") == 2
    assert found.index("H1") < found.index("H2")


def test_every_picture_has_words_that_say_the_same():
    file = drawn(everything(), "pdf")
    assert b"/Alt(A chart of 30 weeks between 40% and 50%, without a shift.)" in file


def test_photo_stands_there_as_it_is_with_words_that_say_the_same():
    file = drawn(Document("Nights", blocks=(a_photo(caption="Ward 7"),)), "pdf")
    assert tags(file).count("Figure") == 1
    assert b"/Alt(A ward at night, all lamps out.)" in file
    assert "Ward 7" in words_of(file)
    assert a_photo().pixels.content in file


def test_photo_through_which_paper_shows_does_so_in_the_file():
    clear = Photo(pixels_of(a_file(form="PNG", mode="RGBA")), "A ring")
    assert b"/SMask" in drawn(Document("Ring", blocks=(clear,)), "pdf")


def test_photo_that_leaves_room_is_never_parted_from_its_words():
    n_with_it = set()
    for n in range(20, 27):  # of lines before it, about as many as leave just room for it
        lines = tuple(Paragraph(f"Line {number}") for number in range(n))
        blocks = (*lines, a_photo(leaves_room=True), Paragraph("Its words"))
        pages = pages_of(drawn(Document("Nights", blocks=blocks), "pdf"))
        assert [n_pictures for words, n_pictures in pages if "Its words" in words] == [1]
        n_with_it.add(len(pages))
    assert n_with_it == {1, 2}


def test_fonts_are_those_that_come_with_the_program():
    names = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)", drawn(everything(), "pdf")))
    assert names
    assert all(name.startswith(b"Arimo") for name in names)


def test_same_document_is_the_same_file():
    assert drawn(everything(), "pdf") == drawn(everything(), "pdf")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_every_block(text: str):
    assert drawn(everything(text), "pdf").startswith(b"%PDF")


def test_text_that_looks_like_markup_makes_no_heading_and_no_link():
    quiet = drawn(Document("Quiet", blocks=(Paragraph("nothing"),)), "pdf")
    loud = drawn(Document("Quiet", blocks=(Paragraph('= Loud\n#link("//x.y")[z] $1$'),)), "pdf")
    assert set(tags(loud)) == set(tags(quiet))
    assert b"/Annots" not in loud


def test_document_without_anything_is_a_page_that_says_so():
    file = drawn(Document("Nothing here"), "pdf")
    assert n_pages(file) == 1


def test_table_without_rows_keeps_its_heads():
    empty = Table("Asks", ("Ask", "Days"), ())
    assert tags(drawn(Document("None", blocks=(empty,)), "pdf")).count("TH") == 2


def test_long_table_goes_on_with_its_heads_on_every_page():
    file = drawn(Document("Long", blocks=(a_table(2000),)), "pdf")
    assert n_pages(file) > 30
    assert tags(file).count("TR") == 2001


def test_part_before_any_section_is_a_section():
    blocks = (Heading("First", level=2), Heading("Second", level=2))
    found = tags(drawn(Document("Order", blocks=blocks), "pdf"))
    assert [kind for kind in found if kind in {"H1", "H2"}] == ["H1", "H2"]


def test_emoji_is_told_by_its_name():
    assert fonts.drawable("Well done 👍🏽") == "Well done (thumbs up sign)"
    assert fonts.drawable("👩\u200d⚕️!") == "(woman, staff of aesculapius)!"


def test_letters_that_no_font_has_are_squares():
    assert fonts.drawable("Ward 7, 東京, ก") == "Ward 7, □□, □"
    assert fonts.drawable("\u0378") == "□"


def test_letters_that_some_font_has_stay():
    text = "Zoë, Łukasz, مرحبا, שלום, → ✓ ½ ☺"
    assert fonts.drawable(text) == text


def test_signs_that_cannot_stand_together_become_squares(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "drawable", lambda text: text)
    file = drawn(Document("東京", blocks=(Paragraph("ก"),)), "pdf")
    assert file.startswith(b"%PDF")
    assert fonts.plain("Zoë 東") == "Zoë □"


def _evidence(n: int, *, on_one_sheet: bool = True) -> Document:
    """Prose, then three sections of short lines: `n` of each."""
    lines = tuple(f"Line {k} of a section says something in a few words." for k in range(n))
    prose = (
        Paragraph(f"Paragraph {k}. " + "What is known is told in sentences. " * 5) for k in range(n)
    )
    sections = ((Heading(title), Bullets(lines)) for title in ("Limits", "Ask here", "Try"))
    blocks = (Heading("What is known"), *prose, *(block for pair in sections for block in pair))
    return Document("A claim", blocks=blocks, on_one_sheet=on_one_sheet)


def test_what_is_meant_for_one_sheet_goes_on_one_with_all_its_words_in_their_order():
    two, one = (drawn(_evidence(9, on_one_sheet=one), "pdf") for one in (False, True))
    assert (n_pages(two), n_pages(one)) == (2, 1)
    said, wanted = words_of(one), ["Paragraph 8.", "Limits", "Ask here", "Try", "Line 8"]
    places = [said.rindex(words) if words == "Line 8" else said.index(words) for words in wanted]
    assert places == sorted(places)
    assert said.count("Line 8") == 3
    kept = ("H1", "H2", "L", "LI", "P")
    assert [tags(one).count(kind) for kind in kept] == [tags(two).count(kind) for kind in kept]


def test_what_fits_or_never_will_is_set_as_everything_is():
    for n in (2, 40):
        one, usual = (drawn(_evidence(n, on_one_sheet=one), "pdf") for one in (True, False))
        assert one == usual


def test_what_has_nothing_to_stand_side_by_side_gets_smaller_letters_alone():
    blocks = (
        Heading("What is known"),
        *(Paragraph(f"{n}. " + "It is so. " * 24) for n in range(21)),
    )
    two, one = (Document("A claim", blocks=blocks, on_one_sheet=o) for o in (False, True))
    assert [n_pages(drawn(document, "pdf")) for document in (two, one)] == [2, 1]


def test_fault_of_the_setting_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "TEMPLATE", b"#panic(1)")
    with pytest.raises(ValueError, match="panicked"):
        drawn(everything(), "pdf")


def test_without_the_fonts_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: png.Path
):
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    fonts.fonts.cache_clear()
    with pytest.raises(RuntimeError, match="build_assets"):
        drawn(everything(), "pdf")
    fonts.fonts.cache_clear()
