"""Who may do what: each rule asked of everybody, and the sentence of each refusal."""

import pytest
from tests.engines.measures.making import a_definition, a_measure, waiting
from tests.world import NOON, a_person, a_team, acting, an_organisation, holding, joins

from groundswell.engines.measures import actions, policies, queries
from groundswell.engines.measures.models import Measure

EVERYBODY = (
    "leader", "member", "colleague", "analyst", "administrator", "everywhere", "outsider",
)  # fmt: skip
KEEPERS = {"leader", "analyst", "administrator"}  # of what is the team's alone


def those_who_may(house, rule, *about):
    return {who for who in EVERYBODY if rule(getattr(house, who), *about)}


@pytest.mark.parametrize(
    "rule",
    [
        policies.record_observations,
        policies.correct_observation,
        policies.withdraw_observation,
        policies.recalculate_limits,
        policies.change_measure,
        policies.set_target,
    ],
)
def test_keepers_alone_keep_a_measure_and_only_while_it_is_in_use(house, rule):
    assert those_who_may(house, rule, house.measure) == KEEPERS
    assert "Joyce Lim or the analysts" in rule(house.colleague, house.measure).reason
    retired = actions.retire_measure(measure=house.measure, by=house.leader, at=NOON)
    assert "retired" in rule(house.leader, retired).reason


def test_keepers_retire_a_measure_once(house):
    assert those_who_may(house, policies.retire_measure, house.measure) == KEEPERS
    retired = actions.retire_measure(measure=house.measure, by=house.leader, at=NOON)
    assert "already retired" in policies.retire_measure(house.leader, retired).reason


def test_the_team_alone_shares_its_chart(house):
    assert those_who_may(house, policies.share_measure, house.measure) == {"leader"}
    assert "The team decides" in policies.share_measure(house.analyst, house.measure).reason
    of_trust = a_measure(house.trust, title="Falls", by=house.analyst)
    assert those_who_may(house, policies.share_measure, of_trust) == {
        "analyst",
        "administrator",
        "everywhere",
    }
    assert "decide who sees" in policies.share_measure(house.colleague, of_trust).reason


def test_a_data_owner_keeps_and_shares_a_measure_without_any_role(house):
    owner = acting(joins(a_person("Kofi Mensah"), house.trust))
    owned = a_measure(house.trust, title="Falls", owner=owner.person)
    assert policies.record_observations(owner, owned) and policies.share_measure(owner, owned)


def test_people_of_the_place_add_what_they_know(house):
    in_it = {"leader", "member", "analyst", "administrator"}
    assert those_who_may(house, policies.annotate, house.measure) == in_it
    of_trust = a_measure(house.trust, title="Falls")
    assert those_who_may(house, policies.annotate, of_trust) == in_it | {"colleague", "everywhere"}
    assert "People who work there" in policies.annotate(house.outsider, of_trust).reason


def test_who_wrote_a_note_or_keeps_the_measure_takes_it_back_once(house):
    note = actions.annotate(
        measure=house.measure, on=NOON.date(), text="Heat", by=house.member, at=NOON
    )
    assert those_who_may(house, policies.withdraw_annotation, note) == KEEPERS | {"member"}
    assert "Whoever wrote" in policies.withdraw_annotation(house.colleague, note).reason
    gone = actions.withdraw_annotation(annotation=note, by=house.member, at=NOON)
    assert "already" in policies.withdraw_annotation(house.member, gone).reason


@pytest.mark.parametrize("rule", [policies.accept_proposal, policies.decline_proposal])
def test_keepers_answer_a_proposal_while_it_waits(house, rule):
    proposal = waiting(house.measure)
    assert those_who_may(house, rule, proposal) == KEEPERS
    assert rule(house.member, proposal).reason == "Joyce Lim answers this one."
    proposal.state = "declined"
    assert "answered already" in rule(house.leader, proposal).reason
    proposal.state = "withdrawn"
    assert "the shift has gone" in rule(house.leader, proposal).reason


def test_keepers_take_back_a_recalculation_that_stands(house):
    proposal = waiting(house.measure)
    assert "not recalculated then" in policies.undo_recalculation(house.leader, proposal).reason
    proposal.state = "accepted"
    assert those_who_may(house, policies.undo_recalculation, proposal) == KEEPERS
    assert "recalculate the limits" in policies.undo_recalculation(house.member, proposal).reason
    proposal.state = "undone"
    assert "already taken back" in policies.undo_recalculation(house.leader, proposal).reason


def test_a_proposal_without_a_data_owner_names_who_answers(house):
    house.measure.data_owner = None
    assert policies.answers_this(house.measure).startswith("The analysts and administrators of")


def test_definitions_are_written_for_places_one_belongs_to(house):
    may = {"leader", "analyst", "administrator", "everywhere"}
    assert those_who_may(house, policies.define_measure, house.trust) == may
    assert those_who_may(house, policies.define_measure, None) == {"everywhere"}
    assert "system-wide" in policies.define_measure(house.leader, None).reason
    assert "Team leaders" in policies.define_measure(house.member, house.trust).reason


def test_a_team_leader_of_one_place_defines_nothing_for_another(house):
    other = an_organisation("Tarnside Borough Council", kind="council")
    assert not policies.define_measure(house.leader, other)


def test_a_definition_is_changed_by_stewards_and_by_who_wrote_it(house):
    definition = house.measure.definition
    assert those_who_may(house, policies.change_definition, definition) == KEEPERS | {"everywhere"}
    assert "Analysts and administrators" in policies.change_definition(
        house.member, definition
    ).reason  # fmt: skip
    everyones = a_definition(None, title="For all")
    assert those_who_may(house, policies.change_definition, everyones) == {"everywhere"}
    assert "system-wide" in policies.change_definition(house.analyst, everyones).reason


def test_a_measure_is_placed_by_stewards_and_by_the_teams_own_leader(house):
    about = (house.measure.definition, house.trust)
    stewards = {"analyst", "administrator", "everywhere"}
    assert those_who_may(house, policies.place_measure, *about) == stewards
    assert those_who_may(house, policies.place_measure, *about, house.team) == KEEPERS | {
        "everywhere"
    }
    elsewhere = a_team(house.trust, "Ward 12")
    assert those_who_may(house, policies.place_measure, *about, elsewhere) == stewards
    assert "a team’s leader" in policies.place_measure(house.member, *about).reason


def test_another_organisations_definition_is_for_the_whole_systems_analysts(house):
    other = an_organisation("Kettle On", kind="charity")
    theirs = a_definition(other, title="Drives home")
    assert those_who_may(house, policies.place_measure, theirs, house.trust) == {"everywhere"}
    assert "another organisation" in policies.place_measure(
        house.analyst, theirs, house.trust
    ).reason  # fmt: skip
    shared = a_definition(None, title="For all")
    assert policies.place_measure(house.analyst, shared, house.trust)


def test_nothing_is_measured_in_a_closed_place(house):
    house.team.closed_on = NOON.date()
    decision = policies.place_measure(
        house.leader, house.measure.definition, house.trust, house.team
    )
    assert "closed" in decision.reason


def test_a_target_is_withdrawn_by_keepers_once(house):
    target = actions.set_target(
        measure=house.measure, value=60, from_on=NOON.date(), by=house.leader, at=NOON
    )
    assert those_who_may(house, policies.withdraw_target, target) == KEEPERS
    gone = actions.withdraw_target(target=target, by=house.leader, at=NOON)
    assert "already" in policies.withdraw_target(house.leader, gone).reason


def test_sets_are_made_by_stewards_and_by_the_teams_leader(house):
    stewards = {"analyst", "administrator", "everywhere"}
    assert those_who_may(house, policies.make_set, house.trust) == stewards
    assert those_who_may(house, policies.make_set, house.trust, house.team) == KEEPERS | {
        "everywhere"
    }
    assert those_who_may(house, policies.make_set, None) == {"everywhere"}
    assert "for everyone" in policies.make_set(house.analyst, None).reason
    assert "make its sets" in policies.make_set(house.member, house.trust).reason


@pytest.mark.parametrize("rule", [policies.change_set, policies.reorder_set])
def test_sets_are_changed_by_their_owner_leader_and_stewards(house, rule):
    made = actions.make_set(
        title="Ours",
        audience="team",
        organisation=house.trust,
        team=house.team,
        by=house.analyst,
        at=NOON,
    )
    assert those_who_may(house, rule, made) == KEEPERS
    assert "Sam Ortiz changes this set." in rule(house.member, made).reason


def test_files_are_brought_in_by_those_who_keep_all_numbers_of_a_place(house):
    stewards = {"analyst", "administrator", "everywhere"}
    assert those_who_may(house, policies.bring_in, house.trust.pk) == stewards
    assert those_who_may(house, policies.bring_in, None) == {"everywhere"}
    assert "system-wide" in policies.bring_in(house.analyst, None).reason
    assert "bring in its numbers" in policies.bring_in(house.leader, house.trust.pk).reason


def test_who_defines_somewhere(house):
    assert those_who_may(house, lambda actor: policies.defines_somewhere(actor)) == KEEPERS | {
        "everywhere"
    }


@pytest.mark.parametrize(
    ("audience", "of_team"),  # only a team's measure can be the team's own
    [
        ("team", True),
        ("organisation", True),
        ("organisation", False),
        ("partnership", True),
        ("partnership", False),
    ],
)
def test_the_query_and_the_rule_agree_on_who_sees_a_chart(house, audience, of_team):
    measure = house.measure
    if not of_team:
        measure = a_measure(house.trust, title="Falls", audience=audience)
    Measure.objects.filter(pk=measure.pk).update(audience=audience)
    measure.refresh_from_db()
    by_rule = {w for w in EVERYBODY if policies.sees_measure(getattr(house, w), measure)}
    by_query = {
        w for w in EVERYBODY if queries.visible_to(getattr(house, w)).filter(pk=measure.pk).exists()
    }
    assert by_rule == by_query
    expected = {
        "team": {"member"},
        "organisation": {"member", "colleague", "leader"},
        "partnership": set(EVERYBODY),
    }[audience]
    keepers = KEEPERS if of_team else KEEPERS - {"leader"}
    if audience != "team":
        keepers = keepers | {"everywhere"}
    assert by_rule == keepers | expected


def test_being_in_a_smaller_team_lets_one_see_the_larger_teams_chart(house):
    smaller = a_team(house.trust, "Bay 2", parent=house.team)
    nurse = acting(joins(a_person("Ada Nwosu"), house.trust, smaller))
    assert policies.sees_measure(nurse, house.measure)
    assert queries.visible_to(nurse).filter(pk=house.measure.pk).exists()


def test_a_leader_of_another_team_sees_nothing_of_this_one(house):
    other = a_team(house.trust, "Ward 12")
    leader = holding(joins(a_person("Lee Chan"), house.trust, other), "team_leader", team=other)
    assert not policies.sees_measure(leader, house.measure)
