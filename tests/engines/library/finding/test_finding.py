"""What readers find in the library, in which order, and how it is narrowed down."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.engines.library.finding.making import a_page, a_work

from groundswell.engines.library.finding.asked import asked_by
from groundswell.engines.library.models import Choice, Entry, Gram, Item, Word
from groundswell.engines.library.queries import FindPage, find_page

pytestmark = pytest.mark.django_db


def found(q: str = "", **chosen: str) -> FindPage:
    """What somebody without an account is shown."""
    return find_page(None, asked_by({"q": q, **chosen}))


def titles(q: str = "", **chosen: str) -> list[str]:
    return [link.title for link in found(q, **chosen).results]


def options(page: FindPage) -> dict[str, dict[str, str]]:
    return {g.name: {o.label: o.n for o in g.options} for g in page.groups}


def test_pages_and_works_are_found_together():
    a_page("Safe to speak", "People speak up where psychological safety is high.")
    a_work("Psychological safety and learning behavior in work teams")
    a_page("Handwashing", "Soap and water.")
    assert titles("psychological safety") == [
        "Edmondson, A (1999). Psychological safety and learning behavior in work teams.",
        "Safe to speak",
    ]


@pytest.mark.parametrize("asked", ["behaviours", "BEHAVIOR", "Béhaviour", "behaviour"])
def test_spelling_accents_and_plurals_make_no_difference(asked: str):
    a_page("Learning behavior on wards")
    assert titles(asked) == ["Learning behavior on wards"]


def test_every_asked_word_has_to_be_there_and_small_words_do_not_count():
    a_page("Safety of wards")
    a_page("Safety of boards")
    assert titles("the safety of wards") == ["Safety of wards"]
    assert titles("of") == ["Safety of boards", "Safety of wards"]


def test_the_last_word_may_be_a_beginning_and_no_other():
    a_page("Psychological safety")
    assert titles("safety psych") == ["Psychological safety"]
    assert titles("psych safety", literal="1") == []
    assert titles("ps", literal="1") == []


def test_title_weighs_more_than_tags_and_tags_more_than_text():
    a_page("A third", "Here huddles are told of.")
    a_page("B second", tags=["huddles"])
    a_page("C huddles")
    assert titles("huddle") == ["C huddles", "B second", "A third"]


def test_the_rarer_word_weighs_more_and_ties_go_by_title():
    for n in range(5):
        a_page(f"Plain {n}", "Wards.")
    a_page("B wards", "Handover.")
    a_page("A handover", "Wards.")
    a_page("D handover", "Wards.")
    assert titles("handover wards") == ["A handover", "D handover", "B wards"]


def test_the_very_word_comes_before_what_begins_with_it():
    a_page("A board")
    a_page("A boarding school", "One more.")
    assert titles("board") == ["A board", "A boarding school"]
    a_page("A trusting team")
    a_page("B trust")
    a_page("A trustee")
    assert titles("trust") == ["A trusting team", "B trust", "A trustee"]


def test_what_no_longer_holds_is_found_last_and_says_so():
    a_page("A huddle", standing="retracted")
    a_page("B", "A huddle.")
    first, last = found("huddle").results
    assert (first.title, first.warning) == ("B", "")
    assert (last.title, last.warning) == ("A huddle", "Retracted")
    assert titles("huddle", standing="retracted") == ["A huddle"]


@pytest.mark.parametrize(
    ("asked", "used"), [("saftey", "safety"), ("zefatee", ""), ("huddels", "huddles")]
)
def test_a_slip_is_mended_and_the_page_says_so(asked: str, used: str):
    a_page("Safety huddles")
    page = found(asked)
    assert [link.title for link in page.results] == (["Safety huddles"] if used else [])
    assert page.instead == ((f"Nothing for “{asked}”; this is for “{used}”.",) if used else ())


def test_a_word_can_be_searched_for_as_it_was_typed():
    a_page("Safety huddles")
    page = found("saftey", sector="acute")
    assert page.literal_url == "?q=saftey&sector=acute&literal=1"
    literal = found("saftey", literal="1")
    assert (literal.results, literal.instead, literal.literal_url) == ((), (), "")
    assert literal.summary == "Nothing found for “saftey”."


def test_of_words_as_near_the_one_that_most_hold_is_taken():
    a_page("Warts")
    a_page("Wards one")
    a_page("Wards two")
    assert found("wardz").instead == ("Nothing for “wardz”; this is for “wards”.",)


def test_a_short_word_is_never_replaced():
    a_page("The NHS")
    assert titles("nhz") == []


def test_facets_count_what_was_found_and_keep_the_question():
    a_page("Huddles", strength="strong", tags=["teams"])
    a_page("More huddles", strength="thin", tags=["teams", "wards"])
    a_page("Soap", strength="thin")
    page = found("huddles")
    assert options(page)["strength"] == {"Strong": "1", "Thin": "1"}
    assert options(page)["tag"] == {"teams": "2", "wards": "1"}
    (strong, _thin) = next(g for g in page.groups if g.name == "strength").options
    assert strong.url == "?q=huddles&strength=strong"
    chosen = found("huddles", strength="strong", kind="one-pager")
    assert [link.title for link in chosen.results] == ["Huddles"]
    assert [(c.value, c.url) for c in chosen.chosen] == [("Strong", "?q=huddles&kind=one-pager")]
    assert chosen.clear_url == "?q=huddles"
    assert chosen.kept == (("strength", "strong"), ("kind", "one-pager"))


def test_facets_that_would_not_narrow_anything_are_not_offered():
    a_page("Huddles", strength="strong", tags=["teams"])
    assert options(found("huddles")) == {}


def test_kinds_are_tabs_with_their_counts_whichever_is_open():
    a_page("Huddles")
    a_work("On huddles")
    a_work("Soap")
    told = [label for label, _url, _is_here in found("huddles", kind="one-pager").tabs]
    assert told == ["All (2)", "Evidence in one page (1)", "Literature (1)"]
    assert [t[2] for t in found("huddles", kind="one-pager").tabs] == [False, True, False]
    assert titles("huddles", kind="one-pager") == ["Huddles"]


def test_years_narrow_from_a_year_on():
    a_work("Old huddles", year=1999)
    a_work("New huddles", year=2021)
    assert options(found("huddles"))["year_from"] == {
        "2020": "1",
        "2015": "1",
        "2010": "1",
        "2000": "1",
    }
    assert titles("huddles", year_from="2020") == ["Edmondson, A (2021). New huddles."]


def test_without_words_everything_is_there_by_title():
    a_page("B")
    a_page("A")
    assert titles(kind="one-pager") == ["A", "B"]
    assert found(kind="one-pager").summary == "2 things to read"
    assert found(kind="video").summary == "Nothing is there."


def test_more_than_twenty_come_in_parts():
    for n in range(21):
        a_work(f"Huddle {n:02}")
    page = found("huddle")
    assert (len(page.results), page.pager.next_url) == (20, "?q=huddle&page=2")
    assert titles("huddle", page="2") == ["Edmondson, A (1999). Huddle 20."]
    assert titles("huddle", page="99") == titles("huddle", page="2")


def test_what_nobody_can_choose_is_left_out():
    a_page("Huddles")
    page = found("huddles", sector="moon", kind="moon", year_from="soon", standing="x", page="-1")
    assert (len(page.results), page.chosen) == (1, ())


def test_a_page_that_is_mended_is_found_by_its_new_words_alone():
    entry = a_page("Huddles", "Every morning.")
    page = Item.objects.get(pk=entry.item_id).specific
    page.title = "Gatherings"
    page.save_revision().publish()
    assert (titles("huddles"), titles("gatherings")) == ([], ["Gatherings"])
    assert Word.objects.filter(word="huddle").count() == 0


def test_a_page_that_is_taken_back_leaves_nothing_in_the_index():
    entry = a_page("Huddles", tags=["teams"])
    Item.objects.get(pk=entry.item_id).specific.unpublish()
    assert titles("huddles") == []
    assert (Word.objects.count(), Choice.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_letters_of_a_word_are_kept_once():
    a_page("Huddles")
    n = Gram.objects.count()
    a_page("Huddles again", claim="Huddles.")
    assert Gram.objects.count() == n + 5  # “again”


def queries_for(address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/library/?q=huddles", 4),
        ("/library/?q=safety+huddles&strength=strong&tag=teams", 4),
        ("/library/?q=hudlles", 7),
        ("/library/?kind=one-pager", 2),
    ],
)
def test_however_much_there_is_the_questions_to_the_database_stay_the_same(address: str, most: int):
    a_page("Safety huddles", strength="strong", tags=["teams"])
    first = queries_for(address)
    for n in range(12):
        a_page(f"Safety huddles {n}", strength="strong", tags=["teams", f"tag {n}"])
    assert queries_for(address) == first <= most
