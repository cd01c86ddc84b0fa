"""CSL-JSON, and what programs make of it."""

import json

import pytest
from tests.engines.library.exchange.works import reasons

from groundswell.engines.library.exchange import OTHERS, Author, Kind, Work, csl


def read(*items):
    return csl.read(json.dumps(items))


def item(**more):
    return {"id": "a", "type": "article-journal", "title": "A", **more}


def only(**more):
    (work,) = read(item(**more)).works
    return work


def test_a_record_is_read_field_by_field():
    work = only(
        **{"container-title": "ASQ", "publisher-place": "Ithaca", "page": "350-383", "volume": 44},
        author=[{"family": "Edmondson", "given": "A."}, {"literal": "NHS England"}],
        editor=[{"family": "Dam", "non-dropping-particle": "van", "given": "N", "suffix": "Jr"}],
        issued={"date-parts": [[1999, 6]]},
        DOI="10.2307/2666999",
        keyword="a, b",
        note="n",
        **{"call-number": "x"},
        source=None,
    )
    assert work == Work(
        kind=Kind.ARTICLE,
        key="a",
        title="A",
        container="ASQ",
        place="Ithaca",
        pages="350-383",
        volume="44",
        authors=(Author("Edmondson", "A."), Author(literal="NHS England")),
        editors=(Author("van Dam", "N, Jr"),),
        year=1999,
        doi="10.2307/2666999",
        keywords=("a", "b"),
        notes="n",
        extra=(("call-number", "x"), ("issued", '{"date-parts": [[1999, 6]]}')),
    )
    assert json.loads(csl.write([work]))[0]["issued"] == {"date-parts": [[1999, 6]]}


@pytest.mark.parametrize(
    "whole",
    [
        {"title": "A", "type": "book"},
        {"items": [{"title": "A", "type": "book"}]},
        {"message": {"title": ["A"], "type": "book"}},
        {"message": {"items": [{"title": ["A"], "type": "book"}]}},
    ],
)
def test_one_object_and_the_answers_of_crossref_are_read_as_a_list_is(whole):
    found = csl.read(json.dumps(whole))
    assert [w.title for w in found.works] == ["A"] and found.faults == ()


@pytest.mark.parametrize(
    ("issued", "year", "is_kept"),
    [
        ({"date-parts": [[1999]]}, 1999, False),
        ({"date-parts": [["1999"]]}, 1999, False),
        ({"date-parts": [["1999", "06"]]}, 1999, True),
        ({"date-parts": [[1999], [2001]]}, 1999, True),
        ({"date-parts": [[1999]], "circa": True}, 1999, True),
        ({"raw": "June 1999"}, 1999, True),
        ("1999", 1999, False),
        (1999, 1999, False),
    ],
)
def test_a_date_gives_its_year_and_is_kept_where_it_says_more(issued, year, is_kept):
    found = read(item(issued=issued))
    (work,) = found.works
    assert (work.year, bool(work.extra), found.faults) == (year, is_kept, ())
    written = csl.write([work])
    assert csl.read(written).works == (work,)
    if is_kept:
        assert json.loads(written)[0]["issued"] == issued


@pytest.mark.parametrize("issued", [{"date-parts": [[-380]]}, {"date-parts": [[None]]}, [], "soon"])
def test_a_date_without_a_year_is_a_fault_and_is_kept(issued):
    found = read(item(issued=issued))
    assert found.works[0].year is None and "names no year" in reasons(found)[0]
    assert found.works[0].extra[0][0] == "issued"
    assert csl.read(csl.write(found.works)).works == found.works


def test_a_date_of_another_year_than_the_work_is_not_written_as_its_date():
    work = Work(title="A", key="a", year=2001, extra=(("issued", '{"date-parts": [[1999, 6]]}'),))
    assert json.loads(csl.write([work]))[0]["issued"] == {"date-parts": [[2001]]}
    assert csl.read(csl.write([work])).works == (work,)


@pytest.mark.parametrize(
    ("author", "read_as"),
    [
        ([{"literal": "et al."}], (OTHERS,)),
        (["NHS England"], (Author(literal="NHS England"),)),
        ({"name": "NHS England"}, (Author(literal="NHS England"),)),
        ([{"family": "Beethoven", "dropping-particle": "van"}], (Author("Beethoven", "van"),)),
    ],
)
def test_names_are_read_in_every_way_they_are_written(author, read_as):
    assert only(author=author).authors == read_as


@pytest.mark.parametrize(
    ("broken", "column", "reason"),
    [
        ({"author": [7, {"family": "B"}]}, "author", "“7” is no name."),
        ({"author": [{}]}, "author", "“{}” is no name."),
        ({"volume": {"a": 1}}, "volume", "The field “volume” holds no text."),
        ({"volume": True}, "volume", "The field “volume” holds no text."),
        ({"DOI": "n/a"}, "DOI", "“n/a” is no DOI."),
        ({"type": "thing"}, "type", "“thing” is no type of CSL."),
        ({"type": 7}, "type", "“7” is no type of CSL."),
        ({"type": None}, "type", "The type is missing."),
    ],
)
def test_a_field_that_is_wrong_is_a_fault_and_the_rest_is_read(broken, column, reason):
    found = read(item(**broken), item())
    assert [w.title for w in found.works] == ["A", "A"]
    assert [(f.row, f.column, f.reason) for f in found.faults] == [(1, column, reason)]
    assert csl.read(csl.write(found.works)).works == found.works


def test_what_is_no_record_is_left_out_and_its_neighbours_are_read():
    found = read(item(), "text", None, [], {"type": "book"}, item(title="B"))
    assert [w.title for w in found.works] == ["A", "B"]
    assert [f.row for f in found.faults] == [2, 3, 4, 5]
    assert reasons(found)[0] == "“text” is no record."


def test_a_file_that_is_no_json_is_one_fault_with_its_place():
    found = csl.read('[{"title": "A"},\n {"title" "B"}]')
    assert found.works == ()
    assert reasons(found) == ["Line 2, character 11: this is no JSON."]


@pytest.mark.parametrize("content", ["[" * 200_000, '{"volume": ' + "1" * 5_000 + "}"])
def test_a_file_that_is_too_deep_is_one_fault(content):
    assert reasons(csl.read(content)) == ["The file is too deep or its numbers are too long."]


def test_of_several_texts_the_first_counts_and_the_rest_is_kept():
    work = only(ISSN=["0001-8392", "1930-3815"])
    assert (work.issn, work.extra) == ("0001-8392", (("ISSN", "1930-3815"),))
    assert csl.read(csl.write([work])).works == (work,)


def test_what_has_no_place_keeps_its_shape():
    link = [{"URL": "https://a.example", "n": 1}]
    custom = {"tag": "x"}
    written = json.loads(csl.write([only(link=link, custom=custom, odd='[1, "}', like="[1,2]")]))[0]
    assert (written["link"], written["custom"]) == (link, custom)
    assert (written["odd"], written["like"]) == ('[1, "}', "[1,2]")


def test_what_we_pack_stands_beside_what_others_have_put_there():
    work = Work(title="A", extra=(("custom", '{"tag": "x"}'), ("volume", "7")))
    custom = json.loads(csl.write([work]))[0]["custom"]
    assert custom["tag"] == "x" and "groundswell" in custom
    assert csl.read(csl.write([work])).works == (work,)
