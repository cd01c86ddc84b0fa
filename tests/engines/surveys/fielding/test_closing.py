"""The end of the field: a later day, the close, and answers that can be joined to nobody."""

import pytest
from tests.engines.surveys.fielding.making import (
    DAY,
    Respondent,
    a_survey_in_the_field,
    box_of,
    finished,
    keeper_of,
    links_of,
)
from tests.world import NOON, TODAY

from groundswell.engines.surveys import actions, clockwork
from groundswell.engines.surveys.actions import closing
from groundswell.engines.surveys.models import AnswerBatch, Receipt, WrittenText
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def answered(survey, n: int) -> list[Respondent]:
    links = links_of(survey, n)
    return [finished(Respondent(f"/a/{link}/"), safe=1 + i % 5) for i, link in enumerate(links)]


def test_closing_opens_the_box_into_columns_texts_and_receipts():
    survey = a_survey_in_the_field()
    first = Respondent(f"/a/{links_of(survey)[0]}/").presses("start").presses("next", energy=2)
    first.presses("next").presses("next", more="More rest").presses("send")
    answered(survey, 10)
    survey = actions.close_survey(survey=survey, by=keeper_of(survey), at=NOON)
    assert (survey.state, survey.closed_on) == ("closed", TODAY)
    batch = AnswerBatch.objects.get(survey=survey)
    columns = batch.unpacked
    assert batch.n == 11
    assert sorted(columns.codes["energy"].tolist()) == [2, *[4] * 10]
    assert sorted(WrittenText.objects.values_list("text", flat=True)) == ["More rest"]
    assert Receipt.objects.count() == 11
    codes = {group.code for group in survey.groups.all()}
    assert set(columns.groups) <= codes


def test_fewer_than_k_are_never_opened():
    survey = a_survey_in_the_field()
    answered(survey, 3)
    actions.close_survey(survey=survey, by=keeper_of(survey), at=NOON)
    assert not AnswerBatch.objects.exists()
    assert box_of(survey).state == "too_few"


def test_after_the_close_the_same_thank_you_comes_again_and_nobody_begins():
    survey = a_survey_in_the_field()
    link, late = links_of(survey, 2)
    somebody = finished(Respondent(f"/a/{link}/"))
    thanks = somebody.text
    half = Respondent(f"/a/{late}/").presses("start").presses("next", energy=1).presses("check")
    actions.close_survey(survey=survey, by=keeper_of(survey), at=NOON)
    assert somebody.presses_again().text == thanks
    half.presses("send")
    assert (half.status, half.heading) == (410, "“Working here, spring 2026” is closed")
    assert Respondent(f"/a/{late}/").status == 410


def test_the_last_day_passes_and_the_night_closes_it(at_noon):
    survey = a_survey_in_the_field()
    answered(survey, 10)
    clockwork.keep_dates(NOON + 14 * DAY)
    survey.refresh_from_db()
    assert survey.state == "field", "the last day belongs to it"
    clockwork.keep_dates(NOON + 15 * DAY)
    clockwork.keep_dates(NOON + 15 * DAY)
    survey.refresh_from_db()
    assert survey.state == "closed"
    assert AnswerBatch.objects.count() == 1


def test_it_can_be_kept_open_longer_and_never_closed_earlier():
    survey = a_survey_in_the_field()
    fingerprint = box_of(survey).fingerprint
    keeper = keeper_of(survey)
    extended = actions.extend_survey(survey=survey, closes_on=TODAY + 40 * DAY, by=keeper, at=NOON)
    assert (extended.closes_on, extended.results_on) == (TODAY + 40 * DAY, TODAY + 40 * DAY)
    assert box_of(survey).fingerprint == fingerprint
    for closes_on in (TODAY + 39 * DAY, TODAY + 90 * DAY):
        with pytest.raises(Unusable, match="Give a day after"):
            actions.extend_survey(survey=survey, closes_on=closes_on, by=keeper, at=NOON)
    actions.close_survey(survey=survey, by=keeper, at=NOON)
    with pytest.raises(Refused, match="closed"):
        actions.extend_survey(survey=survey, closes_on=TODAY + 50 * DAY, by=keeper, at=NOON)


def test_results_promised_for_later_stay_where_they_were():
    survey = a_survey_in_the_field()
    days = TODAY + 20 * DAY, TODAY + 28 * DAY
    extended = actions.extend_survey(
        survey=survey, closes_on=days[0], by=keeper_of(survey), at=NOON
    )
    assert (extended.closes_on, extended.results_on) == days


def test_two_workers_of_one_night_close_it_once(monkeypatch, at_noon):
    survey = a_survey_in_the_field()
    tomorrow, was = NOON + 15 * DAY, closing.locked

    def second_to_come(found):
        monkeypatch.setattr(closing, "locked", was)
        clockwork.keep_dates(tomorrow)
        return was(found)

    monkeypatch.setattr(closing, "locked", second_to_come)
    clockwork.keep_dates(tomorrow)
    told = AuditEvent.objects.filter(about_id=survey.pk, name="survey.closed")
    assert told.count() == 1


def test_it_opens_on_its_day_and_says_so_before(at_noon):
    survey = a_survey_in_the_field()
    survey.opens_on = TODAY + 2 * DAY
    survey.save()
    from groundswell.engines.surveys.answering import keeping

    keeping.forget(survey.pk)
    early = Respondent(f"/a/{links_of(survey)[0]}/")
    assert early.heading == "This survey has not opened yet"
    assert "17 June 2026" in early.text
