"""The keeper's pages: whom a survey asks, how it goes out, what it costs people, forms on paper."""

import re

import pytest
from django.test import Client
from tests.engines.surveys.fielding.making import (
    DAY,
    a_doorway,
    a_draft,
    a_keeper,
    a_survey_in_the_field,
    a_ward,
    keeper_of,
    launched,
)
from tests.world import TODAY, a_person, a_team, an_organisation, holding, joins

from groundswell.engines.surveys.models import Doorway, Sheet, Survey
from groundswell.ground.ballots.models import Sealed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def draft() -> Survey:
    trust = an_organisation()
    a_ward(12, trust=trust)
    a_ward(4, "Bank staff", trust=trust)
    return a_draft(a_keeper(trust), trust)


def browser(survey: Survey) -> Client:
    client = Client()
    client.force_login(survey.keeper)
    return client


def page(client: Client, survey: Survey, name: str = "fielding") -> str:
    return client.get(f"/surveys/{survey.pk}/{name}/").content.decode()


def test_a_draft_asks_nobody_and_says_what_to_do_first(draft: Survey):
    text = page(browser(draft), draft)
    assert "Nobody yet." in text and "Choose whom to ask" in text


def test_whoever_is_chosen_is_counted_before_anything_is_sent(draft: Survey):
    client = browser(draft)
    answer = client.post(
        f"/surveys/{draft.pk}/audience/", {"everyone": "on", "addresses": "ann@x.example"}
    )
    assert answer.status_code == 302
    text = page(client, draft)
    assert "17 people and 1 address would be asked today." in text
    assert "Bank staff" in text, "too small to stand alone, and said to be"
    assert "Everyone at Harrowmere Teaching Hospitals" in text


def test_each_part_of_the_audience_is_read_back_in_words(draft: Survey):
    trust, client = draft.organisation, browser(draft)
    team = a_team(trust, "Theatres")
    named = joins(a_person("Ruth Adeyemi"), trust, team)
    client.post(
        f"/surveys/{draft.pk}/audience/",
        {"teams": [str(team.pk)], "roles": ["board_member"], "person": str(named.pk)},
    )
    text = page(client, draft)
    for said in (
        "Theatres, and the teams within it",
        "Whoever is Board member at Harrowmere Teaching Hospitals",
        "Ruth Adeyemi",
        "1 person would be asked today.",
    ):
        assert said in text


def test_a_wrong_address_is_told_and_what_was_typed_is_kept(draft: Survey):
    answer = browser(draft).post(f"/surveys/{draft.pk}/audience/", {"addresses": "ann"})
    assert answer.status_code == 422
    assert "“ann” is no e-mail address." in answer.content.decode()


def test_a_number_is_kept_among_the_addresses_where_texts_can_be_sent(draft: Survey, settings):
    settings.MAIL_VIA = "page"
    client = browser(draft)
    assert "a mobile number for a text message" in page(client, draft, "audience")
    client.post(f"/surveys/{draft.pk}/audience/", {"addresses": "07700 900123\nann@x.example"})
    shown = page(client, draft, "audience")
    assert "+447700900123" in shown and "ann@x.example" in shown
    assert "+447700900123" in page(client, draft)


def test_it_goes_out_and_its_job_is_watched(draft: Survey):
    client = browser(draft)
    client.post(f"/surveys/{draft.pk}/audience/", {"everyone": "on"})
    answer = client.post(f"/surveys/{draft.pk}/launch/")
    assert "/jobs/" in answer["Location"]
    text = page(client, draft)
    assert "It is open for answers until 29 June 2026." in text
    assert "Fingerprint" in text and "Send it out" not in text


def test_days_and_promises_are_set_on_a_page_and_nothing_typed_is_lost(draft: Survey):
    client, url = browser(draft), f"/surveys/{draft.pk}/promise/"
    assert url in page(client, draft)
    given = {
        "mode": "anonymous",
        "k": "10",
        "k_comments": "8",
        "closes_on": "29 June 2026",
        "next_steps": "The board reads them.",
        "version": draft.version,
    }
    refused = client.post(url, given)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Comments need as many people" in text and "The board reads them." in text
    assert client.post(url, given | {"k_comments": "20"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.closes_on, draft.results_on) == (TODAY + 14 * DAY, None)
    assert "The board reads them." in client.get(url).content.decode()


def test_what_is_missing_is_told_where_the_button_was(draft: Survey):
    answer = browser(draft).post(f"/surveys/{draft.pk}/launch/", follow=True)
    told = "Choose first whom the survey asks."
    assert told in answer.content.decode()
    before = page(browser(draft), draft)
    assert told in before and ">Send it out</button>" not in before


def test_a_keeper_reminds_extends_and_closes(at_noon):
    survey = a_survey_in_the_field()
    client = browser(survey)
    assert "The invitations have just gone out. Give people a day." in page(client, survey)
    at_noon.shift(2 * DAY)
    client = browser(survey)  # nobody stays signed in for two days
    client.post(f"/surveys/{survey.pk}/remind/")
    assert "about 20 people" in page(client, survey)
    later = client.post(f"/surveys/{survey.pk}/extend/", {"closes_on": "20 July 2026"})
    assert later.status_code == 302 and "until 20 July 2026" in page(client, survey)
    early = client.post(f"/surveys/{survey.pk}/extend/", {"closes_on": "1 July 2026"})
    assert early.status_code == 422
    assert "Closed</dt>" not in page(client, survey)
    client.post(f"/surveys/{survey.pk}/close/")
    text = page(client, survey)
    assert "It takes no answers any more." in text and "Add one for people" not in text
    assert re.search(r"Closed</dt>\s*<dd>17 June 2026", text), "the day it was, not the one planned"


def test_a_shared_way_in_has_a_poster_with_a_code(draft: Survey):
    client = browser(draft)
    made = client.post(
        f"/surveys/{draft.pk}/ways-in/", {"kind": "open", "label": "Canteen", "quota": "40"}
    )
    assert made.status_code == 302
    doorway = Doorway.objects.get()
    poster = client.get(f"/surveys/{draft.pk}/ways-in/{doorway.pk}/poster/").content.decode()
    assert '<svg class="scan"' in poster and "/a/o/" in poster
    client.post(f"/surveys/{draft.pk}/ways-in/{doorway.pk}/shut/")
    assert not Doorway.objects.exists()


def test_a_poster_is_a_file_too(draft: Survey):
    from groundswell.engines.surveys.posters import build
    from groundswell.ground.documents.drawing import drawn

    doorway = a_doorway(draft, keeper_of(draft))
    assert drawn(build(keeper_of(draft), doorway.pk), "pdf").startswith(b"%PDF")


def test_the_ledger_shows_what_was_asked_and_warns_before_more_is(draft: Survey):
    trust, keeper = draft.organisation, keeper_of(draft)
    for n in range(2):
        launched(a_draft(keeper, trust, title=f"Pulse {n}", minutes=14), keeper)
    client = browser(draft)
    client.post(f"/surveys/{draft.pk}/audience/", {"everyone": "on"})
    text = page(client, draft)
    assert "These have been asked much already" in text
    assert (
        "Ward 7: asked 2 times this quarter, 28 minutes in all. This would add 5 minutes." in text
    )
    ledger = client.get("/surveys/asked/").content.decode()
    assert "Ward 7" in ledger and "28 minutes" in ledger and '<svg class="strip"' in ledger


def test_an_empty_ledger_says_so(draft: Survey):
    assert (
        "Nothing has been asked this quarter."
        in browser(draft).get("/surveys/asked/").content.decode()
    )


def test_whoever_does_not_keep_it_finds_nothing():
    survey = a_survey_in_the_field()
    other = Client()
    other.force_login(joins(a_person("Kwame Boateng"), survey.organisation))
    assert other.get(f"/surveys/{survey.pk}/fielding/").status_code == 404


@pytest.mark.django_db
def test_a_page_asks_few_queries(draft: Survey, django_assert_max_num_queries):
    client = browser(draft)
    client.post(f"/surveys/{draft.pk}/audience/", {"everyone": "on"})
    with django_assert_max_num_queries(30):
        page(client, draft)


# --- forms on paper ---------------------------------------------------------------------------
@pytest.fixture
def on_paper(draft: Survey) -> Survey:
    keeper = keeper_of(draft)
    a_doorway(draft, keeper, "paper")
    return launched(draft, keeper)


def typed(client: Client, survey: Survey, **answers: str) -> str:
    doorway = Doorway.objects.get(survey=survey)
    sent = {f"a-{name}": value for name, value in answers.items()}
    answer = client.post(f"/surveys/{survey.pk}/paper/", {"doorway": str(doorway.pk), **sent})
    found = re.search(r"<b>((?:\w{4}-?){3})</b>", answer.content.decode())
    assert found, answer.content.decode()[-3000:]
    return found[1]


def somebody_else(survey: Survey) -> Client:
    other = joins(a_person("Joyce Lim"), survey.organisation)
    holding(other, "analyst", organisation=survey.organisation)
    client = Client()
    client.force_login(other)
    return client


def test_a_form_is_typed_twice_settled_and_sent_in(on_paper: Survey):
    code = typed(browser(on_paper), on_paper, energy="4", more="More rest")
    second = somebody_else(on_paper)
    found = second.post(f"/surveys/{on_paper.pk}/paper/again/", {"code": code.lower()})
    assert "Type a paper form a second time" in found.content.decode()
    path = f"/surveys/{on_paper.pk}/paper/{Sheet.objects.get().pk}/"
    fields = {"code": code, "a-energy": "3", "a-more": "More rest"}
    differs = second.post(path, fields)
    assert differs.status_code == 422
    text = differs.content.decode()
    assert "The two typings differ" in text and "Agree" in text and "Neither" in text
    assert second.post(path, {**fields, "settled": "yes"}).status_code == 302
    assert Sealed.objects.count() == 1 and not Sheet.objects.exists()


def test_what_is_wrong_on_a_form_is_told_and_kept(on_paper: Survey):
    client, doorway = browser(on_paper), Doorway.objects.get()
    path = f"/surveys/{on_paper.pk}/paper/"
    answer = client.post(path, {"doorway": str(doorway.pk), "a-energy": "9", "a-more": "Kept"})
    assert answer.status_code == 422 and "Kept" in answer.content.decode()
    assert client.post(path, {"a-energy": "4"}).status_code == 422
    again = client.post(f"{path}again/", {"code": "XXXX-XXXX-XXXX"})
    assert "No form waits under this code." in again.content.decode()
    assert client.get(path).status_code == 200
