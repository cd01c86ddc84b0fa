import pytest
from django.db import IntegrityError, transaction
from tests.engines.measures.making import SHIFTED, a_definition, a_measure, details, record, weekly
from tests.world import NOON, a_team, an_organisation

from groundswell.engines.measures import actions
from groundswell.engines.measures.actions.placing import ChartSettings
from groundswell.engines.measures.models import Definition, Measure, MeasureState
from groundswell.ground.kernel import search
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent


def define(house, by=None, organisation="trust", **changes):
    place = house.trust if organisation == "trust" else None
    return actions.define_measure(
        organisation=place, details=details(**changes), by=by or house.analyst, at=NOON
    )


def test_define_measure_is_refused_to_a_member_and_allowed_to_an_analyst(house):
    with pytest.raises(Refused, match="define its measures"):
        define(house, house.member, title="Falls")
    made = define(house, title="  Falls  ")
    assert (made.title, made.version, made.made_by) == ("Falls", 1, house.analyst.person)
    assert AuditEvent.objects.filter(name="measure.defined", about_id=str(made.pk)).exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": " "}, "title", "Give the measure a title"),
        ({"title": "x" * 121}, "title", "at most 120"),
        ({"counted": ""}, "counted", "what exactly is counted"),
        ({"number": "wishes"}, "number", "Choose one"),
        ({"good": "sideways"}, "good", "Choose one"),
        ({"frequency": "hourly"}, "frequency", "Choose one"),
        ({"role": "king"}, "role", "Choose one"),
        ({"places": 5}, "places", "0 to 4"),
        ({"number": "rate", "out_of": ""}, "out_of", "counted in"),
        ({"number": "rate", "out_of": "bed days", "rate_per": 0}, "rate_per", "above 0"),
    ],
)
def test_a_definition_that_does_not_fit_together_is_not_kept(house, changes, field, words):
    with pytest.raises(Unusable, match=words) as fault:
        define(house, **{"title": "Falls", **changes})
    assert fault.value.field == field
    assert not Definition.objects.filter(title="Falls").exists()


def test_what_a_kind_of_number_has_no_use_for_is_left_out(house):
    made = define(house, title="Falls", number="count", out_of="beds", rate_per=7)
    assert (made.out_of, made.rate_per) == ("", 1)


def test_a_title_is_taken_once_in_a_place_whatever_its_capitals(house):
    with pytest.raises(Unusable, match="already a measure called"):
        define(house, title="LEFT before 1 pm")
    define(house, house.everywhere, organisation=None)
    with pytest.raises(Unusable, match="already a measure called"):
        define(house, house.everywhere, organisation=None)


def change(house, definition, by=None, version=1, **changes):
    return actions.change_definition(
        definition=definition,
        details=details(**changes),
        version=version,
        by=by or house.analyst,
        at=NOON,
    )


def test_change_definition_redraws_every_chart_that_uses_it(
    house, django_capture_on_commit_callbacks
):
    state = MeasureState.objects.get(measure=house.measure)
    assert state.variation == "improvement_high"
    with django_capture_on_commit_callbacks(execute=True):
        change(house, house.measure.definition, good="down")
    state.refresh_from_db()
    assert state.variation == "concern_high"


def test_change_definition_is_refused_to_a_member(house):
    with pytest.raises(Refused, match="change this definition"):
        change(house, house.measure.definition, by=house.member, good="down")


def test_the_second_of_two_who_change_a_definition_is_told(house):
    definition = house.measure.definition
    change(house, definition, counted="People who left.")
    with pytest.raises(Stale, match="Somebody else changed this definition"):
        change(house, definition, counted="People who went.")
    change(house, definition, counted="People who left.")  # the same again is a double click
    assert Definition.objects.get(pk=definition.pk).version == 2


@pytest.mark.parametrize(
    "changes", [{"number": "count"}, {"out_of": "people"}, {"frequency": "month"}]
)
def test_numbers_that_are_written_down_keep_their_meaning(house, changes):
    with pytest.raises(Unusable, match="change what they mean"):
        change(house, house.measure.definition, **changes)
    unused = a_definition(house.trust, title="Falls")
    assert change(house, unused, **{"title": "Falls", **changes}).version == 2


def test_a_changed_title_is_found_by_search(house):
    change(house, house.measure.definition, title="Gone by lunch")
    keys = house.member.reader_keys
    assert [e.title for e in search.find("lunch gone", keys=keys).entries] == ["Gone by lunch"]
    assert search.find("before", keys=keys).entries == []


def place(house, by=None, **changes):
    usual = {"definition": house.measure.definition, "organisation": house.trust}
    return actions.place_measure(**{**usual, **changes}, by=by or house.analyst, at=NOON)


def test_place_measure_is_refused_to_a_member_and_allowed_to_an_analyst(house):
    with pytest.raises(Refused, match="add its measures"):
        place(house, house.member)
    measure = place(house)
    assert (measure.audience, measure.chart, measure.run_length) == ("organisation", "auto", 7)
    assert MeasureState.objects.get(measure=measure).n_points == 0


def test_a_teams_measure_is_at_first_the_teams_alone(house):
    team = a_team(house.trust, "Ward 12")
    assert place(house, team=team).audience == "team"


def test_a_place_measures_a_definition_once(house):
    place(house)
    with pytest.raises(Unusable, match="measures “Left before 1 pm” already"):
        place(house)
    with pytest.raises(Unusable, match="already"):
        place(house, team=house.team)


def test_a_team_of_another_place_is_no_team_of_this_one(house):
    elsewhere = a_team(an_organisation("Kettle On", kind="charity"), "Drivers")
    with pytest.raises(Unusable, match="another organisation"):
        place(house, team=elsewhere)


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"audience": "team"}, "not a team’s measure"), ({"audience": "all"}, "Choose one")],
)
def test_an_audience_fits_its_measure(house, changes, words):
    with pytest.raises(Unusable, match=words):
        place(house, **changes)


@pytest.mark.parametrize(
    ("settings", "field", "words"),
    [
        (ChartSettings(chart="pie"), "chart", "Choose one"),
        (ChartSettings(chart="p"), "chart", "out of how many"),
        (ChartSettings(run_length=9), "run_length", "6, 7 or 8"),
        (ChartSettings(baseline_points=11), "baseline_points", "12 points or more"),
    ],
)
def test_settings_that_draw_nothing_are_not_kept(house, settings, field, words):
    with pytest.raises(Unusable, match=words) as fault:
        place(house, settings=settings)
    assert fault.value.field == field


def test_a_p_chart_is_for_percentages(house):
    rate = a_definition(house.trust, title="Falls", number="rate", out_of="bed days")
    with pytest.raises(Unusable, match="for percentages"):
        place(house, definition=rate, settings=ChartSettings(chart="pp"))
    assert place(house, definition=rate, settings=ChartSettings(chart="u")).chart == "u"


def rechart(house, by=None, version=1, owner="same", **settings):
    return actions.change_measure(
        measure=house.measure,
        settings=ChartSettings(**settings),
        data_owner=house.leader.person if owner == "same" else owner,
        version=version,
        by=by or house.leader,
        at=NOON,
    )


def test_change_measure_redraws_the_chart(house):
    with pytest.raises(Refused, match="how this measure is charted"):
        rechart(house, house.member, chart="run")
    changed = rechart(house, chart="run", run_length=8)
    assert (changed.version, changed.run_length) == (2, 8)
    assert MeasureState.objects.get(measure=house.measure).kind == "run"


def test_change_measure_hands_the_numbers_to_somebody_else(house):
    assert rechart(house, owner=house.member.person).data_owner == house.member.person
    assert rechart(house, version=2, owner=None).data_owner is None


def test_the_second_of_two_who_change_settings_is_told(house):
    rechart(house, run_length=8)
    rechart(house, run_length=8)  # the same again is a double click
    with pytest.raises(Stale, match="Somebody else changed these settings"):
        rechart(house, run_length=6)


def test_retire_measure_keeps_its_numbers_and_leaves_the_search(house):
    with pytest.raises(Refused, match="retire this measure"):
        actions.retire_measure(measure=house.measure, by=house.member, at=NOON)
    assert search.find("left", keys=house.member.reader_keys).entries
    actions.retire_measure(measure=house.measure, by=house.leader, at=NOON)
    assert house.measure.observations.count() == len(SHIFTED)
    assert not search.find("left", keys=house.member.reader_keys).entries
    with pytest.raises(Refused, match="retired"):
        record(house.measure, weekly([5]), by=house.leader)


def test_share_measure_lets_others_see_and_find_it(house):
    with pytest.raises(Refused, match="The team decides"):
        actions.share_measure(
            measure=house.measure, audience="organisation", by=house.analyst, at=NOON
        )
    found = {"team": 0, "organisation": 1, "partnership": 1}
    for audience, n in found.items():
        actions.share_measure(measure=house.measure, audience=audience, by=house.leader, at=NOON)
        assert len(search.find("left", keys=house.colleague.reader_keys).entries) == n
    assert len(search.find("left", keys=house.outsider.reader_keys).entries) == 1


def test_an_organisations_measure_cannot_be_shared_with_a_team_it_has_not(house):
    measure = a_measure(house.trust, title="Falls", by=house.analyst)
    with pytest.raises(Unusable, match="not a team’s measure"):
        actions.share_measure(measure=measure, audience="team", by=house.analyst, at=NOON)


def test_the_database_holds_what_the_actions_promise(house):
    for broken in (
        {"run_length": 5},
        {"baseline_points": 3},
        {"audience": "team", "team": None},
        {"retired_at": NOON},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.filter(pk=house.measure.pk).update(**broken)


def test_a_measure_is_called_by_its_title_and_place(house):
    assert str(house.measure) == "Left before 1 pm, Home for lunch"
    assert str(a_measure(house.trust, title="Falls")) == "Falls, Harrowmere Teaching Hospitals"
