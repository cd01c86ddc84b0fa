"""What writing surveys puts in the bar, the trail, search and a person's own data."""

from tests.engines.surveys.building.test_actions import loaded
from tests.world import NOON, all_held

from groundswell.engines.surveys import privacy
from groundswell.engines.surveys.models import Instrument, Survey
from groundswell.engines.surveys.sentences import SENTENCES
from groundswell.ground.kernel.registries import (
    audit_sentences,
    home_cards,
    personal_data,
    rooms,
    search_kinds,
)


def test_the_room_is_known_to_the_house():
    assert "surveys" in rooms and "survey" in search_kinds
    assert "surveys" in home_cards and "surveys" in personal_data
    assert set(SENTENCES) <= set(audit_sentences)


def test_a_person_finds_what_they_keep_and_what_they_loaded(house):
    loaded(house)
    assert all_held(privacy.export(house.leader.id))["Surveys you keep"] == [
        {"title": "Culture pulse", "purpose": "", "state": "draft", "made_at": NOON}
    ]
    found = all_held(privacy.export(house.analyst.id))["Instruments you loaded"]
    assert found == [{"title": "Wellbeing", "version": "1", "loaded_at": NOON}]


def test_whoever_is_erased_leaves_the_survey_and_no_name_at_the_instrument(house):
    loaded(house)
    privacy.erase(house.analyst.id, NOON)
    privacy.erase(house.leader.id, NOON)
    assert Instrument.objects.get().loaded_by is None
    assert Survey.objects.get().keeper == house.leader.person
