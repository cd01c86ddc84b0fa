"""The pages of design and time, as people use them: each form does what it says."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.wings.challenges.making import a_cast, add, launched
from tests.world import NOON, TODAY, a_person, an_organisation

from groundswell.wings.challenges import actions
from groundswell.wings.challenges.kinds import Stage
from groundswell.wings.challenges.models import Challenge, Wave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
NOTE = {
    "title": "Home for lunch", "problem": "People wait.", "population": "", "place": "",
    "strategy": "", "guardrails": "", "questions": "", "logistics": "", "change": "First words",
}  # fmt: skip


def url(name: str, *parts: object) -> str:
    return reverse(f"challenges:{name}", args=parts)


def test_a_challenge_is_started_empty_or_from_a_template(signed_in) -> None:
    cast = a_cast()
    lead = signed_in(cast.people["ngozi"])
    lead.post(url("start_wave"), {"title": "Wave 2", "organisation": str(cast.host.pk)})
    wave = Wave.objects.get(title="Wave 2")
    given = {"title": "Waiting", "organisation": str(cast.host.pk), "wave": str(wave.pk)}
    for pack in ("empty", "waiting-well"):
        sent = lead.post(url("start"), given | {"pack": pack})
        assert sent.status_code == 302
        made = Challenge.objects.get(wave=wave, template=pack.replace("empty", ""))
        assert sent["location"] == url("note", made.pk)
        assert bool(made.problem) == (pack != "empty")
    assert "Measures to consider" in lead.get(url("note", made.pk)).text


def test_a_form_with_a_fault_keeps_what_was_typed(signed_in) -> None:
    cast = a_cast()
    lead = signed_in(cast.people["ngozi"])
    sent = lead.post(url("start"), {"title": "", "organisation": str(cast.host.pk)})
    assert sent.status_code == 422
    sent = lead.post(url("change_note", cast.challenge.pk), NOTE | {"version": 1, "change": ""})
    assert (sent.status_code, "People wait." in sent.text) == (422, True)


def test_two_who_write_the_note_at_once_see_each_others_words(signed_in) -> None:
    cast = a_cast()
    path = url("change_note", cast.challenge.pk)
    ruth, ngozi = signed_in(cast.people["ruth"]), signed_in(cast.people["ngozi"])
    assert ruth.post(path, NOTE | {"version": 1}).status_code == 302
    mine = NOTE | {"problem": "Nobody says when.", "version": 1}
    late = ngozi.post(path, mine)
    assert late.status_code == 422
    for words in ("What it says now", "People wait.", "Nobody says when."):
        assert words in late.text
    assert ngozi.post(path, mine | {"version": 2}).status_code == 302
    assert cast.challenge.notes.count() == 3


def test_a_note_is_signed_on_its_page_and_an_old_one_is_not(signed_in) -> None:
    cast = a_cast()
    ruth, pk = signed_in(cast.people["ruth"]), cast.challenge.pk
    assert "I stand behind this" in ruth.get(url("note", pk)).text
    assert (
        "Signed. The team can rely on it." in ruth.post(url("sign_note", pk, 1), follow=True).text
    )
    ruth.post(url("change_note", pk), NOTE | {"version": 1})
    late = ruth.post(url("sign_note", pk, 1), follow=True)
    assert "There is a newer version of the note" in late.text
    old = ruth.get(url("note_version", pk, 1))
    assert "There is a newer one." in old.text
    assert ruth.get(url("note_version", pk, 9)).status_code == 404


def test_partners_and_names_of_roles_are_kept_on_their_pages(signed_in) -> None:
    cast = a_cast()
    lead, pk = signed_in(cast.people["ngozi"]), cast.challenge.pk
    other = an_organisation("Tarnside")
    lead.post(url("partners", pk), {"organisation": str(other.pk)})
    assert "Tarnside" in lead.get(url("note", pk)).text
    lead.post(url("remove_partner", pk, other.pk))
    assert not cast.challenge.partners.exists()
    lead.post(url("name_roles", pk), {"sponsor": "Ally"})
    assert "Ally" in lead.get(url("team", pk)).text


def test_a_partner_that_sends_somebody_stays(signed_in) -> None:
    cast = a_cast()
    other = an_organisation("Tarnside")
    actions.add_partner(challenge=cast.challenge, organisation=other, by=cast.ngozi, at=NOON)
    sam = cast.challenge.members.get(person=cast.people["sam"])
    sam.organisation = other
    sam.save()
    lead, path = signed_in(cast.people["ngozi"]), url("remove_partner", cast.challenge.pk, other.pk)
    assert "1 person of the team come from there" in lead.post(path, follow=True).text


def test_the_launch_page_says_what_is_open_and_launches(signed_in) -> None:
    cast = a_cast()
    lead, path = signed_in(cast.people["ngozi"]), url("launch", cast.challenge.pk)
    before = lead.get(path).text
    assert "still open" in before
    assert "It has 2." in before
    faulty = lead.post(path, {"day_zero": "soon"})
    assert faulty.status_code == 422
    sent = lead.post(path, {"day_zero": "22 June 2026"}, follow=True)
    assert "Launched. Day 0 is 22 June 2026" in sent.text
    assert lead.get(path).status_code == 403


def test_a_team_that_lacks_nothing_is_told_so(signed_in) -> None:
    cast = a_cast()
    note = actions.NoteWords(problem="x", population="y", guardrails="z")
    actions.change_note(
        challenge=cast.challenge, title="Home for lunch", note=note, change="x", version=1,
        by=cast.ngozi, at=NOON,
    )  # fmt: skip
    newest = cast.challenge.notes.order_by("-number")[0]
    actions.sign_note(note=newest, by=cast.ruth, at=NOON)
    actions.add_partner(
        challenge=cast.challenge, organisation=an_organisation("Tarnside"), by=cast.ngozi, at=NOON
    )
    for n in range(6):
        add(cast.challenge, a_person(f"New {n}"), cast.ngozi, standing="lived_experience")
    page = signed_in(cast.people["ngozi"]).get(url("launch", cast.challenge.pk)).text
    assert "Everything on the list is there." in page
    team = signed_in(cast.people["imran"]).get(url("challenge", cast.challenge.pk)).text
    assert "6 of them have lived experience." in team


def test_a_challenge_without_anybody_says_so(signed_in) -> None:
    cast = a_cast()
    for key in ("joyce", "sam"):
        member = cast.challenge.members.get(person=cast.people[key], left_on=None)
        actions.end_member(challenge=cast.challenge, member=member, by=cast.ngozi, at=NOON)
    page = signed_in(cast.people["ngozi"]).get(url("challenge", cast.challenge.pk)).text
    assert "Nobody is in the team yet." in page


def test_without_a_sponsor_the_launch_page_shows_the_sentence_and_no_form(signed_in) -> None:
    cast = a_cast()
    actions.dismiss(
        challenge=cast.challenge, person=cast.people["ruth"], code="sponsor", by=cast.ngozi, at=NOON
    )
    page = signed_in(cast.people["ngozi"]).get(url("launch", cast.challenge.pk)).text
    assert "Name the sponsor first" in page
    assert "Launch the challenge" not in page


def test_day_zero_is_moved_on_its_page_and_today_tells_of_it(signed_in) -> None:
    cast = launched(a_cast(), TODAY)
    lead, pk = signed_in(cast.people["ngozi"]), cast.challenge.pk
    assert (
        lead.post(url("shift", pk), {"day_zero": "22 June 2026", "reason": ""}).status_code == 422
    )
    sent = lead.post(
        url("shift", pk), {"day_zero": "22 June 2026", "reason": "Illness."}, follow=True
    )
    assert "Day 0 moved from 15 June 2026 to 22 June 2026: Illness." in sent.text


def test_a_challenge_is_stopped_and_another_closed(signed_in, at_noon) -> None:
    cast = launched(a_cast(), TODAY)
    lead, pk = signed_in(cast.people["ngozi"]), cast.challenge.pk
    assert lead.get(url("close", pk)).status_code == 403
    at_noon.shift(dt.timedelta(days=101).total_seconds())
    lead.force_login(cast.people["ngozi"])
    sent = lead.post(url("close", pk), {"reason": "It stays."}, follow=True)
    assert "It stays." in sent.text
    assert Challenge.objects.get(pk=pk).stage == Stage.CLOSED
    assert lead.post(url("stop", pk), {"reason": "x"}).status_code == 403


def test_today_shows_the_clock_the_days_and_the_team(signed_in) -> None:
    cast = launched(a_cast(), TODAY - dt.timedelta(days=48))
    page = signed_in(cast.people["joyce"]).get(url("challenge", cast.challenge.pk)).text
    for words in ("Day 48 of 100", "Day 50", "In 2 days", "One year on", "2 people from"):
        assert words in page, words


def test_before_the_launch_today_shows_the_problem(signed_in) -> None:
    cast = a_cast()
    page = signed_in(cast.people["ngozi"]).get(url("challenge", cast.challenge.pk)).text
    assert "Not written yet" in page
    assert "Get ready to launch" in page


def test_who_only_reads_is_offered_nothing_to_change(signed_in) -> None:
    cast = launched(a_cast(), TODAY)
    board = signed_in(cast.people["imran"])
    page = board.get(url("challenge", cast.challenge.pk)).text
    assert "Move day 0" not in page
    assert "You can’t add people to the team." in board.get(url("team", cast.challenge.pk)).text


@pytest.mark.parametrize("name", ["challenge", "note", "team", "launch"])
def test_a_page_asks_the_database_no_more_for_a_larger_team(signed_in, name: str) -> None:
    cast = a_cast()
    lead, path = signed_in(cast.people["ngozi"]), url(name, cast.challenge.pk)
    n_before = queries_of(lead, path)
    for n in range(6):
        add(cast.challenge, a_person(f"New {n}"), cast.ngozi, organisation=cast.host)
    assert queries_of(lead, path) == n_before
    assert n_before < 40


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)
