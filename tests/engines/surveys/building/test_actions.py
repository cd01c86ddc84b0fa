"""Writing a survey: begun, changed, given up."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from tests.engines.gatherings.making import PROGRAMME
from tests.engines.surveys.asking import a_scale, asks, said
from tests.engines.surveys.building.conftest import QUESTIONS, a_survey
from tests.world import NOON, TODAY, a_founder

from groundswell.engines.surveys import actions, queries
from groundswell.engines.surveys.actions.findable import index_survey
from groundswell.engines.surveys.definition import Page, from_json, stamp_of
from groundswell.engines.surveys.definition import editing as edit
from groundswell.engines.surveys.instruments import packs, read_pack_text
from groundswell.engines.surveys.kinds import State
from groundswell.engines.surveys.models import Instrument, Survey
from groundswell.ground.kernel import audit, search
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.references import Ref

LATER = NOON + dt.timedelta(hours=1)


def change(house, how, by=None, **more):
    return actions.change_questions(
        survey=house.survey, change=how, by=by or house.leader, at=LATER, **more
    )


def asked(house):
    return from_json(Survey.objects.get(pk=house.survey.pk).definition)


def told(house):
    return [audit.sentence(event) for event in AuditEvent.objects.filter(about_id=house.survey.pk)]


def test_a_survey_begins_as_a_draft_with_its_questions_and_the_time_it_takes(house):
    survey = house.survey
    assert (survey.state, survey.keeper, survey.minutes) == (State.DRAFT, house.leader.person, 2)
    assert from_json(survey.definition) == QUESTIONS
    assert told(house) == ["Joyce Lim began the survey “Culture pulse”"]


def test_who_leads_nothing_begins_no_survey(house):
    with pytest.raises(Refused):
        a_survey(house.member, house.trust)
    with pytest.raises(Refused):
        a_survey(house.leader, house.other)


def test_in_a_piece_of_work_its_keepers_begin_one_and_no_one_else(house):
    thing = Ref("challenge", PROGRAMME)
    begun = a_survey(house.coach, house.trust, programme_id=PROGRAMME, context=thing)
    assert (begun.programme_id, begun.context) == (PROGRAMME, thing)
    assert queries.of_context(house.fellow, thing) == []
    assert queries.of_context(house.coach, thing) == [begun]
    for by in (house.fellow, house.analyst):
        with pytest.raises(Refused):
            a_survey(by, house.trust, programme_id=PROGRAMME)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (" ", "Give the survey a title."),
        ("x" * 201, "Use at most 200 characters. You used 201."),
        ("a\x00b", "Take out the characters that cannot be shown."),
    ],
)
def test_a_title_that_cannot_be_kept_says_why(house, title, sentence):
    with pytest.raises(Unusable) as caught:
        a_survey(house.leader, house.trust, title=title)
    assert (str(caught.value), caught.value.field) == (sentence, "title")


def test_the_next_wave_takes_the_settings_along(house):
    Survey.objects.filter(pk=house.survey.pk).update(k=12, k_comments=30, help_text="Ring 1234.")
    house.survey.refresh_from_db()
    wave = a_survey(house.leader, house.trust, earlier=house.survey)
    assert (wave.k, wave.k_comments, wave.help_text) == (12, 30, "Ring 1234.")
    assert wave.earlier == house.survey


def test_what_it_is_for_can_be_changed_and_is_written_down(house):
    actions.change_details(
        survey=house.survey,
        title="  Team   pulse ",
        purpose="To see.",
        help_text="Ring\r\n1234.",
        version=house.survey.version,
        by=house.administrator,
        at=LATER,
    )
    survey = Survey.objects.get(pk=house.survey.pk)
    assert (survey.title, survey.help_text) == ("Team pulse", "Ring\n1234.")
    assert (survey.version, survey.changed_at) == (house.survey.version + 1, LATER)
    assert "Ngozi Bello changed what “Team pulse” is for" in told(house)


def test_who_was_slower_overwrites_nothing(house):
    details = {"title": "A", "purpose": "", "help_text": "", "by": house.leader, "at": LATER}
    actions.change_details(survey=house.survey, version=house.survey.version, **details)
    with pytest.raises(Stale):
        actions.change_details(survey=house.survey, version=house.survey.version, **details)


def test_questions_are_changed_on_what_stands_now_and_not_on_what_was_read(house):
    change(house, partial(edit.with_question_moved, question_id="safe", step=1))
    change(house, lambda now: edit.with_new_page(now, Page(said("More"), (a_scale("new"),))))
    assert list(asked(house).questions) == ["job", "safe", "more", "new"]
    assert Survey.objects.get(pk=house.survey.pk).version == house.survey.version + 2


def test_two_who_change_different_questions_both_get_theirs(house):
    before = asked(house).questions

    def worded(name, text):
        question = replace(before[name], label=said(text))
        part, seen = (lambda now: now.questions.get(name)), stamp_of(before[name])
        return edit.if_unchanged(part, seen, lambda now: edit.with_question(now, name, question))

    change(house, worded("safe", "One"))
    change(house, worded("job", "Two"), by=house.analyst)
    assert [asked(house).questions[n].label for n in ("safe", "job")] == [said("One"), said("Two")]
    with pytest.raises(Stale, match="What stands now is above"):
        change(house, worded("safe", "Three"))
    change(house, lambda now: edit.without_question(now, "safe"))
    with pytest.raises(Stale, match="took this out"):
        change(house, worded("safe", "Three"))


def test_a_change_of_everything_needs_what_stands_now(house):
    with pytest.raises(Stale):
        change(house, lambda now: now, version=house.survey.version - 1)
    change(house, lambda now: now, version=house.survey.version)


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        (asks(a_scale(label="a\ud800")), "Take out the characters that cannot be shown."),
        (asks(a_scale("No name")), "Every question and every score needs a short name of its own."),
        (
            asks(a_scale(), a_scale()),
            "Every question and every score needs a short name of its own.",
        ),
        (
            asks([a_scale(f"q{n}", label="x" * 5_000) for n in range(90)]),
            "This survey is too long to be kept. Take some questions out.",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(house, definition, sentence):
    with pytest.raises(Unusable) as caught:
        change(house, lambda now: definition)
    assert str(caught.value) == sentence
    assert asked(house) == QUESTIONS


def test_a_draft_is_given_up_and_found_no_more(house):
    assert search.find("culture", keys=house.leader.reader_keys).entries
    actions.drop_survey(survey=house.survey, by=house.leader, at=LATER)
    assert Survey.objects.get(pk=house.survey.pk).state == State.DROPPED
    assert not search.find("culture", keys=house.leader.reader_keys).entries
    with pytest.raises(Refused, match="given up"):
        change(house, lambda now: now)


@pytest.mark.parametrize("state", [State.FIELD, State.CLOSED, State.REPORTED])
def test_a_survey_that_was_sent_out_changes_no_more(house, state):
    Survey.objects.filter(pk=house.survey.pk).update(state=state, box_id=house.survey.pk)
    for step in (
        lambda: change(house, lambda now: now),
        lambda: actions.drop_survey(survey=house.survey, by=house.leader, at=LATER),
    ):
        with pytest.raises(Refused, match="It has been sent out"):
            step()


@pytest.mark.parametrize(
    "changed", [{"k": 4}, {"k_comments": 4}, {"state": "odd"}, {"mode": "odd"}, {"state": "field"}]
)
def test_the_database_refuses_what_no_survey_can_be(house, changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=house.survey.pk).update(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"definition": {}},
        {"mode": "named"},
        {"k": 5},
        {"k_comments": 5},
        {"is_team_owned": True},
        {"state": "draft"},
    ],
)
def test_the_database_itself_keeps_what_was_sent_out(house, changed):
    mine = Survey.objects.filter(pk=house.survey.pk)
    mine.update(k=12)
    mine.update(state=State.FIELD, box_id=house.survey.pk, k=11)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(**changed)
    mine.update(state=State.CLOSED, title="Another title", k=11)
    assert mine.get().k == 11


LICENSED = """
code: wellbeing
version: "1"
title: Wellbeing
summary: Two statements.
licence: Licence 1234
provenance: Ours
pages:
  - questions:
      - {id: one, say: First, answers: {1: No, 2: Yes}}
"""


def loaded(house, by=None, organisation="trust", text=LICENSED):
    return actions.load_instrument(
        pack=read_pack_text(text.replace("1: No, 2: Yes", "1: 'No', 2: 'Yes'")),
        organisation=getattr(house, organisation) if organisation else None,
        by=by or house.analyst,
        at=NOON,
    )


def test_licensed_wording_is_seen_by_its_organisation_alone(house):
    instrument = loaded(house)
    assert str(instrument) == "Wellbeing, version 1"
    assert str(instrument.pk) in queries.offers(house.member)
    assert str(instrument.pk) not in queries.offers(house.stranger)
    assert AuditEvent.objects.filter(name="instrument.loaded").count() == 1


def test_who_looks_after_no_organisation_loads_nothing(house):
    for by, organisation in (
        (house.leader, "trust"),
        (house.stranger, "trust"),
        (house.analyst, None),
    ):
        with pytest.raises(Refused):
            loaded(house, by, organisation)
    assert not Instrument.objects.exists()


def test_a_version_is_loaded_once_and_never_in_place_of_ours(house):
    for by, organisation in ((house.analyst, "trust"), (a_founder(), None)):
        loaded(house, by, organisation)
        with pytest.raises(Unusable, match="its words never change"):
            loaded(house, by, organisation)
    key = next(iter(packs()))
    code, version = key.split("@")
    ours = LICENSED.replace("code: wellbeing", f"code: {code}").replace('"1"', f'"{version}"')
    with pytest.raises(Unusable, match="its words never change"):
        loaded(house, text=ours)


def test_a_survey_that_is_sent_out_is_found_by_those_who_are_to_hear_of_it(house):
    survey = house.survey
    assert not search.find("culture", keys=house.member.reader_keys).entries
    Survey.objects.filter(pk=survey.pk).update(closes_on=TODAY + dt.timedelta(days=14), k=5)
    parts = [actions.PartDetails("organisation", organisation_id=house.trust.pk)]
    actions.set_audience(survey=survey, parts=parts, by=house.leader, at=LATER)
    actions.launch_survey(survey=survey, by=house.leader, at=LATER)
    found = search.find("culture", keys=house.member.reader_keys).entries
    assert [one.detail for one in found] == ["Open for answers, Harrowmere Teaching Hospitals"]
    assert not search.find("culture", keys=house.stranger.reader_keys).entries
    actions.close_survey(survey=survey, by=house.leader, at=LATER)
    found = search.find("culture", keys=house.member.reader_keys).entries
    assert [one.detail for one in found] == ["Closed, Harrowmere Teaching Hospitals"]


def test_a_survey_of_a_piece_of_work_is_found_by_its_people_alone(house):
    survey = a_survey(house.coach, house.trust, title="Pulse of the work", programme_id=PROGRAMME)
    Survey.objects.filter(pk=survey.pk).update(state=State.CLOSED)
    index_survey(Survey.objects.get(pk=survey.pk))
    for who, n in ((house.fellow, 1), (house.member, 0)):
        assert len(search.find("pulse", keys=who.reader_keys).entries) == n
