"""Measures that the program counts itself, and measures of a piece of work across employers."""

import dataclasses
import datetime as dt
from uuid import uuid4

import pytest
from tests.world import NOON, TODAY, a_person, acting, an_organisation, holding, joins

from groundswell.engines.measures import actions, policies, queries
from groundswell.engines.measures.charting.series import lay
from groundswell.engines.measures.entries import Entry
from groundswell.engines.measures.kinds import Audience
from groundswell.engines.measures.models import Correction, Definition, Measure, Observation
from groundswell.engines.measures.reading import series_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import SearchWord
from groundswell.ground.people import actions as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.people.models import Organisation

pytestmark = pytest.mark.django_db
WORK = actions.Programme(uuid4(), "Home for lunch")
DETAILS = actions.DefinitionDetails(
    title="Days from ask to answer",
    number="mean",
    good="down",
    frequency="day",
    counted="Days from the day of an ask to the day of its answer.",
    unit="days",
    out_of="asks answered",
)


def counted(place: Organisation, by: Actor, value: float, n: float, **other: object) -> Measure:
    given = {"code": "challenges.answer_days", "organisation": place, "details": DETAILS,
             "on": TODAY, "value": value, "n": n, "by": by, "at": NOON} | other  # fmt: skip
    return actions.keep_number(**given)  # type: ignore[arg-type]


def in_work(name: str, code: str) -> Actor:
    lead = holding(a_person(f"Lead of {name}"), RoleCode.SYSTEM_LEAD)
    person = a_person(name)
    people.grant_programme_role(
        person=person, code=code, programme_id=WORK.id, programme=WORK.name, by=lead, at=NOON
    )
    return acting(person)


def test_what_the_program_counts_begins_one_measure_of_the_organisation() -> None:
    place = an_organisation()
    leader = acting(joins(a_person(), place))
    measures = {counted(place, leader, 6, 1).pk, counted(place, leader, 10, 2).pk}
    assert len(measures) == 1
    assert Definition.objects.get().kept_by == "challenges.answer_days"
    standing = Observation.objects.get()
    assert (standing.value, standing.n, standing.version) == (10, 2, 2)
    assert queries.measure_for(leader, measures.pop()).audience == Audience.ORGANISATION


def test_a_number_counted_again_keeps_what_it_was() -> None:
    place = an_organisation()
    leader = acting(joins(a_person(), place))
    for value, n in ((6, 1), (6, 1), (10, 2)):
        counted(place, leader, value, n)
    kept = Correction.objects.get()
    assert (kept.old_value, kept.new_value) == (6, 10)


def test_two_organisations_have_a_measure_each_and_a_taken_title_is_told_apart() -> None:
    place, other = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    analyst = holding(joins(a_person("Sam Ortiz"), place), RoleCode.ANALYST, place)
    actions.define_measure(organisation=place, details=DETAILS, by=analyst, at=NOON)
    counted(place, analyst, 6, 1)
    counted(other, analyst, 6, 1)
    titles = set(Definition.objects.exclude(kept_by="").values_list("title", flat=True))
    assert titles == {"Days from ask to answer", "Days from ask to answer (Groundswell)"}


def test_nobody_types_or_changes_what_the_program_counts() -> None:
    place = an_organisation()
    analyst = holding(joins(a_person("Sam Ortiz"), place), RoleCode.ANALYST, place)
    measure = counted(place, analyst, 6, 1)
    for decide in (
        policies.record_observations,
        policies.correct_observation,
        policies.withdraw_observation,
    ):
        assert "Groundswell counts this itself" in decide(analyst, measure).reason
    assert not policies.change_definition(analyst, measure.definition)
    assert policies.set_target(analyst, measure)
    with pytest.raises(Refused, match="counts this itself"):
        actions.record_observations(
            measure=measure, entries=[Entry(on=TODAY, value=1, n=1)], source="typed", by=analyst,
            at=NOON,
        )  # fmt: skip


def test_somebody_who_has_gone_makes_nothing_count() -> None:
    gone = acting(a_person())
    gone.person.is_active = False
    with pytest.raises(Refused):
        counted(an_organisation(), gone, 6, 1)


def a_measure_of_the_work(place: Organisation, by: Actor) -> Measure:
    details = dataclasses.replace(DETAILS, title="Left before 1 pm")
    definition = actions.define_measure(
        organisation=place, details=details, programme_id=WORK.id, by=by, at=NOON
    )
    return actions.place_measure(
        definition=definition, organisation=place, programme=WORK, by=by, at=NOON
    )


def test_who_does_a_piece_of_work_measures_it_and_its_people_alone_see_the_chart() -> None:
    place = an_organisation()
    member, sponsor = in_work("Joyce", RoleCode.TEAM_MEMBER), in_work("Ruth", RoleCode.SPONSOR)
    colleague = acting(joins(a_person("Kwame"), place))
    measure = a_measure_of_the_work(place, member)
    assert (measure.place_name, measure.audience) == ("Home for lunch", Audience.TEAM)
    for actor, sees in ((member, True), (sponsor, True), (colleague, False)):
        assert queries.visible_to(actor).filter(pk=measure.pk).exists() is sees
        assert policies.sees_measure(actor, measure) is sees
    assert SearchWord.objects.filter(reader=f"programme:{WORK.id}").exists()


def test_the_team_keeps_its_numbers_and_the_sponsor_only_looks_on() -> None:
    place = an_organisation()
    member, sponsor = in_work("Joyce", RoleCode.TEAM_MEMBER), in_work("Ruth", RoleCode.SPONSOR)
    measure = a_measure_of_the_work(place, member)
    assert policies.record_observations(member, measure)
    assert not policies.record_observations(sponsor, measure)
    assert policies.annotate(sponsor, measure)
    assert policies.share_measure(member, measure)
    assert "who do this work" in policies.share_measure(sponsor, measure).reason


def test_a_piece_of_work_measures_a_thing_once_and_leaves_room_for_others() -> None:
    place = an_organisation()
    member = in_work("Joyce", RoleCode.TEAM_MEMBER)
    measure = a_measure_of_the_work(place, member)
    with pytest.raises(Unusable, match="measures “Left before 1 pm” already"):
        actions.place_measure(
            definition=measure.definition, organisation=place, programme=WORK, by=member, at=NOON
        )
    analyst = holding(joins(a_person("Sam Ortiz"), place), RoleCode.ANALYST, place)
    own = actions.place_measure(
        definition=measure.definition, organisation=place, by=analyst, at=NOON
    )
    assert own.place_name == place.name


def test_who_has_no_part_in_a_piece_of_work_measures_nothing_for_it() -> None:
    place = an_organisation()
    sponsor = in_work("Ruth", RoleCode.SPONSOR)
    with pytest.raises(Refused):
        a_measure_of_the_work(place, sponsor)


def test_the_page_says_who_sees_a_measure_of_a_piece_of_work() -> None:
    place = an_organisation()
    measure = a_measure_of_the_work(place, in_work("Joyce", RoleCode.TEAM_MEMBER))
    from groundswell.engines.measures.queries.measure_page import who_sees

    assert who_sees(measure).startswith("The team Home for lunch")
    assert queries.share_page(measure).choices[0][1] == "Only Home for lunch"


def test_a_day_on_which_nothing_was_counted_is_no_gap_in_the_chart() -> None:
    place = an_organisation()
    leader = acting(joins(a_person(), place))
    for days in (9, 5, 0):
        measure = counted(place, leader, 6, 1, on=TODAY - dt.timedelta(days=days))
    [series] = series_of([measure])
    assert lay(series).days.size == 3
