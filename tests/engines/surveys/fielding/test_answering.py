"""The respondent's journey without a script: every page, every turn, one row at its end."""

import pytest
from tests.engines.surveys.fielding.making import (
    Respondent,
    a_survey_in_the_field,
    finished,
    links_of,
)

from groundswell.ground.ballots.models import Sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def somebody() -> Respondent:
    return Respondent(f"/a/{links_of(a_survey_in_the_field())[0]}/")


def n_sealed() -> int:
    return Sealed.objects.count()


def test_the_promise_comes_first_and_says_what_is_kept(somebody: Respondent):
    assert somebody.heading == "Nobody can link your answers to you"
    for said in ("No result from fewer than 10 people is shown.", "Ward 7", "29 June 2026"):
        assert said in somebody.text
    assert not somebody.client.cookies


def test_somebody_answers_from_the_link_to_the_thanks(somebody: Respondent):
    somebody.presses("start")
    assert somebody.heading == "Your team"
    somebody.presses("next", energy=4, safe=4)
    assert somebody.heading == "Learning together"
    somebody.presses("next", learn=3, helps=[0, 1])
    assert somebody.heading == "Last", "nobody felt unsafe, so nobody is asked why"
    somebody.presses("next", more="More time to hand over.")
    assert somebody.heading == "Look over your answers"
    for said in ("Agree", "Neither", "Time, Rest", "More time to hand over."):
        assert said in somebody.text
    somebody.presses("send")
    assert somebody.heading == "Thank you. Your answers are in."
    assert len(somebody.words.split()) == 4
    assert n_sealed() == 1
    assert not somebody.client.cookies


def test_a_needed_answer_is_asked_for_beside_its_question(somebody: Respondent):
    somebody.presses("start").presses("next", safe=2)
    assert (somebody.status, somebody.heading) == (422, "Your team")
    assert "I have the energy I need: Choose an answer, or “I can’t say”." in somebody.text
    assert 'value="2" checked' in somebody.text, "what was answered is kept"
    somebody.presses("next", energy=-1)
    assert somebody.heading == "Learning together"


def test_going_back_keeps_what_was_typed(somebody: Respondent):
    somebody.presses("start").presses("next", energy=5, safe=1).presses("next", learn=2)
    assert somebody.heading == "More about safety"
    somebody.presses("back", why="<b>Listen</b> & learn").presses("back")
    assert somebody.heading == "Your team"
    assert 'id="a-energy-5" value="5" checked' in somebody.text
    somebody.presses("next").presses("next")
    assert "&lt;b&gt;Listen&lt;/b&gt; &amp; learn</textarea>" in somebody.text


def test_another_way_taken_leaves_the_answer_out_that_was_not_asked(somebody: Respondent):
    somebody.presses("start").presses("next", energy=5, safe=1).presses("next")
    somebody.presses("next", why="Everything").presses("page:0").presses("next", safe=5)
    assert "Everything" in somebody.text, "carried, should they turn back once more"
    somebody.presses("check")
    assert "What would make it safer?" not in somebody.text


def test_the_language_changes_and_the_answers_stay(somebody: Respondent):
    somebody.presses("start").presses("language:cy", energy=4)
    assert '<html lang="cy">' in somebody.text
    assert somebody.heading == "Eich tîm"
    assert 'id="a-energy-4" value="4" checked' in somebody.text
    assert "Cytuno" in somebody.text
    somebody.presses("next")
    assert somebody.heading == "Learning together", "what nobody translated stands as it is"


def test_a_text_that_looks_like_a_name_is_asked_about_once(somebody: Respondent):
    somebody.presses("start").presses("next", energy=4).presses("next")
    somebody.presses("next", more="Dr Patel never listens. Ring 07700 900123.").presses("send")
    assert somebody.status == 422
    assert "This looks as if it held a name and a phone number." in somebody.text
    assert n_sealed() == 0
    somebody.presses("send")
    assert somebody.heading == "Thank you. Your answers are in."


@pytest.mark.parametrize("again", ["twice", "back", "reload the start"])
def test_sent_again_it_is_one_row_and_the_same_thank_you(somebody: Respondent, again: str):
    start = somebody.action
    finished(somebody)
    thanks, fields = somebody.text, somebody.last
    if again == "reload the start":
        somebody.opens(start)
        finished(somebody)
    elif again == "back":
        somebody.client.post(fields[0], {**fields[1], "go": "back"})
        somebody.presses_again()
    else:
        somebody.presses_again()
    assert somebody.text == thanks
    assert n_sealed() == 1


def test_without_a_slip_nothing_is_lost(somebody: Respondent):
    somebody.presses("start").presses("next", energy=4).presses("check", more="Keep this")
    somebody.presses("send", slip="nonsense")
    assert (somebody.status, somebody.heading) == (422, "Your slip is missing")
    assert 'name="a-energy" value="4"' in somebody.text
    assert n_sealed() == 0


def test_one_link_in_two_browsers_is_one_answer(somebody: Respondent):
    other = Respondent(somebody.path)
    assert finished(somebody).words == finished(other).words
    assert n_sealed() == 1


def test_a_group_that_is_not_offered_is_left_out(somebody: Respondent):
    somebody.presses("start", group="999")
    assert 'name="group"' not in somebody.text


@pytest.mark.parametrize("path", ["/a/nonsense/", "/a/o/nonsense/", "/a/k/%C3%A4/", "/a/s/0/"])
def test_an_unknown_link_says_so(path: str):
    assert Respondent(path).status == 404


def test_the_page_asks_for_no_cookie_and_names_no_referrer(somebody: Respondent):
    somebody.presses("start")
    assert somebody.response["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in somebody.response
    assert box_of_text(somebody)


def box_of_text(somebody: Respondent) -> bool:
    """Where answers are sent names the survey, and not the link."""
    return somebody.action.startswith("/a/s/")
