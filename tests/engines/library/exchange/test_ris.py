"""RIS, and what programs make of it."""

import pytest
import rispy
from tests.engines.library.exchange.works import reasons
from tests.oracles.truth import SHARED

from groundswell.engines.library.exchange import OTHERS, Author, Kind, ris

FORMATS = SHARED / "data" / "formats"
NOT_HERE = "the reference files data/formats are not here"
needs_files = pytest.mark.skipif(not FORMATS.is_dir(), reason=NOT_HERE)


def record(*lines, kind="JOUR"):
    return "\n".join((f"TY  - {kind}", *lines, "ER  - ", ""))


def only(content):
    (work,) = ris.read(content).works
    return work


@pytest.mark.shared
@needs_files
@pytest.mark.parametrize("name", ["basic", "extraneous_data", "full", "utf_chars", "wos"])
def test_a_file_of_another_program_is_read_without_fault_and_comes_back(name):
    read = ris.read((FORMATS / f"example_{name}.ris").read_bytes())
    assert read.works and read.faults == ()
    assert ris.read(ris.write(read.works)).works == read.works


@pytest.mark.shared
@needs_files
@pytest.mark.parametrize("name", ["basic", "full", "extraneous_data"])
def test_another_reader_finds_the_same_in_a_file_of_another_program(name):
    text = (FORMATS / f"example_{name}.ris").read_text(encoding="utf-8")
    for ours, theirs in zip(ris.read(text).works, rispy.loads(text), strict=True):
        assert ours.title == (theirs.get("title") or theirs["primary_title"])
        people = theirs.get("authors") or theirs["first_authors"]
        assert [a.family for a in ours.authors] == [p.split(",")[0] for p in people]
        assert ours.volume == theirs["volume"] and list(ours.keywords) == theirs.get("keywords", [])


def test_a_record_is_read_field_by_field():
    work = only(
        record("AU  - Edmondson, A.", "A1  - NHS England", "AU  - et al.", "A2  - Ed, I.")
        .replace("ER", "PY  - 1999/06//\nTI  - Safety\nT2  - ASQ\nSP  - 350\nEP  - 383\nER")
        .replace("ER", "DO  - doi:10.2307/2666999.\nSN  - 0001-8392\nKW  - a; b\nN1  - n\nER")
    )
    assert work.authors == (Author("Edmondson", "A."), Author(literal="NHS England"), OTHERS)
    assert work.editors == (Author("Ed", "I."),) and work.container == "ASQ"
    assert (work.year, work.pages, work.extra) == (1999, "350-383", (("DA", "1999/06//"),))
    assert (work.doi, work.issn, work.isbn) == ("10.2307/2666999", "0001-8392", "")
    assert (work.keywords, work.notes) == (("a", "b"), "n")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("cp1252", b""),
        ("utf-16", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32", b""),
    ],
)
def test_a_file_is_read_in_every_usual_encoding(encoding, mark):
    text = record("TI  - Zoë’s café – naïve")
    assert only(mark + text.encode(encoding)).title == "Zoë’s café – naïve"


def test_a_byte_that_means_nothing_in_windows_1252_harms_nothing():
    assert only(record("TI  - Zo\xeb").encode("latin-1") + b"\x81").title == "Zoë"


def test_a_damaged_letter_in_a_file_of_utf_8_is_a_fault_and_the_rest_is_read():
    content = record("TI  - éééééé").encode() + b"\xff"
    read = ris.read(content)
    assert read.works[0].title == "éééééé"
    assert reasons(read)[0] == "1 character of the file is damaged."


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(line_end):
    text = record("AB  - One", "two", "TI  - Safety").replace("\n", line_end)
    assert only(text).abstract == "One\ntwo"


def test_characters_that_cannot_be_shown_are_taken_out():
    assert only(record("TI  - Sa\x00fe\u202ety\ud800")).title == "Safety"


def test_of_several_tags_for_one_field_the_first_counts_and_the_rest_is_kept():
    work = only(
        record("JA  - asq", "JF  - ASQ", "T1  - B", "TI  - A", "UR  - u", "UR  - v", "UR  - u")
    )
    assert (work.title, work.container, work.url) == ("A", "ASQ", "u")
    assert work.extra == (("JA", "asq"), ("T1", "B"), ("UR", "v"))


def test_tags_that_are_not_known_are_kept_and_are_no_fault():
    read = ris.read(record("TI  - A", "ZZ  - odd", "M1  - 7"))
    assert read.works[0].extra == (("M1", "7"), ("ZZ", "odd")) and read.faults == ()


@pytest.mark.parametrize(
    ("lines", "pages", "extra"),
    [
        (["SP  - 350", "EP  - 383"], "350-383", ()),
        (["SP  - 350–383"], "350-383", ()),
        (["SP  - e1"], "e1", ()),
        (["EP  - 9"], "9", ()),
        (["SP  - 1", "SP  - 2"], "1", (("SP", "2"),)),
    ],
)
def test_pages_are_put_together(lines, pages, extra):
    work = only(record("TI  - A", *lines))
    assert (work.pages, work.extra) == (pages, extra)


@pytest.mark.parametrize(
    ("kind", "number", "field"),
    [
        ("JOUR", "0001-8392", "issn"),
        ("BOOK", "978-0-306-40615-7", "isbn"),
        ("BOOK", "0001-8392", "issn"),
        ("BOOK", "unclear", "isbn"),
        ("JOUR", "unclear", "issn"),
        ("JOUR", "0306406152", "isbn"),
        ("JOUR", "1932-6208 1932-6203", "issn"),
    ],
)
def test_an_isbn_is_told_from_an_issn(kind, number, field):
    assert getattr(only(record("TI  - A", f"SN  - {number}", kind=kind)), field) == number


@pytest.mark.parametrize(
    ("dates", "year", "extra"),
    [
        (["PY  - 2014//"], 2014, ()),
        (["PY  - 2014", "DA  - 2014"], 2014, ()),
        (["DA  - 2014/03/02/", "PY  - 2013"], 2013, (("DA", "2014/03/02/"),)),
        (["Y1  - c. 1999"], 1999, (("DA", "c. 1999"),)),
        (["PY  - "], None, ()),
    ],
)
def test_a_date_gives_its_year_and_is_kept_where_it_says_more(dates, year, extra):
    read = ris.read(record("TI  - A", *dates))
    assert (read.works[0].year, read.works[0].extra) == (year, extra) and read.faults == ()


def test_a_date_without_a_year_is_a_fault_and_is_kept():
    read = ris.read(record("TI  - A", "PY  - in press"))
    assert read.works[0].extra == (("PY", "in press"),)
    ((fault),) = read.faults
    assert (fault.row, fault.column) == (1, "PY")
    assert fault.reason == "Line 3: “in press” names no year." and fault.remedy


def test_a_doi_that_is_none_is_a_fault_and_is_kept():
    read = ris.read(record("TI  - A", "DO  - n/a"))
    assert read.works[0].doi == "" and read.works[0].extra == (("DO", "n/a"),)
    assert reasons(read) == ["Line 3: “n/a” is no DOI."]


def test_a_record_without_a_title_is_left_out_and_its_neighbours_are_read():
    read = ris.read(record("TI  - A") + record("AU  - Nobody") + record("TI  - B"))
    assert [w.title for w in read.works] == ["A", "B"]
    assert [(f.row, f.reason) for f in read.faults] == [(2, "Line 4: The record has no title.")]


def test_a_record_that_does_not_end_is_read_up_to_the_next():
    read = ris.read("TY  - JOUR\nTI  - A\nTY  - BOOK\nTI  - B\n")
    assert [w.title for w in read.works] == ["A", "B"]
    assert reasons(read) == [
        "Line 2: the record ends without “ER  -”.",
        "Line 4: the record ends without “ER  -”.",
    ]


def test_a_record_without_a_type_is_read_as_other():
    read = ris.read(record("TI  - A") + "TI  - B\nER  - \n")
    assert [w.kind for w in read.works] == [Kind.ARTICLE, Kind.OTHER]
    assert reasons(read) == ["Line 4: the record does not begin with its type."]


def test_text_outside_the_records_is_one_fault_unless_it_only_counts_them():
    between = "1.\nRecord #1 of 2\nProvider: X\n"
    assert ris.read(between + record("TI  - A")).faults == ()
    read = ris.read("Dear Ann,\nhere they are:\n" + record("TI  - A") + "Bye\n")
    assert [w.title for w in read.works] == ["A"]
    assert reasons(read) == [
        "Line 1: “Dear Ann,” stands outside every record.",
        "Line 6: “Bye” stands outside every record.",
    ]


@pytest.mark.parametrize(
    ("kind", "read_as", "extra", "n_faults"),
    [
        ("MGZN", Kind.ARTICLE, (("TY", "MGZN"),), 0),
        ("Journal Article", Kind.ARTICLE, (), 0),
        ("chap", Kind.CHAPTER, (), 0),
        ("NOPE", Kind.OTHER, (("TY", "NOPE"),), 1),
        ("", Kind.OTHER, (), 1),
    ],
)
def test_a_type_is_read_and_kept_where_it_says_more_than_ours(kind, read_as, extra, n_faults):
    read = ris.read(record("TI  - A", kind=kind))
    assert (read.works[0].kind, read.works[0].extra) == (read_as, extra)
    assert len(read.faults) == n_faults
    assert ris.read(ris.write(read.works)).works == read.works


@pytest.mark.parametrize("text", ["TY - JOUR\nTI - A\nER -", "  TY  - JOUR\n  TI  - A\n  ER  -\n"])
def test_careless_blanks_do_no_harm(text):
    assert only(text).title == "A"


def test_a_title_may_stand_in_the_short_title_alone():
    assert only(record("ST  - Short")).title == "Short"


WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Edmondson, A
   Lei, ZK
AF Edmondson, Amy
   Lei, Zhike
CA NHS England
TI Psychological Safety: The History,
   Renaissance, and Future
SO ANNUAL REVIEW
DT {document}
DE teams; safety
ID TRUST
CR Argyris C, 1993, KNOWLEDGE
   Baer M, 2003, J ORGAN BEHAV
SN 2327-0608
BP 23
EP 43
PY 2014
DI 10.1146/annurev-orgpsych-031413-091305
{end}
"""


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ("Article", Kind.ARTICLE),
        ("Proceedings Paper", Kind.CONFERENCE),
        ("Article; Book Chapter", Kind.CHAPTER),
    ],
)
def test_the_format_of_web_of_science_is_read(document, kind):
    read = ris.read(WOS.format(document=document, end="ER\n\nEF"))
    (work,) = read.works
    assert read.faults == () and work.kind == kind
    assert work.title == "Psychological Safety: The History, Renaissance, and Future"
    assert [a.given or a.literal for a in work.authors] == ["Amy", "Zhike", "NHS England"]
    assert (work.pages, work.year, work.keywords) == ("23-43", 2014, ("teams", "safety", "TRUST"))
    assert dict(work.extra)["AU"] == "Edmondson, A\nLei, ZK"
    assert dict(work.extra)["CR"].count("\n") == 1
    assert ris.read(ris.write(read.works)).works == read.works


def test_a_record_of_web_of_science_that_does_not_end_is_read_with_a_fault():
    first = WOS.format(document="Article", end="")
    read = ris.read(first + "PT B\nTI A book\n   of two lines\nER\nER\n   nobody's\nEF\n")
    assert [w.title for w in read.works][1:] == ["A book of two lines"]
    assert reasons(read) == ["The record that begins on line 3 has no “ER”."]
