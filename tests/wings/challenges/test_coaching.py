"""A coach's own log, who runs the meetings, and which teams need attention and why."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.asking import an_ask, later, page
from tests.wings.challenges.doing import count, set_goal, watch
from tests.wings.challenges.making import a_cast, add, launched
from tests.wings.challenges.test_promises import a_promise
from tests.world import NOON, TODAY, a_person, acting, all_held, an_organisation, holding, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people.models import Person
from groundswell.ground.web.paging import Step
from groundswell.wings.challenges import actions, privacy, queries
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.attention import Facts, reasons
from groundswell.wings.challenges.models import CoachEntry, Handover

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SignedIn = Callable[[Person], Client]
DAY = dt.timedelta(days=1)
SECRET = "Joyce avoids the surgeons. Ask her why."


def a_note(cast: Any, **other: object) -> CoachEntry:
    given = {"challenge": cast.challenge, "text": SECRET, "on": TODAY, "by": cast.amara,
             "at": NOON} | other  # fmt: skip
    return actions.write_log(**given)  # type: ignore[arg-type]


def test_a_coach_notes_and_reads_what_nobody_else_does(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    entry = a_note(cast)
    assert SECRET in page(signed_in(cast.people["amara"]), "coach_log", cast.challenge.pk)
    own = reverse("challenges:coach_log", args=[cast.challenge.pk])
    one = reverse("challenges:change_log", args=[cast.challenge.pk, entry.pk])
    for key in ("ruth", "joyce", "sam", "ngozi", "imran"):
        client = signed_in(cast.people[key])
        assert client.get(own).status_code == 403
        assert client.post(own, {"text": "x", "on": "1 June 2026"}).status_code == 403
        assert client.get(one).status_code == client.post(one).status_code == 404
        with pytest.raises(Refused, match="own"):
            a_note(cast, by=getattr(cast, key))
        with pytest.raises(Refused, match="own"):
            actions.change_log(entry=entry, text="x", version=1, by=getattr(cast, key))


def test_two_coaches_of_a_team_do_not_read_each_other() -> None:
    cast = launched(a_cast())
    other = joins(a_person("Tom Ashworth"), cast.host)
    actions.appoint(challenge=cast.challenge, person=other, code="coach", by=cast.ngozi, at=NOON)
    entry = a_note(cast)
    shown = queries.log_page(acting(other), cast.challenge, None, Step(), at=NOON)  # type: ignore[arg-type]
    assert shown.entries == ()
    with pytest.raises(Http404):
        queries.entry_for(acting(other), cast.challenge, entry.pk)


def test_no_trail_search_or_export_of_another_holds_a_note() -> None:
    cast = launched(a_cast())
    before = AuditEvent.objects.count()
    entry = a_note(cast)
    actions.change_log(entry=entry, text=SECRET + " Soon.", version=1, by=cast.amara)
    assert AuditEvent.objects.count() == before
    assert SECRET in str(all_held(privacy.export(cast.people["amara"].pk)))
    assert SECRET not in str(all_held(privacy.export(cast.people["joyce"].pk)))
    privacy.erase(cast.people["amara"].pk, NOON)
    assert not CoachEntry.objects.exists()


def test_a_note_has_words_and_a_day_that_has_come() -> None:
    cast = launched(a_cast())
    with pytest.raises(Unusable, match="Write something down"):
        a_note(cast, text=" ")
    with pytest.raises(Unusable, match="still to come"):
        a_note(cast, on=TODAY + DAY)


def test_a_note_changed_in_two_windows_keeps_both_texts() -> None:
    cast = launched(a_cast())
    entry = a_note(cast)
    actions.change_log(entry=entry, text="First", version=1, by=cast.amara)
    with pytest.raises(Overtaken) as overtaken:
        actions.change_log(entry=entry, text="Second", version=1, by=cast.amara)
    assert overtaken.value.now == {"text": "First"}


def test_a_coach_writes_and_changes_notes_on_pages(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    amara = signed_in(cast.people["amara"])
    own = reverse("challenges:coach_log", args=[cast.challenge.pk])
    assert "No notes yet." in page(amara, "coach_log", cast.challenge.pk)
    assert amara.post(own, {"text": "", "on": "15 June 2026"}).status_code == 422
    assert amara.post(own, {"text": "Two\nlines", "on": "15 June 2026"}).status_code == 302
    entry = CoachEntry.objects.get()
    one = reverse("challenges:change_log", args=[cast.challenge.pk, entry.pk])
    assert "Two" in amara.get(one).content.decode()
    assert amara.post(one, {"text": "Other", "version": "1"})["Location"] == own
    stale = amara.post(one, {"text": "Third", "version": "1"})
    assert stale.status_code == 422
    assert "Other" in stale.content.decode() and "Third" in stale.content.decode()


def test_the_coach_says_who_runs_the_meetings_and_the_history_stays(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    amara, sam = signed_in(cast.people["amara"]), signed_in(cast.people["sam"])
    way = reverse("challenges:handover", args=[cast.challenge.pk])
    for _twice in range(2):
        sent = amara.post(way, {"level": "3", "text": "Joyce led it well"})
        assert sent.status_code == 302
    assert Handover.objects.count() == 1
    shown = page(sam, "handover", cast.challenge.pk)
    assert "Joyce led it well" in shown and "Amara Okafor, 15 June 2026 at 1 pm" in shown
    assert sam.post(way, {"level": "5"}).status_code == 403
    assert amara.post(way, {"level": ""}).status_code == 422
    with pytest.raises(Unusable, match="Choose who runs"):
        actions.hand_over(challenge=cast.challenge, level=9, by=cast.amara, at=NOON)
    with pytest.raises(Refused, match="coach says"):
        actions.hand_over(challenge=cast.challenge, level=2, by=cast.joyce, at=NOON)
    actions.hand_over(challenge=cast.challenge, level=4, by=cast.amara, at=NOON)
    assert Handover.objects.count() == 2


WELL = Facts(
    day=20, n_people=9, has_goal=True, n_running=1, quiet_days=3, meeting_days=5, n_overdue=0,
    overdue_days=0, is_worsening=False, n_late_promises=0,
)  # fmt: skip


def test_a_team_that_does_well_gives_no_reason() -> None:
    assert list(reasons(WELL)) == []


@pytest.mark.parametrize(
    ("changes", "page", "sentence"),
    [
        ({"quiet_days": 14}, "measures", "No number has come for 14 days."),
        ({"n_running": 0}, "tests", "No test is running."),
        ({"n_overdue": 1, "overdue_days": 3}, "asks", "1 ask is overdue, by 3 days."),
        (
            {"n_overdue": 2, "overdue_days": 1},
            "asks",
            "2 asks are overdue, the oldest by 1 day.",
        ),
        ({"meeting_days": 10}, "meetings", "The team has not met for 10 days."),
        ({"has_goal": False}, "goal", "There is no goal yet, on day 20."),
        ({"n_people": 7}, "team", "The team has 7 people, fewer than 8."),
        ({"is_worsening": True}, "goal", "The measure of the goal is getting worse."),
        ({"n_late_promises": 2}, "team", "2 promises of the sponsor are late."),
    ],
)
def test_each_reason_is_a_sentence_with_a_page(
    changes: dict[str, Any], page: str, sentence: str
) -> None:
    [reason] = reasons(replace(WELL, **changes))
    assert (reason.page, reason.sentence) == (page, sentence)


@pytest.mark.parametrize(
    "changes",
    [
        {"quiet_days": 13},
        {"n_running": 0, "day": 10},
        {"meeting_days": 9},
        {"has_goal": False, "day": 5},
        {"n_people": 8},
        {"n_people": 3, "has_goal": False, "n_running": 0, "quiet_days": 50, "day": 101},
        {"n_people": 3, "has_goal": False, "n_running": 0, "day": -2},
    ],
)
def test_what_is_not_yet_a_reason_is_none(changes: dict[str, Any]) -> None:
    assert list(reasons(replace(WELL, **changes))) == []


def test_a_coach_sees_their_teams_and_a_system_lead_all_of_the_host(signed_in: SignedIn) -> None:
    cast = launched(a_cast())
    second = launched(a_cast("One front door", cast.host))
    elsewhere = launched(a_cast("Steady on your feet", an_organisation("Tarnside")))
    with later(12):
        coach = page(signed_in(cast.people["amara"]), "many_teams")
        lead = page(signed_in(cast.people["ngozi"]), "many_teams")
        member = page(signed_in(cast.people["sam"]), "many_teams")
    assert "Home for lunch" in coach and "One front door" not in coach
    assert "Home for lunch" in lead and "One front door" in lead
    assert elsewhere.challenge.title not in lead + coach
    assert "There is no goal yet, on day 12." in lead and "No test is running." in lead
    assert reverse("challenges:team", args=[second.challenge.pk]) in lead
    assert "No teams here." in member


def test_late_asks_and_promises_and_a_full_team_are_counted() -> None:
    cast = launched(a_cast())
    an_ask(cast)
    a_promise(cast, 3)
    for i in range(6):
        add(cast.challenge, joins(a_person(f"Pat {i}"), cast.host), cast.ngozi)
    at = NOON + 9 * DAY
    shown = queries.many_teams_page(acting(cast.people["amara"], at.date()), at=at)
    assert shown.lead == "1 of 1 teams needs attention."
    [row] = shown.needing
    assert [sentence for sentence, _url in row.reasons] == [
        "1 ask is overdue, by 2 days.",
        "1 promise of the sponsor is late.",
        "There is no goal yet, on day 9.",
    ]


def test_numbers_that_get_worse_are_told_to_those_who_see_them() -> None:
    cast = launched(a_cast())
    measure = watch(cast)
    set_goal(cast, measure)
    count(cast, measure, [60, 61, 59, 60] * 6 + [30, 29, 28], until=TODAY + 21 * DAY)
    said = {}
    for key in ("amara", "ngozi"):
        actor = acting(cast.people[key], TODAY + 22 * DAY)
        [row] = queries.many_teams_page(actor, at=NOON + 22 * DAY).needing
        said[key] = [sentence for sentence, _url in row.reasons]
    worse = "The measure of the goal is getting worse."
    assert worse in said["amara"] and worse not in said["ngozi"]
    assert not any("No number" in sentence for sentence in said["amara"] + said["ngozi"])


def test_a_system_lead_of_everything_watches_every_team() -> None:
    launched(a_cast())
    launched(a_cast("One front door", an_organisation("Tarnside")))
    lead = holding(a_person("Ola Lead"), "system_lead")
    shown = queries.many_teams_page(lead, at=NOON)
    assert shown.lead == "2 of 2 teams need attention."


def test_a_team_without_reasons_is_listed_below() -> None:
    cast = launched(a_cast())
    for i in range(6):
        add(cast.challenge, joins(a_person(f"Pat {i}"), cast.host), cast.ngozi)
    shown = queries.many_teams_page(cast.amara, at=NOON)
    assert shown.needing == () and [row.title for row in shown.others] == ["Home for lunch"]
    assert shown.lead.startswith("Nothing that can be counted")


def test_who_watches_teams_is_told_apart() -> None:
    cast = launched(a_cast())
    assert queries.watches_teams(cast.amara) and queries.watches_teams(cast.ngozi)
    assert not queries.watches_teams(cast.sam)


def test_many_teams_cost_no_more_questions_than_one(django_assert_max_num_queries: Any) -> None:
    cast = launched(a_cast())
    for i in range(5):
        launched(a_cast(f"Team {i}", cast.host))
    lead = acting(cast.people["ngozi"], TODAY + 12 * DAY)
    with django_assert_max_num_queries(9):
        shown = queries.many_teams_page(lead, at=NOON + 12 * DAY)
    assert len(shown.needing) == 6
