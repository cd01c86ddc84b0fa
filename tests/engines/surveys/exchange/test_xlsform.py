"""XLSForm out and in."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from pyxform.xls2xform import convert
from tests.engines.surveys.asking import (
    a_choice,
    a_scale,
    a_text,
    asks,
    if_is,
    if_not,
    said,
    score,
    several,
)
from tests.engines.surveys.drawing import definitions
from tests.oracles.truth import SHARED

from groundswell.engines.surveys.definition import (
    NA,
    Condition,
    Kind,
    faults_of,
)
from groundswell.engines.surveys.exchange import bring_in, xlsform_of
from groundswell.engines.surveys.instruments import packs
from groundswell.ground.kernel.errors import Fault, Unusable

FORMATS = SHARED / "data" / "formats"
NOT_HERE = "the reference files data/formats are not here"


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def brought(survey, choices=(), **sheets):
    return bring_in(
        workbook(survey=survey, choices=[["list_name", "name", "label"], *choices], **sheets)
    )


YES_NO = (["yn", "yes", "Yes"], ["yn", "no", "No"])
HEAD = ["type", "name", "label", "relevant", "required", "hint", "constraint"]


@settings(max_examples=40, deadline=None)
@given(definition=definitions())
def test_what_is_taken_away_comes_back_without_loss(definition):
    found = bring_in(xlsform_of(definition, "Culture"))
    assert found.faults == () and found.left_out == ()
    assert found.definition == definition
    assert list(found.definition.languages) == list(definition.languages)


@pytest.mark.parametrize("key", packs())
def test_our_instruments_come_back_and_other_programs_read_them(key):
    pack = packs()[key]
    content = xlsform_of(pack.definition, pack.title)
    found = bring_in(content)
    assert (found.definition, found.title) == (pack.definition, pack.title)
    assert "<h:title>" in convert(io.BytesIO(content), validate=False, file_type=".xlsx").xform


def test_conditions_of_every_kind_come_back_and_other_programs_read_them():
    survey = asks(
        [a_scale(allows_na=True), a_choice(), several(allows_na=True)],
        a_text(
            shown_if=(
                Condition("safe", frozenset({1, NA})),
                *if_not("job", 1, 3),
                *if_is("ways", 2),
                *if_not("ways", 1, NA),
            )
        ),
    )
    content = xlsform_of(survey, "Culture")
    assert bring_in(content).definition == survey
    xform = convert(io.BytesIO(content), validate=False, file_type=".xlsx").xform
    assert xform.count("selected(") == 3


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-", "@sum", "=cmd|' /C calc'!A0", "http://x.example", "007", "1e5"]
)
def test_no_cell_is_a_formula_a_link_or_a_number(text):
    survey = asks(a_scale(label=text))
    content = xlsform_of(survey, text)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["survey"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert [cell.data_type for cell in cells] == ["s"]
    assert cells[0].hyperlink is None and cells[0].quotePrefix
    assert bring_in(content).definition == survey


def test_words_that_a_workbook_writes_in_its_own_way_come_back():
    survey = asks(a_scale(label='_x0041_ is <b> & "q" \n two  blanks ', hint=said("\ttab")))
    assert bring_in(xlsform_of(survey, "x")).definition == survey


def test_groups_become_pages_and_a_note_that_opens_one_its_introduction():
    found = brought([
        HEAD,
        ["begin group", "g", "You"],
        ["note", "n", "Think of last week."],
        ["text", "a", "Who?"],
        ["end group"],
        ["text", "b", "Else?"],
    ]).definition
    assert found.pages[0].title == said("You") and found.pages[0].intro == said(
        "Think of last week."
    )
    assert [[q.id for q in page.questions] for page in found.pages] == [["a"], ["b"]]
    assert found.pages[1].title == {}


def test_a_question_that_depends_on_its_own_page_goes_to_the_next():
    found = brought(
        [
            HEAD,
            ["select_one yn", "been", "Have you been?"],
            ["text", "where", "Where?", "${been} = 'yes'"],
        ],
        YES_NO,
    )
    assert [[q.id for q in page.questions] for page in found.definition.pages] == [
        ["been"],
        ["where"],
    ]
    assert found.definition.questions["where"].shown_if == if_is("been", 1)
    assert faults_of(found.definition) == ()


def test_numbers_make_a_scale_and_keep_what_they_count():
    rows = [["n", 0, "Never"], ["n", 2, "Often"], ["n", 4, "Always"], ["n", "na", "Can’t say"]]
    found = brought([HEAD, ["select_one n", "q", "How often?", "", "yes"]], rows).definition
    question = found.questions["q"]
    assert (question.kind, question.codes) == (Kind.SCALE, (0, 2, 4))
    assert question.allows_na and question.is_required


def test_languages_are_those_of_the_columns():
    found = bring_in(
        workbook(
            survey=[
                ["type", "name", "label::Cymraeg (cy)", "label::English (en)"],
                ["text", "a", "Pwy?", "Who?"],
            ],
            settings=[["form_title", "default_language"], ["Pulse", "English (en)"]],
        )
    )
    assert found.title == "Pulse"
    assert found.definition.languages == ("en-gb", "cy")
    assert found.definition.questions["a"].label == {"en-gb": "Who?", "cy": "Pwy?"}


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            ["integer", "a", "How many?"],
            "type",
            "Surveys here have no question of the type “integer”.",
        ),
        (
            ["geopoint", "a", "Where?"],
            "type",
            "Surveys here have no question of the type “geopoint”.",
        ),
        (
            ["start", "a"],
            "type",
            "“start” is filled in by the program, and answers here carry no such thing.",
        ),
        (["begin repeat", "r", "Each"], "type", "Questions that are repeated are asked once."),
        (
            ["text", "a", "Who?", "count(${b}) > 3"],
            "relevant",
            "“count(${b}) > 3” is too much for a survey here: the question is asked always.",
        ),
        (
            ["text", "a", "Who?", "", "", "", "regex(., 'x')"],
            "constraint",
            "“regex(., 'x')” is not checked here.",
        ),
        (
            ["select_one yn or_other", "a", "Been?"],
            "type",
            "“or other” is left out: nobody can add an answer of their own here.",
        ),
    ],
)
def test_what_cannot_be_said_here_is_listed_and_the_rest_is_read(row, column, reason):
    more = [["end repeat"]] if row[0] == "begin repeat" else []
    found = brought([HEAD, ["text", "first", "First?"], row, *more], YES_NO)
    assert [(f.row, f.column, f.reason) for f in found.left_out] == [(3, column, reason)]
    assert all(fault.remedy for fault in found.left_out)
    assert "first" in found.definition.questions


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([HEAD, ["text", "a"]], (2, "label", "This question has no words.")),
        ([HEAD, ["text", "", "Who?"]], (2, "name", "This question has no name.")),
        ([HEAD, ["", "a", "Who?"]], (2, "type", "This row has no type.")),
        (
            [HEAD, ["text", "a", "Who?"], ["text", "a", "Who?"]],
            (3, "name", "“a” is used twice."),
        ),
        (
            [HEAD, ["select_one gone", "a", "Who?"]],
            (2, "type", "The sheet “choices” has no list “gone”."),
        ),
        (
            [HEAD, ["begin group", "g", "G"], ["text", "a", "A?"]],
            (2, "type", "This group is never ended."),
        ),
        (
            [HEAD, ["text", "a", "A?"], ["end group"]],
            (3, "type", "A group ends here that never began."),
        ),
        (
            [["type", "name", "label", "label"], ["text", "a", "A?", "B?"]],
            (1, "label", "The sheet “survey” has two columns called “label”."),
        ),
        (
            [["type", "label"], ["text", "A?"]],
            (1, "name", "The sheet “survey” has no column “name”."),
        ),
        ([HEAD], (0, "", "There is no question yet. Add one, or begin from an instrument.")),
    ],
)
def test_a_faulty_file_gives_row_column_reason_and_remedy_and_no_definition(rows, fault):
    found = brought(rows, YES_NO)
    assert found.definition is None
    assert fault in [(f.row, f.column, f.reason) for f in found.faults]
    assert all(isinstance(f, Fault) and f.remedy for f in found.faults)


def test_a_list_with_an_empty_answer_is_a_fault_of_that_row():
    found = brought(
        [HEAD, ["select_one yn", "a", "A?"]], [["yn", "yes", "Yes"], ["yn", "no", None]]
    )
    assert (3, "label") in [(f.row, f.column) for f in found.faults]


def test_a_score_of_a_question_that_is_not_there_is_a_fault():
    survey = asks(a_scale(), scales=(score(),))
    book = openpyxl.load_workbook(io.BytesIO(xlsform_of(survey, "x")))
    book["scores"]["C2"] = "gone"
    out = io.BytesIO()
    book.save(out)
    found = bring_in(out.getvalue())
    assert found.definition is None
    assert [fault.column for fault in found.faults] == ["voice"]


def test_what_can_be_put_right_in_the_builder_does_not_keep_the_rest_out():
    found = brought([HEAD, ["text", "a", "x" * 600]])
    assert found.definition is not None
    assert [f.reason for f in found.left_out] == ["Shorten the question to 500 characters."]


def test_a_file_that_is_none_is_refused_with_a_sentence():
    for content in (
        b"",
        b"hello",
        b"PK\x03\x04broken",
        b"\x00" * 100,
        b"<html></html>",
        b"%PDF-1.7",
    ):
        with pytest.raises(Unusable):
            bring_in(content)


def test_a_workbook_without_questions_is_refused():
    with pytest.raises(Unusable, match="survey"):
        bring_in(workbook(people=[["name"], ["Joyce"]]))


def test_a_workbook_that_unpacks_without_end_is_refused():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(survey=[HEAD]))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for member in good.infolist():
            bad.writestr(member, good.read(member))
        bad.writestr("xl/more.xml", b"<a>" + b" " * 30_000_000 + b"</a>")
    with pytest.raises(Unusable):
        bring_in(out.getvalue())


def test_a_file_larger_than_questions_ever_are_is_refused():
    with pytest.raises(Unusable, match="5 MB"):
        bring_in(b"PK" + b" " * 5_000_000)


@pytest.mark.shared
@pytest.mark.skipif(not FORMATS.is_dir(), reason=NOT_HERE)
def test_files_of_others_are_read_or_told_why_not():
    for path in sorted(FORMATS.glob("xlsform-*.xlsx")):
        found = bring_in(path.read_bytes())
        is_bad = "-bad-" in path.name
        assert (found.definition is None) is is_bad, path.name
        assert bool(found.faults) is is_bad, path.name
        assert all(f.reason and f.remedy for f in (*found.faults, *found.left_out)), path.name
