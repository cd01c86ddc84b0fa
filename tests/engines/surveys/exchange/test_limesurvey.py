"""Survey structures of LimeSurvey."""

import pytest
from tests.engines.surveys.asking import if_is
from tests.oracles.truth import SHARED

from groundswell.engines.surveys.definition import Kind, faults_of
from groundswell.engines.surveys.exchange import bring_in
from groundswell.ground.kernel.errors import Unusable

FORMATS = SHARED / "data" / "formats"
NOT_HERE = "the reference files data/formats are not here"


def table(name, *rows):
    cells = "".join(
        "<row>" + "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) + "</row>"
        for row in rows
    )
    return f"<{name}><rows>{cells}</rows></{name}>"


def question(qid, code, kind, text, **more):
    row = {"qid": qid, "gid": "1", "sid": "9", "type": kind, "title": code, "parent_qid": "0"}
    return row | {"question": text, "language": "en", "question_order": qid, **more}


def part(qid, parent, code, text):
    return question(qid, code, "T", text) | {"parent_qid": parent}


def answer(qid, code, text, order):
    return {"qid": qid, "code": code, "answer": text, "sortorder": order, "language": "en"}


def lss(questions, *, parts=(), answers=(), kind="Survey", before=""):
    text = (
        f"<?xml version='1.0' encoding='UTF-8'?>{before}<document>"
        f"<LimeSurveyDocType>{kind}</LimeSurveyDocType>"
        "<languages><language>en</language></languages>"
        + table("answers", *answers)
        + table("groups", {"gid": "1", "group_name": "Work", "group_order": "0", "language": "en"})
        + table("questions", *questions)
        + table("subquestions", *parts)
        + table("surveys", {"sid": "9", "language": "en"})
        + table("surveys_languagesettings", {"surveyls_title": "Our &amp; pulse"})
        + "</document>"
    )
    return text.encode()


def found(*questions, **more):
    return bring_in(lss(questions, **more))


def test_choices_texts_and_their_order_are_read():
    brought = found(
        question("2", "Why", "T", "<p>Why?</p><script>alert(1)</script>"),
        question("1", "Job", "L", "Your <b>work</b> &amp; place?", mandatory="Y"),
        answers=[answer("1", "D", "Doctor", "2"), answer("1", "N", "Nurse", "1")],
    )
    assert brought.title == "Our & pulse" and brought.left_out == ()
    job, why = brought.definition.questions.values()
    assert (job.id, job.kind, job.is_required) == ("job", Kind.ONE, True)
    assert job.label == {"en-gb": "Your work & place?"}
    assert [o.label["en-gb"] for o in job.options] == ["Nurse", "Doctor"]
    assert (why.kind, why.label) == (Kind.TEXT, {"en-gb": "Why?"})


def test_each_line_of_an_array_becomes_a_question_and_its_head_the_introduction():
    brought = found(
        question("1", "LIK", "F", "How far do you agree?"),
        parts=[part("11", "1", "SQ1", "I can speak."), part("12", "1", "SQ2", "I am heard.")],
        answers=[answer("1", f"A{n}", label, str(n)) for n, label in enumerate("abc", 1)],
    )
    (page,) = brought.definition.pages
    assert page.intro == {"en-gb": "How far do you agree?"} and page.title == {"en-gb": "Work"}
    assert [(q.id, q.kind, q.codes) for q in page.questions] == [
        ("lik_sq1", Kind.SCALE, (1, 2, 3)),
        ("lik_sq2", Kind.SCALE, (1, 2, 3)),
    ]


def test_several_answers_are_the_lines_below_the_question():
    brought = found(
        question("1", "ways", "M", "How?", other="Y"),
        parts=[part("11", "1", "m", "Mail"), part("12", "1", "p", "Posters")],
    )
    ways = brought.definition.questions["ways"]
    assert (ways.kind, ways.codes) == (Kind.SEVERAL, (1, 2))
    assert [f.column for f in brought.left_out] == ["ways"]


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("Y", (1, 2)), ("G", (1, 2)), ("5", (1, 2, 3, 4, 5))],
)
def test_questions_with_answers_of_their_own_get_them(kind, codes):
    assert found(question("1", "a", kind, "A?")).definition.questions["a"].codes == codes


def test_simple_relevance_is_read_by_name_by_number_and_by_answer():
    brought = found(
        question("1", "been", "Y", "Been?"),
        question("2", "ways", "M", "How?"),
        question("3", "w1", "T", "Where?", relevance='been.NAOK == "Y"'),
        question("4", "w2", "T", "Where else?", relevance='9X1X1 == "N"'),
        question("5", "w3", "T", "Which?", relevance='ways_p.NAOK == "Y"'),
        parts=[part("21", "2", "m", "Mail"), part("22", "2", "p", "Posters")],
    )
    asked = brought.definition.questions
    assert asked["w1"].shown_if == if_is("been", 1)
    assert asked["w2"].shown_if == if_is("been", 2)
    assert asked["w3"].shown_if == if_is("ways", 2)
    assert faults_of(brought.definition) == ()


def test_relevance_that_counts_is_listed_and_the_question_is_asked_always():
    brought = found(question("1", "a", "T", "A?", relevance="count(that.x) > 0"))
    assert brought.definition.questions["a"].shown_if == ()
    assert [(f.row, f.column) for f in brought.left_out] == [(1, "relevant")]


@pytest.mark.parametrize("kind", [*list("XNKDR1:;|*I"), "?"])
def test_a_type_that_cannot_be_asked_is_listed_with_what_to_do(kind):
    brought = found(question("1", "first", "T", "First?"), question("2", "odd", kind, "Odd?"))
    ((fault),) = brought.left_out
    assert (fault.row, fault.column) == (2, "odd") and fault.reason and fault.remedy
    assert list(brought.definition.questions) == ["first"]


BOMB = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("before", [BOMB, OUTSIDE, "<!DOCTYPE d SYSTEM 'http://x.example/d'>"])
def test_a_file_that_declares_entities_is_refused_unopened(before):
    with pytest.raises(Unusable, match="damaged"):
        found(question("1", "a", "T", "A?"), before=before)


@pytest.mark.parametrize(
    "content",
    [b"<", b"<document></document>", b"<a/>", b"<?xml version='1.0' encoding='nope'?><a/>"],
)
def test_what_is_no_structure_is_refused(content):
    with pytest.raises(Unusable):
        bring_in(content)


def test_another_file_of_limesurvey_is_refused():
    with pytest.raises(Unusable, match="lss"):
        found(question("1", "a", "T", "A?"), kind="Group")


@pytest.mark.shared
@pytest.mark.skipif(not FORMATS.is_dir(), reason=NOT_HERE)
def test_demonstration_surveys_are_read():
    read = {path.name: bring_in(path.read_bytes()) for path in FORMATS.glob("limesurvey-*.lss")}
    assert all(brought.definition and not brought.faults for brought in read.values())
    ours = read["limesurvey-culture30.lss"]
    assert (len(ours.definition.questions), ours.left_out) == (32, ())
    many = read["limesurvey-ls6_sample_survey_multilingual_fr_de_en_it_ru.lss"].definition
    assert set(many.languages) == {"de-informal", "en-gb", "fr", "it", "ru"}
