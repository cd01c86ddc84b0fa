"""What measures put on the home page, in the trail, and in a person's own data."""

import datetime as dt

import pytest
from tests.engines.measures.making import SHIFTED, a_measure, record, waiting, weekly
from tests.world import NOON, TODAY, a_person, acting, joins

from groundswell.engines.measures import actions, privacy, queries
from groundswell.engines.measures.models import Measure
from groundswell.ground.kernel import audit
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import (
    audit_sentences,
    home_cards,
    home_panels,
    news,
    personal_data,
    rooms,
    search_kinds,
)


def titles(actor, at=NOON):
    return [card.title for card in queries.cards_for(actor, at)]


def test_a_waiting_proposal_asks_the_data_owner_alone(house):
    question = "Should the limits of “Left before 1 pm” be recalculated?"
    assert question in titles(house.leader)
    assert question not in titles(house.analyst)
    card = queries.cards_for(house.leader, NOON)[0]
    assert card.url.endswith("#proposal") and "You answer this one" in card.why


def test_without_a_data_owner_the_teams_leader_is_asked(house):
    Measure.objects.update(data_owner=None)
    assert len(titles(house.leader)) == 1 and titles(house.analyst) == []


def test_without_a_team_the_analysts_of_the_organisation_are_asked(house):
    a_measure(house.trust, title="Falls", values=SHIFTED, by=house.analyst)
    assert titles(house.analyst) == ["Should the limits of “Falls” be recalculated?"]
    assert titles(house.member) == []


def test_an_answered_proposal_asks_nobody(house):
    actions.decline_proposal(
        proposal=waiting(house.measure), reason="Not yet.", by=house.leader, at=NOON
    )
    assert not any("recalculated" in title for title in titles(house.leader))


def test_a_number_that_is_late_asks_its_owner(house):
    late = [t for t in titles(house.leader) if t.startswith("Add the number")]
    assert late == ["Add the number of “Left before 1 pm”"]
    so_far = len(SHIFTED)
    first = dt.date(2025, 9, 1) + dt.timedelta(weeks=so_far)
    rest = weekly([31] * (41 - so_far), first=first)
    record(house.measure, rest, by=house.leader)
    assert not any(t.startswith("Add the number") for t in titles(house.leader))


def test_a_measure_that_never_had_a_number_or_counts_rare_events_is_not_late(house):
    owner = acting(joins(a_person("Kofi Mensah"), house.trust))
    a_measure(house.trust, title="Empty", owner=owner.person)
    a_measure(house.trust, title="Ulcers", number="days_between", owner=owner.person, values=[5, 9])
    assert titles(owner) == []


def test_the_panel_shows_what_is_near_and_nothing_to_others(house):
    panel = queries.panel_for(house.member, NOON)
    assert [row.name for row in panel.content.rows] == ["Left before 1 pm"]
    assert queries.panel_for(house.outsider, NOON).content is None


def test_the_home_page_shows_cards_and_panel(house, signed_in, at_noon):
    page = signed_in(house.leader.person).get("/").content.decode()
    assert "Should the limits of “Left before 1 pm” be recalculated?" in page
    assert "Your measures" in page


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (actions.accept_proposal, "Joyce Lim recalculated the limits of “Left before 1 pm” from"),
        (
            actions.decline_proposal,
            "Joyce Lim kept the limits of “Left before 1 pm”, with a reason",
        ),
    ],
)
def test_what_was_decided_is_news_to_others(house, answer, words):
    answer(proposal=waiting(house.measure), reason="Because.", by=house.leader, at=NOON)
    before = NOON - dt.timedelta(days=1)
    told = [line.text for line in queries.news_for(house.member, before, NOON)]
    assert len(told) == 1 and words in told[0]
    assert queries.news_for(house.leader, before, NOON) == []
    assert queries.news_for(house.outsider, before, NOON) == []
    assert queries.news_for(house.member, NOON, NOON + dt.timedelta(days=1)) == []


def test_the_room_is_registered_where_others_look():
    assert rooms["measures"].order == 60
    for registry in (home_cards, home_panels, news, personal_data):
        assert "measures" in registry
    assert {"measure", "measure-set"} <= set(search_kinds)


def test_every_event_reads_as_a_sentence(house):
    actions.share_measure(measure=house.measure, audience="organisation", by=house.leader, at=NOON)
    for event in AuditEvent.objects.filter(name__startswith="measure"):
        said = audit.sentence(event)
        assert event.by_name in said and "–" not in said and "%(" not in said
    assert "measure.defined" in audit_sentences


def test_a_person_gets_all_their_own_rows(house):
    actions.set_target(measure=house.measure, value=60, from_on=TODAY, by=house.leader, at=NOON)
    actions.annotate(measure=house.measure, on=TODAY, text="Heat", by=house.leader, at=NOON)
    actions.decline_proposal(
        proposal=waiting(house.measure), reason="Not yet.", by=house.leader, at=NOON
    )
    actions.make_set(
        title="Ours", audience="team", organisation=house.trust, team=house.team, by=house.leader,
        at=NOON,
    )  # fmt: skip
    given = privacy.export(house.leader.id)
    assert {name: len(list(rows)) for name, rows in given.items()} == {
        "Measures you look after": 1,
        "Numbers you added": len(SHIFTED),
        "Numbers you corrected": 0,
        "Notes you wrote": 1,
        "Targets you set": 1,
        "Limits you decided about": 1,
        "Recalculations you took back": 0,
        "Sets you made": 1,
    }
    assert not any(list(rows) for rows in privacy.export(house.outsider.id).values())


def test_an_erased_person_looks_after_nothing_more(house):
    privacy.erase(house.leader.id, NOON)
    house.measure.refresh_from_db()
    assert house.measure.data_owner is None
    assert house.measure.observations.count() == len(SHIFTED)


def test_a_retired_measure_asks_for_nothing(house):
    actions.retire_measure(measure=house.measure, by=house.leader, at=NOON)
    assert titles(house.leader) == []
