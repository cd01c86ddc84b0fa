"""Which works are the same."""

from dataclasses import replace

import pytest

from groundswell.engines.library.exchange import (
    OTHERS,
    Author,
    By,
    Match,
    Work,
    duplicates,
    same_doi,
    title_print,
)

TITLE = "Psychological safety and learning behavior in work teams"
AMY = Author("Edmondson", "A.")
KNOWN = Work(title=TITLE, authors=(AMY, Author("Lei", "Z.")), year=1999)
WITH_DOI = replace(KNOWN, doi="10.2307/2666999")


def found(new, *known):
    return duplicates([new], list(enumerate(known or (KNOWN,), 70)))


def certain(by):
    return [Match(new=0, known=70, earlier=None, by=by, certain=True)]


PERHAPS = [Match(new=0, known=70, earlier=None, by=By.TITLE, certain=False)]


def test_the_same_doi_is_certain_whatever_else_differs():
    assert found(Work(title="Other", doi="10.2307/2666999"), WITH_DOI) == certain(By.DOI)


def test_a_doi_in_an_address_is_a_doi():
    link = Work(title="Other", url="https://doi.org/10.2307/2666999")
    assert same_doi(link, WITH_DOI) and found(link, WITH_DOI) == certain(By.DOI)
    assert not same_doi(KNOWN, KNOWN)
    assert not same_doi(replace(link, url="https://nhs.example"), WITH_DOI)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "The psychological safety: and learning behavior in WORK teams."},
        {"year": 2000},
        {"authors": (Author("LEI", "Zhike"),)},
        {"authors": (Author(literal="Edmondson AC"),)},
        {"doi": "10.2307/2666999"},
    ],
)
def test_the_same_title_year_and_an_author_are_certain(changes):
    assert found(replace(KNOWN, **changes)) == certain(By.TITLE)


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 2010},
        {"year": None},
        {"authors": ()},
        {"authors": (OTHERS,)},
        {"authors": (Author("Edmondsen"),)},
        {"title": TITLE.replace("behavior", "behaviour")},
        {"title": TITLE.replace("learning", "laerning"), "year": None},
        {"title": TITLE + ": a study of 51 teams"},
    ],
)
def test_what_nearly_agrees_is_perhaps(changes):
    assert found(replace(KNOWN, **changes)) == PERHAPS


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Learning"},
        {"title": "Psychological safety and learning behavior in other places"},
        {"authors": (Author("Other"),), "year": 2010},
        {"title": TITLE.replace("behavior", "behaviour"), "authors": (Author("Other"),)},
        {"title": TITLE.replace("behavior", "behaviour"), "year": 2010},
        {"title": ""},
    ],
)
def test_what_differs_is_not_found(changes):
    assert found(replace(KNOWN, **changes)) == []


def test_different_dois_are_never_certain_but_may_be_a_preprint():
    preprint = replace(KNOWN, doi="10.31234/osf.io/abc")
    assert found(preprint, WITH_DOI) == PERHAPS
    spelt = replace(preprint, title=TITLE.replace("behavior", "behaviour"))
    assert found(spelt, WITH_DOI) == PERHAPS
    assert found(replace(preprint, authors=()), WITH_DOI) == []
    assert found(replace(spelt, authors=()), WITH_DOI) == []


def test_a_title_that_many_works_have_says_nothing_alone():
    editorial = Work(title="Editorial", year=1999)
    assert found(editorial, Work(title="Editorial", year=1999, authors=(AMY,))) == []
    assert found(replace(editorial, authors=(AMY,)), Work(title="Editorial", authors=(AMY,)))


def test_a_subtitle_that_one_of_them_lacks_is_perhaps_in_both_directions():
    long = replace(KNOWN, title="The fearless organization: creating safety")
    short = replace(KNOWN, title="Fearless organization")
    assert found(long, short) == found(short, long) == PERHAPS


def test_titles_that_differ_in_a_number_are_different_works():
    assert (
        found(replace(KNOWN, title=TITLE + " part 1"), replace(KNOWN, title=TITLE + " part 2"))
        == []
    )


@pytest.mark.parametrize(("one", "two"), [("Leadership", "Leadershp"), ("Teaming", "Teamimg")])
def test_a_slip_in_a_short_title_is_seen(one, two):
    assert found(replace(KNOWN, title=one), replace(KNOWN, title=two)) == PERHAPS


def test_new_works_are_compared_with_each_other_too():
    works = [WITH_DOI, replace(WITH_DOI, title="Other"), KNOWN]
    assert duplicates(works, []) == [
        Match(new=1, known=None, earlier=0, by=By.DOI, certain=True),
        Match(new=2, known=None, earlier=0, by=By.TITLE, certain=True),
    ]


def test_of_many_that_it_may_be_only_a_few_are_named():
    known = [(n, replace(KNOWN, title=TITLE + " " + letter)) for n, letter in enumerate("bcdefghi")]
    assert len(duplicates([KNOWN], known)) == 5


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("The “Élan” of R&D", "elan of r and d"),
        ("Don’t panic!", "dont panic"),
        ("The A", "the a"),
        ("…", ""),
        ("Snake_case – <b>bold</b>", "snake case bold"),
    ],
)
def test_a_title_is_compared_by_its_words(title, printed):
    assert title_print(title) == printed


def test_a_large_library_is_gone_through_in_a_moment(processor_time):
    words = ["leadership", "culture", "safety", "teams", "ward", "board", "trust", "voice"]
    known = [
        (n, Work(title=f"{words[n % 8]} of {words[n // 8 % 8]} at w{n}x site", year=2001))
        for n in range(20_000)
    ]
    new = [replace(work, title=work.title.replace("site", "sitte")) for _n, work in known[:200]]
    begun = processor_time()
    assert {match.new for match in duplicates(new, known)} == set(range(200))
    assert processor_time() - begun < 4  # a second or so; a loaded machine takes longer


def test_a_library_of_titles_that_are_all_alike_takes_no_longer(processor_time):
    known = [(n, Work(title=f"annual report of the leadership academy w{n}")) for n in range(5_000)]
    duplicates([work for _n, work in known[:200]], known)
    assert processor_time() < 6
