"""What is written is read back, whole, in every format."""

import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.library.exchange.works import EDMONDSON, ODD, TEXTS, WORKS

from groundswell.engines.library.exchange import (
    Author,
    Kind,
    Work,
    bibtex,
    carrying,
    csl,
    ris,
)

FORMATS = [
    pytest.param(ris, id="ris"),
    pytest.param(bibtex, id="bibtex"),
    pytest.param(csl, id="csl"),
]
small = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("form", FORMATS)
@small
@given(works=st.lists(WORKS, max_size=3))
def test_every_work_comes_back_as_it_was(form, works):
    assert form.read(form.write(works)).works == tuple(works)


@pytest.mark.parametrize("form", FORMATS)
@small
@given(content=TEXTS | st.lists(st.sampled_from(ODD)).map("".join) | st.binary(max_size=60))
def test_whatever_is_read_it_never_raises_and_what_it_gives_comes_back(form, content):
    works = form.read(content).works
    assert form.read(form.write(works)).works == works


@pytest.mark.parametrize("form", FORMATS)
def test_a_plain_work_is_written_without_anything_of_ours(form):
    written = form.write([EDMONDSON])
    assert "groundswell" not in written
    assert form.read(written.encode()).works == (EDMONDSON,)
    assert form.read(written).faults == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_work_comes_back_without_anything_of_ours(form, kind):
    work = replace(EDMONDSON, kind=kind)
    assert form.read(form.write([work])).works == (work,)
    assert "groundswell" not in form.write([work])


@pytest.mark.parametrize("form", FORMATS)
def test_no_works_are_an_empty_file(form):
    assert form.read(form.write([])).works == form.read(b"").works == ()
    assert form.read("").faults == ()


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_format_cannot_say_travels_along_until_somebody_changes_the_field(form):
    body = Author(literal="Department of Health, Social Services and Public Safety")
    work = Work(title="Care", authors=(body,), extra=(("JA", "j. care"), ("b,c", "d")), key="care")
    written = form.write([work])
    assert form.read(written).works == (work,)
    changed = written.replace("Department of Health", "Ministry of Health")
    (read,) = form.read(changed).works
    assert "Ministry of Health" in str(read.authors) and read.extra == work.extra


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "carried",
    [
        "no json",
        "[" * 50_000,
        "[1]",
        '{"title": ["00000000", "Other"]}',
        '{"title": 7}',
        '{"year": ["74234e98", "soon"]}',
        '{"year": ["74234e98", 1e999]}',
        '{"notes": ["9d3ee2a3", 5]}',
        '{"kind": ["0", "no kind"], "nothing": ["0", 1]}',
    ],
)
def test_what_is_not_packed_by_us_changes_nothing(form, carried):
    work = Work(title="Care", key="care")
    escaped = carried.replace("{", r"\{").replace("}", r"\}")
    custom = json.dumps({"groundswell": carried})
    packed = {
        ris: f"TY  - GEN\nID  - care\nTI  - Care\nU5  - groundswell {carried}\nER  - \n",
        bibtex: f"@misc{{care,\n title = {{Care}},\n groundswell = {{{escaped}}}}}",
        csl: f'[{{"id": "care", "type": "document", "title": "Care", "custom": {custom}}}]',
    }
    assert form.read(packed[form]).works == (work,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "soon"),
        ("year", 1e999),
        ("year", [1]),
        ("title", 5),
        ("kind", "poem"),
        ("authors", [["A"], 7]),
        ("authors", [["A", "B", "", ""]]),
        ("keywords", [1]),
        ("extra", ["a", 1]),
    ],
)
def test_what_was_packed_and_then_damaged_is_left(field, value):
    plain, whole = Work(title="Care"), replace(EDMONDSON, extra=(("a", "b"),))
    packed = json.loads(carrying.packed(whole, plain))
    assert carrying.restored(plain, json.dumps(packed)) == whole
    packed[field][1] = value
    assert carrying.restored(plain, json.dumps(packed)) == plain


def test_two_works_with_one_key_are_written_with_two_and_come_back_with_one():
    works = (Work(title="One", key="same"), Work(title="Two", key="same"), Work(title="Three"))
    assert "@misc{same-2," in bibtex.write(works) and "@misc{three," in bibtex.write(works)
    for form in (bibtex, csl):
        assert form.read(form.write(works)).works == works


def test_another_reader_of_ris_finds_the_same_in_what_we_write():
    (entry,) = rispy.loads(ris.write([EDMONDSON]))
    assert entry["type_of_reference"] == "JOUR" and entry["title"] == EDMONDSON.title
    assert entry["authors"] == ["Edmondson, A. C.", "NHS England"] and entry["year"] == "1999"
    assert (entry["start_page"], entry["end_page"]) == ("350", "383")
    assert entry["keywords"] == ["teams", "safety"] and entry["doi"] == EDMONDSON.doi


def test_another_reader_of_bibtex_finds_the_same_in_what_we_write():
    library = bibtexparser.parse_string(bibtex.write([EDMONDSON, Work(title="{100%} & more")]))
    assert not library.failed_blocks
    first, second = library.entries
    fields = {name: field.value for name, field in first.fields_dict.items()}
    assert (first.entry_type, first.key) == ("article", "edmondson-1999")
    assert fields["author"] == "Edmondson, A. C. and {NHS England}" and fields["year"] == "1999"
    assert fields["title"] == "Psychological safety and learning behavior in {NHS} teams"
    assert second.key == "100"
