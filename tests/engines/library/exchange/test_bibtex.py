"""BibTeX, and what people write in it."""

import pytest
from tests.engines.library.exchange.works import reasons

from groundswell.engines.library.exchange import (
    OTHERS,
    Author,
    Kind,
    Work,
    bibtex,
    bibtex_blocks,
)
from groundswell.engines.library.exchange.latex import latex_of, text_of_latex


def only(content):
    (work,) = bibtex.read(content).works
    return work


def entry(*fields, kind="article"):
    return f"@{kind}{{a,\n" + "".join(f"  {field},\n" for field in fields) + "}\n"


def test_an_entry_is_read_field_by_field():
    read = bibtex.read(
        '@string{asq = "Administrative Science" # { Quarterly}}\n@preamble{"x"}\n'
        "@comment{jabref-meta: {a}}\n"
        "@Article{edmondson1999,\n author = {Edmondson, Amy and {NHS England} and others},\n"
        ' Title = "Safety in {NHS} teams", journal = asq, year = 1999, month = jun,\n'
        " editor = {van Dam, Nina}, number = {2}, pages = {350--383}, abstract = {One\n line.\n\n"
        " Two.}, doi = {https://doi.org/10.2307/2666999}, keywords = {a; b, c},\n"
        " url = {\\url{http://a.example/~b_c}}, note = {n}, note = {m}, eprint = {1}\n}"
    )
    (work,) = read.works
    assert read.faults == ()
    assert work == Work(
        kind=Kind.ARTICLE,
        key="edmondson1999",
        authors=(Author("Edmondson", "Amy"), Author(literal="NHS England"), OTHERS),
        editors=(Author("van Dam", "Nina"),),
        title="Safety in NHS teams",
        container="Administrative Science Quarterly",
        year=1999,
        issue="2",
        pages="350-383",
        abstract="One line.\nTwo.",
        doi="10.2307/2666999",
        keywords=("a", "b, c"),
        url="http://a.example/~b_c",
        notes="n\nm",
        extra=(("eprint", "1"), ("month", "jun")),
    )
    assert "month = jun," in bibtex.write([work]) and "groundswell" not in bibtex.write([work])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            r"{\"o} \"o {\'E}tude \'{\i} \v{s} \v s \c{c} \aa \ss{} \o re",
            "ö ö Étude í š š ç åß øre",
        ),
        (r"\emph{a} \textbf{b} \unknown{c} 5\% R\&D \{x\}", r"a b \unknownc 5% R&D {x}"),
        (r"a--b---c ``q'' d~e \\ f\-g\,h", "a–b—c “q” d e fg h"),
        (r"$\beta$-blockers cost $5 and $6, $x_1$", "β-blockers cost $5 and $6, $x_1$"),
        (r"\'{} \"{}x \$ \ldots", "x $ …"),
        (r"\input{/etc/passwd}", r"\input/etc/passwd"),
        ("plain", "plain"),
    ],
)
def test_latex_is_shown_as_text(source, shown):
    assert text_of_latex(source) == shown


def test_every_sign_is_escaped_so_that_it_comes_back():
    text = r"\ { } & % $ # _ ~ ^ -- --- `` '' \textbackslash"
    assert text_of_latex(latex_of(text)) == text


@pytest.mark.parametrize(
    ("names", "author"),
    [
        ("Edmondson, Amy C.", Author("Edmondson", "Amy C.")),
        ("Amy C. Edmondson", Author("Edmondson", "Amy C.")),
        ("Ludwig van Beethoven", Author("van Beethoven", "Ludwig")),
        ("de la Cruz", Author("de la Cruz")),
        ("King, Jr., Martin Luther", Author("King", "Martin Luther, Jr.")),
        ("{NHS England and Wales}", Author(literal="NHS England and Wales")),
        (r"{\"O}zg{\"u}r, Ann", Author("Özgür", "Ann")),
        ("{Smith and Sons}, Ann", Author("Smith and Sons", "Ann")),
        ("Plato", Author("Plato")),
        ("{", Author()),
    ],
)
def test_a_name_is_read_in_every_way_it_is_written(names, author):
    found = only(f'@book{{a, title={{A}}, author="{names}"}}' if names != "{" else entry("title=A"))
    assert found.authors == ((author,) if author else ())


def test_a_name_may_be_in_braces_that_do_not_match():
    read = bibtex.read('@book{a, title={A}, author="{Ann and Bo, title={B}}')
    assert [w.title for w in read.works] == ["A"] and read.faults


@pytest.mark.parametrize(
    ("kind", "read_as", "extra", "n_faults"),
    [
        ("inproceedings", Kind.CONFERENCE, (), 0),
        ("mastersthesis", Kind.THESIS, (("type of entry", "mastersthesis"),), 0),
        ("thing", Kind.OTHER, (("type of entry", "thing"),), 1),
    ],
)
def test_a_type_is_read_and_kept_where_it_says_more_than_ours(kind, read_as, extra, n_faults):
    read = bibtex.read(entry("title = {A}", kind=kind))
    assert (read.works[0].kind, read.works[0].extra) == (read_as, extra)
    assert len(read.faults) == n_faults and f"@{kind}{{" in bibtex.write(read.works)


def test_an_address_given_as_where_it_was_published_is_the_address():
    work = only(entry("title = {A}", r"howpublished = {\url{https://nhs.example}}", kind="misc"))
    assert (work.url, work.container) == ("https://nhs.example", "")
    assert only(entry("title = {A}", "howpublished = {Leaflet}")).container == "Leaflet"


def test_an_entry_in_round_brackets_and_two_on_one_line_are_read():
    read = bibtex.read("x @book(a, title = {A (b)}) @book{b, title = {B}} and more")
    assert [w.title for w in read.works] == ["A (b)", "B"] and read.faults == ()


@pytest.mark.parametrize(
    ("content", "reason", "titles"),
    [
        (
            "@book{a,\n title={A}\n year=1999}",
            "Line 3: a comma is missing after the field “title”.",
            1,
        ),
        ("@book{a\n title={A}}", "Line 2: a comma is missing after the field “key”.", 1),
        ("@book{, title={A}}", "Line 1: the record has no key.", 1),
        ("@book{title={A}}", "Line 1: the record has no key.", 1),
        ("@book{a b=c, title={A}}", "Line 1: the record has no key.", 1),
        ("@book{a, junk, title={A}}", "Line 1: “junk” is no field.", 1),
        ("@book{a, title={A}, junk", "Line 1: “junk” is no field.", 1),
        ("@book{a, title={A}", "Line 1: the record is not closed.", 1),
        ("@book{a, title=, year=1999}", "Line 1: the field “title” has no value.", 0),
        ("@book{a, title=", "Line 1: the field “title” has no value.", 0),
        (
            "@book{a, title={A}, month=foo}",
            "Line 1: “foo” stands for no text that is known here.",
            1,
        ),
        ("@book{a, title={A}, title={B}}", "Line 1: the field “title” stands there 2 times.", 1),
        ("@book{a,\n title={A,\n year=1999\n}", "Line 2: the field “title” is not closed.", 1),
        ('@book{a,\n title="A,\n year=1999\n}', "Line 2: the field “title” is not closed.", 1),
        ("@book{a, title={A}, doi={x}}", "Line 1: “x” is no DOI.", 1),
        ("@book{a, title={A}, year={n.d.}}", "Line 1: “n.d.” names no year.", 1),
        ("@comment{a\n@preamble(x)\n@book{a, year=1999}", "Line 3: The record has no title.", 0),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_next_record_is_read(content, reason, titles):
    read = bibtex.read(content + "\n@book{next, title={Next}}\n")
    assert reason in reasons(read) and all(f.remedy and f.row == 1 for f in read.faults)
    assert [w.title for w in read.works] == ["A"] * titles + ["Next"]


def test_a_brace_that_is_missing_costs_one_field_and_not_the_others():
    read = bibtex.read("@book{a,\n title = {A {b},\n year = 1999,\n publisher = {Wiley}\n}")
    (work,) = read.works
    assert (work.title, work.year, work.publisher) == ("A b", 1999, "Wiley")
    assert reasons(read) == ["Line 2: the field “title” is not closed."]


def test_a_key_used_twice_is_a_fault_and_both_are_read():
    read = bibtex.read(entry("title = {A}") + entry("title = {B}"))
    assert [w.title for w in read.works] == ["A", "B"]
    assert [(f.row, f.reason) for f in read.faults] == [(2, "Line 4: the key “a” is used twice.")]


def test_texts_that_double_themselves_come_to_an_end():
    doubling = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    read = bibtex.read('@string{a0 = "0123456789"}\n' + doubling + entry("title = a59"))
    assert len(read.works[0].title) < 100
    assert any("is too long" in reason for reason in reasons(read))


def test_texts_stand_for_no_more_than_a_file_may_hold(monkeypatch):
    monkeypatch.setattr(bibtex_blocks, "MOST_BYTES", 30)
    read = bibtex.read('@string{s = "0123456789"}' + entry("title = s # s # s # s"))
    assert read.works[0].title == "012345678901234567890123456789s"
