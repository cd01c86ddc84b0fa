"""Open links, tablets and paper: so many people, nobody told apart, nothing kept."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from tests.engines.surveys.fielding.making import (
    DEFINITION,
    Respondent,
    a_doorway,
    a_draft,
    a_keeper,
    a_ward,
    finished,
    keeper_of,
    launched,
)
from tests.world import NOON, TODAY, a_person, acting, an_organisation, joins

from groundswell.engines.surveys import actions, sheets
from groundswell.engines.surveys.answering import keeping
from groundswell.engines.surveys.doorways import id_from, token_of
from groundswell.engines.surveys.models import Doorway, Sheet, Survey
from groundswell.engines.surveys.policies import settle_sheet
from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.models import Sealed
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def a_survey_with(kind: str, quota: int = 20) -> Doorway:
    trust = an_organisation()
    a_ward(12, trust=trust)
    keeper = a_keeper(trust)
    draft = a_draft(keeper, trust)
    doorway = a_doorway(draft, keeper, kind, quota)
    launched(draft, keeper)
    return Doorway.objects.select_related("survey").get(pk=doorway.pk)


def path_of(doorway: Doorway) -> str:
    return f"/a/{doorway.kind[0]}/{token_of(doorway.pk)}/"


def test_a_token_is_ours_or_nothing():
    doorway = a_survey_with("open")
    assert id_from(token_of(doorway.pk)) == doorway.pk
    for text in ("", "ä", "abc", token_of(doorway.pk)[:-2] + "xx"):
        assert id_from(text) is None


@pytest.mark.parametrize("kind", ["open", "kiosk"])
def test_everybody_at_a_shared_entrance_answers_once_a_press(kind: str):
    doorway = a_survey_with(kind)
    first, second = (finished(Respondent(path_of(doorway))) for _n in range(2))
    assert first.heading == second.heading == "Thank you. Your answers are in."
    assert first.words != second.words
    assert Sealed.objects.count() == 2


def test_a_quota_is_kept():
    doorway = a_survey_with("open", quota=1)
    finished(Respondent(path_of(doorway)))
    late = Respondent(path_of(doorway)).presses("start")
    assert (late.status, late.heading) == (409, "No more slips can be given out here")


def test_a_tablet_asks_where_somebody_works_and_says_how_to_begin_anew():
    tablet = Respondent(path_of(a_survey_with("kiosk")))
    assert "Harrowmere Teaching Hospitals" in tablet.text
    assert 'class="answering kiosk"' in tablet.text
    finished(tablet)
    assert "Begin anew for the next person" in tablet.text
    assert "data-kiosk=" in tablet.text


def test_an_entrance_that_was_shut_lets_nobody_begin():
    doorway = a_survey_with("open")
    actions.shut_doorway(doorway=doorway, by=keeper_of(doorway.survey), at=NOON)
    assert Respondent(path_of(doorway)).heading == "This link is not in use any more"
    with pytest.raises(Refused):
        actions.give_slip(doorway=doorway, at=NOON)


def test_the_wrong_kind_of_entrance_is_unknown():
    doorway = a_survey_with("open")
    assert Respondent(f"/a/k/{token_of(doorway.pk)}/").status == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"kind": "window"}, "kind"), ({"label": " "}, "label"), ({"quota": 0}, "quota")],
)
def test_an_entrance_needs_a_kind_a_place_and_a_number(changes, field: str):
    trust = an_organisation()
    draft = a_draft(a_keeper(trust), trust)
    details = {"kind": "open", "label": "By the kettle", "quota": 5, **changes}
    with pytest.raises(Unusable) as refused:
        actions.open_doorway(
            survey=draft, details=actions.DoorwayDetails(**details), by=keeper_of(draft), at=NOON
        )
    assert refused.value.field == field


def test_shared_ways_in_have_an_end():
    trust = an_organisation()
    draft = a_draft(a_keeper(trust), trust)
    Doorway.objects.bulk_create(
        Doorway(survey=draft, kind="open", label=f"Bay {n}", quota=1, made_on=TODAY)
        for n in range(100)
    )
    with pytest.raises(Unusable, match="at most 100 shared ways in"):
        a_doorway(draft, keeper_of(draft))


def test_before_the_launch_an_entrance_just_goes():
    trust = an_organisation()
    draft = a_draft(a_keeper(trust), trust)
    doorway = a_doorway(draft, keeper_of(draft))
    actions.shut_doorway(doorway=doorway, by=keeper_of(draft), at=NOON)
    assert not draft.doorways.exists()


# --- paper ------------------------------------------------------------------------------------
RAW = {"energy": ["4"], "safe": ["5"], "more": ["More rest"]}


@pytest.fixture
def paper() -> Doorway:
    return a_survey_with("paper")


@pytest.fixture
def second(paper: Doorway):
    """Somebody else who may type: the keeper hands the survey over."""
    return acting(joins(a_person("Joyce Lim"), paper.survey.organisation))


def typed(paper: Doorway, raw=RAW, **more) -> tuple[str, Sheet]:
    survey = Survey.objects.select_related("keeper", "organisation").get(pk=paper.survey_id)
    code = actions.type_sheet(
        survey=survey, doorway=paper, raw=raw, by=keeper_of(survey), at=NOON, **more
    )
    return code, Sheet.objects.select_related("survey__keeper", "survey__organisation").get(
        code_hash=sheets.hash_of(code)
    )


def handed_to(sheet: Sheet, other) -> None:
    Survey.objects.filter(pk=sheet.survey_id).update(keeper=other.person)
    sheet.survey = Survey.objects.select_related("keeper", "organisation").get(pk=sheet.survey_id)


def test_two_typings_that_agree_are_sent_in_and_neither_is_kept(paper: Doorway, second):
    code, sheet = typed(paper)
    handed_to(sheet, second)
    settled = actions.settle_sheet(sheet=sheet, code=code, raw=RAW, by=second, at=NOON)
    assert settled.is_in
    assert not Sheet.objects.exists()
    assert Sealed.objects.count() == 1


def test_nobody_reads_the_first_typing_without_the_paper(paper: Doorway):
    code, sheet = typed(paper)
    assert b"More rest" not in bytes(sheet.closed)
    assert sheets.opened(bytes(sheet.closed), sheets.new_code()) is None
    assert sheets.opened(bytes(sheet.closed), code).raw == RAW


def test_a_difference_is_shown_and_must_be_settled(paper: Doorway, second):
    code, sheet = typed(paper)
    handed_to(sheet, second)
    other = {**RAW, "energy": ["2"], "learn": ["1"]}
    found = actions.settle_sheet(sheet=sheet, code=code, raw=other, by=second, at=NOON)
    assert set(found.differing) == {"energy", "learn"}
    assert not Sealed.objects.exists()
    assert actions.settle_sheet(
        sheet=sheet, code=code, raw=other, is_settled=True, by=second, at=NOON
    ).is_in
    assert Sealed.objects.count() == 1


def test_the_group_counts_as_an_answer(paper: Doorway, second):
    code, sheet = typed(paper, group="1")
    handed_to(sheet, second)
    found = actions.settle_sheet(sheet=sheet, code=code, raw=RAW, by=second, at=NOON)
    assert found.differing == ("group",)


def test_whoever_typed_it_first_does_not_type_it_again(paper: Doorway):
    code, sheet = typed(paper)
    with pytest.raises(Refused, match="Somebody else types it a second time"):
        actions.settle_sheet(sheet=sheet, code=code, raw=RAW, by=keeper_of(sheet.survey), at=NOON)
    assert not settle_sheet(keeper_of(sheet.survey), sheet.survey, sheet)


def test_a_form_that_is_never_typed_again_takes_nobodys_place(paper: Doorway, second):
    Doorway.objects.filter(pk=paper.pk).update(quota=1)
    lost, left = typed(paper)  # its code was never written on the form
    assert Doorway.objects.get(pk=paper.pk).n_given == 0
    code, sheet = typed(paper)
    handed_to(sheet, second)
    assert actions.settle_sheet(sheet=sheet, code=code, raw=RAW, by=second, at=NOON).is_in
    assert (Sealed.objects.count(), Doorway.objects.get(pk=paper.pk).n_given) == (1, 1)
    left.refresh_from_db()
    with pytest.raises(Refused, match="As many people have come this way"):
        actions.settle_sheet(sheet=left, code=lost, raw=RAW, by=second, at=NOON)
    with pytest.raises(Refused, match="As many people have come this way"):
        actions.type_sheet(survey=sheet.survey, doorway=paper, raw=RAW, by=second, at=NOON)


def test_a_form_is_in_once_where_sending_it_in_broke_off(paper: Doorway, second, monkeypatch):
    code, sheet = typed(paper)
    handed_to(sheet, second)
    cast = ballots.cast
    monkeypatch.setattr(ballots, "cast", broken)
    with pytest.raises(ConnectionError):
        actions.settle_sheet(sheet=sheet, code=code, raw=RAW, by=second, at=NOON)
    monkeypatch.setattr(ballots, "cast", cast)
    for _press in range(2):  # this page still holds the form as it was before it took its slip
        assert actions.settle_sheet(sheet=sheet, code=code, raw=RAW, by=second, at=NOON).is_in
    assert not Sheet.objects.exists()
    assert Sealed.objects.count() == 1


def broken(**_given: object) -> None:
    raise ConnectionError


def test_a_form_finishes_where_its_way_in_was_shut_meanwhile(paper: Doorway, second):
    code, sheet = typed(paper)
    handed_to(sheet, second)
    actions.shut_doorway(doorway=paper, by=second, at=NOON)
    assert actions.settle_sheet(sheet=sheet, code=code, raw=RAW, by=second, at=NOON).is_in


def test_a_form_of_before_is_still_read_and_keeps_its_slip():
    content = b'{"raw": {"energy": ["4"]}, "group": "1", "slip": "abc"}'
    code = sheets.new_code()
    key = ChaCha20Poly1305(sheets._derived(code)[:32])
    first = sheets.opened(key.encrypt(bytes(12), content, None), code)
    assert first == sheets.Typed({"energy": ["4"]}, "1", slip="abc")


def test_a_form_that_was_typed_once_is_gone_when_the_survey_closes(paper: Doorway, second):
    _code, sheet = typed(paper)
    handed_to(sheet, second)
    closed = actions.close_survey(survey=sheet.survey, by=second, at=NOON)
    assert not Sheet.objects.exists()
    assert settle_sheet(second, closed, sheet).reason == "This survey is closed."


def test_another_forms_code_opens_nothing(paper: Doorway, second):
    _code, sheet = typed(paper)
    handed_to(sheet, second)
    with pytest.raises(Unusable, match="another form"):
        actions.settle_sheet(sheet=sheet, code=sheets.new_code(), raw=RAW, by=second, at=NOON)


def test_what_cannot_stand_on_a_form_is_not_taken(paper: Doorway):
    with pytest.raises(Unusable) as refused:
        typed(paper, {"energy": ["9"]})
    assert refused.value.field == "energy"
    assert Doorway.objects.get(pk=paper.pk).n_given == 0


def test_pages_of_this_survey_are_forgotten_where_it_is_changed(paper: Doorway):
    keeping.forget(paper.survey_id)
    assert DEFINITION.questions
