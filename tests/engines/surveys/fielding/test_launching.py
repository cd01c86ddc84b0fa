"""Whom a survey asks, and how it goes out: what is decided then never changes."""

import pytest
from tests.engines.surveys.fielding.making import (
    DAY,
    a_doorway,
    a_draft,
    a_keeper,
    a_survey_in_the_field,
    a_ward,
    box_of,
    keeper_of,
    launched,
)
from tests.world import (
    NOON,
    TODAY,
    a_founder,
    a_person,
    a_team,
    acting,
    an_organisation,
    holding,
    joins,
)

from groundswell.engines.surveys import actions, policies
from groundswell.engines.surveys.actions import PartDetails
from groundswell.engines.surveys.audience import audience_of
from groundswell.engines.surveys.models import Asking, Survey
from groundswell.engines.surveys.queries.fielding import fielding_page
from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.models import Invitation, Link
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages.models import OutgoingMail
from groundswell.ground.people import actions as people
from groundswell.ground.people.models import Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trust() -> Organisation:
    return an_organisation()


def everyone(trust: Organisation) -> PartDetails:
    return PartDetails("organisation", organisation_id=trust.pk)


def set_and_asked(survey: Survey, *parts: PartDetails) -> set[str]:
    actions.set_audience(survey=survey, parts=parts, by=keeper_of(survey), at=NOON)
    found = audience_of(survey, TODAY)
    names = dict(Person.objects.values_list("pk", "name"))
    return {names[one.person_id] if one.person_id else one.address for one in found.asked}


def test_an_audience_is_teams_with_those_within_roles_people_and_addresses(trust: Organisation):
    keeper = a_keeper(trust)
    medicine = a_team(trust, "Medicine")
    ward = a_team(trust, "Ward 7", parent=medicine)
    joins(a_person("In the ward"), trust, ward)
    joins(a_person("In medicine"), trust, medicine)
    holding(joins(a_person("On the board"), trust), "board_member", organisation=trust)
    left = joins(a_person("Left last month"), trust, ward)
    people.end_membership(
        membership=left.memberships.get(), ends_on=TODAY - 30 * DAY, by=a_founder(), at=NOON
    )
    alone = joins(a_person("By name"), trust)
    draft = a_draft(keeper, trust)
    assert set_and_asked(
        draft,
        PartDetails("team", team_id=medicine.pk),
        PartDetails("role", organisation_id=trust.pk, role="board_member"),
        PartDetails("person", person_id=alone.pk),
        PartDetails("address", address="Ann@X.example"),
    ) == {"In the ward", "In medicine", "On the board", "By name", "ann@x.example"}
    assert left.name not in set_and_asked(draft, everyone(trust))


def test_a_person_named_twice_is_asked_once_where_they_work(trust: Organisation):
    ward = a_team(trust, "Ward 7")
    nurse = joins(joins(a_person("Nurse"), trust), trust, ward)
    draft = a_draft(a_keeper(trust), trust)
    set_and_asked(draft, everyone(trust), PartDetails("person", person_id=nurse.pk))
    found = [one for one in audience_of(draft, TODAY).asked if one.person_id == nurse.pk]
    assert [one.unit for one in found] == [ward.pk]


def test_people_of_a_piece_of_work_are_counted_where_they_are_employed(trust: Organisation):
    from tests.engines.gatherings.making import PROGRAMME, in_programme

    other = an_organisation("Tarnside Mental Health Trust")
    in_programme(joins(a_person("From here"), trust), "team_member")
    in_programme(joins(a_person("From there"), other), "team_member")
    draft = a_draft(a_keeper(trust), trust, programme_id=PROGRAMME)
    assert set_and_asked(draft, PartDetails("programme", programme_id=PROGRAMME)) == {
        "From here",
        "From there",
    }
    assert {one.unit for one in audience_of(draft, TODAY).asked} == {trust.pk, other.pk}


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (PartDetails("nonsense"), "Choose one of the ways to ask that are shown."),
        (PartDetails("address", address="ann"), "“ann” is no e-mail address."),
        (PartDetails("team"), "Choose a team that still works together."),
        (PartDetails("person"), "Choose somebody who can still sign in."),
        (PartDetails("programme"), "A survey asks the people of the piece of work"),
    ],
)
def test_a_part_that_names_nothing_is_not_taken(trust: Organisation, part, sentence: str):
    draft = a_draft(a_keeper(trust), trust)
    with pytest.raises(Unusable, match=sentence):
        actions.set_audience(survey=draft, parts=[part], by=keeper_of(draft), at=NOON)


def test_people_of_another_organisation_are_not_to_be_asked(trust: Organisation):
    other = an_organisation("Tarnside Mental Health Trust")
    draft = a_draft(a_keeper(trust), trust)
    with pytest.raises(Unusable, match="organisations that you belong to"):
        actions.set_audience(survey=draft, parts=[everyone(other)], by=keeper_of(draft), at=NOON)
    with pytest.raises(Unusable, match="roles shown"):
        parts = [PartDetails("role", organisation_id=trust.pk, role="king")]
        actions.set_audience(survey=draft, parts=parts, by=keeper_of(draft), at=NOON)


def test_a_closed_organisation_is_not_to_be_asked(trust: Organisation):
    draft = a_draft(a_keeper(trust), trust)
    Organisation.objects.filter(pk=trust.pk).update(closed_on=TODAY)
    with pytest.raises(Unusable, match="Choose the one that took over"):
        actions.set_audience(survey=draft, parts=[everyone(trust)], by=keeper_of(draft), at=NOON)


def test_an_audience_has_an_end(trust: Organisation):
    draft = a_draft(a_keeper(trust), trust)
    parts = [PartDetails("address", address=f"a{n}@x.example") for n in range(2_001)]
    with pytest.raises(Unusable, match="at most 2,000 groups, people and addresses"):
        actions.set_audience(survey=draft, parts=parts, by=keeper_of(draft), at=NOON)
    assert not draft.audience.exists()


def test_groups_are_decided_at_the_launch():
    survey = a_survey_in_the_field()
    told = {group.label: (group.n_own, group.n_all) for group in survey.groups.all()}
    assert told == {"Harrowmere Teaching Hospitals": (11, 23), "Ward 7": (12, 12)}
    codes = set(Invitation.objects.values_list("group", flat=True))
    assert codes == {group.code for group in survey.groups.all()}


def test_two_teams_of_one_name_are_told_apart(trust: Organisation):
    for name in ("Medicine", "Surgery"):
        parent = a_team(trust, name)
        nights = a_team(trust, "Nights", parent=parent)
        for n in range(10):
            joins(a_person(f"{name} {n}"), trust, nights)
    draft = a_draft(a_keeper(trust), trust)
    survey = launched(draft, keeper_of(draft))
    labels = {group.label for group in survey.groups.all()}
    assert labels == {"Harrowmere Teaching Hospitals", "Surgery", "Nights (Surgery)"}


def test_the_launch_locks_the_promise_and_counts_the_burden():
    survey = a_survey_in_the_field(minutes=6)
    box = box_of(survey)
    assert (box.mode, box.k, box.settings["k_comments"]) == ("anonymous", 10, 20)
    assert box.closes_on == survey.closes_on + 56 * DAY, "the latest to which it may be extended"
    asked = {(str(line.team or line.organisation), line.n_people) for line in Asking.objects.all()}
    assert asked == {("Ward 7", 12), ("Ward 9", 10), ("Harrowmere Teaching Hospitals", 1)}
    with pytest.raises(Refused, match="sent out"):
        actions.launch_survey(survey=survey, by=keeper_of(survey), at=NOON)
    with pytest.raises(Refused, match="sent out"):
        actions.set_audience(survey=survey, parts=[], by=keeper_of(survey), at=NOON)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"definition": {}}, "Something has to be put right first"),
        ({"closes_on": None, "results_on": None}, "Say on which day the survey closes."),
        ({"closes_on": TODAY - DAY}, "The closing day has passed."),
        ({"k_comments": 8}, "Comments need as many people"),
        ({"k": 40, "k_comments": 40}, "Only 13 people would be asked"),
    ],
)
def test_what_is_missing_keeps_it_from_going_out(trust: Organisation, changes, sentence: str):
    a_ward(12, trust=trust)
    draft = a_draft(a_keeper(trust), trust, **changes)
    actions.set_audience(survey=draft, parts=[everyone(trust)], by=keeper_of(draft), at=NOON)
    with pytest.raises(Unusable, match=sentence) as refused:
        actions.launch_survey(survey=draft, by=keeper_of(draft), at=NOON)
    page = fielding_page(keeper_of(draft), draft, NOON)
    assert page.may_send.reason == str(refused.value), "the page says so before anybody presses"
    draft.refresh_from_db()
    assert draft.state == "draft" and draft.box_id is None


def test_nobody_chosen_is_said_first(trust: Organisation):
    draft = a_draft(a_keeper(trust), trust)
    with pytest.raises(Unusable, match="Choose first whom"):
        actions.launch_survey(survey=draft, by=keeper_of(draft), at=NOON)
    assert fielding_page(keeper_of(draft), draft, NOON).may_send.reason.startswith("Choose first")


def test_shared_ways_in_are_for_anonymous_surveys(trust: Organisation):
    draft = a_draft(a_keeper(trust), trust, mode="confidential")
    a_doorway(draft, keeper_of(draft))
    a_ward(12, trust=trust)
    actions.set_audience(survey=draft, parts=[everyone(trust)], by=keeper_of(draft), at=NOON)
    with pytest.raises(Unusable, match="for anonymous surveys"):
        actions.launch_survey(survey=draft, by=keeper_of(draft), at=NOON)


def test_only_its_keeper_sends_it_out(trust: Organisation):
    draft = a_draft(a_keeper(trust), trust)
    stranger = acting(joins(a_person("Kwame Boateng"), trust))
    for act in (
        lambda: actions.launch_survey(survey=draft, by=stranger, at=NOON),
        lambda: actions.set_audience(survey=draft, parts=[], by=stranger, at=NOON),
        lambda: a_doorway(draft, stranger),
    ):
        with pytest.raises(Refused, match="Sam Ortiz"):
            act()


def test_everybody_is_written_to_once_and_the_link_is_kept_nowhere():
    survey = a_survey_in_the_field()
    actions.send_invitations(survey=survey, at=NOON)
    actions.send_invitations(survey=survey, at=NOON)
    mails = list(OutgoingMail.objects.all())
    assert len(mails) == 23
    assert all("{{late}}" in mail.body and "/a/" not in mail.body for mail in mails)
    assert Link.objects.count() == 0, "a link is made when its mail leaves, and not before"
    words = mails[0].body
    for said in ("Working here, spring 2026", "29 June 2026", "Nobody can link your answers"):
        assert said in words


def test_a_mail_leaves_with_a_link_that_works():
    survey = a_survey_in_the_field()
    invitation = Invitation.objects.filter(box_id=survey.box_id).first()
    words = actions.link_words(str(invitation.pk), at=NOON)
    token = words.rstrip("/").rpartition("/")[2]
    assert ballots.issue_slip(token=token, at=NOON)
    assert actions.link_words(str(invitation.pk), at=NOON) is None, "nobody who began is reminded"


def test_a_reminder_reaches_those_without_a_slip_and_names_nobody():
    survey = a_survey_in_the_field()
    began = Invitation.objects.filter(box_id=survey.box_id).first()
    token = ballots.make_link(invitation=began, at=NOON)
    ballots.issue_slip(token=token, at=NOON)
    later = NOON + 2 * DAY
    reminder = actions.remind(survey=survey, by=keeper_of(survey), at=later)
    assert reminder.n_about == 20, "22, rounded to tens"
    actions.send_reminders(survey=survey, at=later)
    keys = OutgoingMail.objects.values_list("late_key", flat=True)
    assert len(keys) == 22 and str(began.pk) not in keys
    for at, sentence in ((later + DAY, "The next can go on 20 June 2026"), (NOON, "just gone out")):
        with pytest.raises(Refused, match=sentence):
            actions.remind(survey=survey, by=keeper_of(survey), at=at)


def test_whoever_began_today_is_still_on_the_list_which_moves_once_a_day():
    survey = a_survey_in_the_field()
    later = NOON + 2 * DAY
    began = Invitation.objects.filter(box_id=survey.box_id).first()
    ballots.issue_slip(token=ballots.make_link(invitation=began, at=later), at=later)
    actions.send_reminders(survey=survey, at=later)
    assert OutgoingMail.objects.filter(late_key=str(began.pk)).exists()
    assert actions.link_words(str(began.pk), at=later) is None, "but no mail leaves"


def test_a_later_opening_day_sends_nothing_before(trust: Organisation):
    a_ward(12, trust=trust)
    draft = a_draft(a_keeper(trust), trust, opens_on=TODAY + 3 * DAY)
    actions.set_audience(survey=draft, parts=[everyone(trust)], by=keeper_of(draft), at=NOON)
    launched = actions.launch_survey(survey=draft, by=keeper_of(draft), at=NOON)
    assert launched.job is None
    assert actions.open_due(at=NOON) == 0
    assert actions.open_due(at=NOON + 3 * DAY) == 1


@pytest.mark.parametrize("mode", ["confidential", "named"])
def test_a_mail_promises_no_more_than_the_survey_does(mode: str):
    survey = a_survey_in_the_field(mode=mode)
    actions.send_invitations(survey=survey, at=NOON)
    assert "Nobody can link" not in OutgoingMail.objects.first().body


def test_nobody_is_written_to_about_a_survey_that_has_closed():
    survey = a_survey_in_the_field()
    survey = actions.close_survey(survey=survey, by=keeper_of(survey), at=NOON)
    assert actions.give_invitations(survey=survey, at=NOON) == 0
    assert actions.send_reminders(survey=survey, at=NOON + DAY) == 0
    assert not OutgoingMail.objects.exists()


def test_no_link_is_made_for_an_invitation_that_was_withdrawn_meanwhile():
    survey = a_survey_in_the_field()
    invitation = Invitation.objects.filter(box_id=survey.box_id).first()
    ballots.withdraw(invitation=invitation, by=keeper_of(survey), at=NOON)
    assert actions.link_words(str(invitation.pk), at=NOON) is None
    assert not Link.objects.exists()


def test_before_it_is_sent_and_after_it_closed_a_survey_refuses_with_the_reason(
    trust: Organisation,
):
    a_ward(12, trust=trust)
    keeper = a_keeper(trust)
    draft = a_draft(keeper, trust)
    assert policies.close_survey(keeper, draft).reason == "This survey has not been sent out yet."
    survey = launched(draft, keeper)
    stranger = acting(joins(a_person("Kwame Boateng"), trust))
    for decision in (
        policies.shut_doorway(stranger, survey),
        policies.remind(stranger, survey, TODAY),
    ):
        assert decision.reason == (
            "Sam Ortiz, and the analysts and administrators of Harrowmere Teaching Hospitals,"
            " can do this."
        )
    survey = actions.close_survey(survey=survey, by=keeper, at=NOON)
    assert policies.shut_doorway(keeper, survey).reason == "This survey takes no answers any more."
    assert policies.type_sheet(keeper, survey).reason == "This survey is closed."


def test_whoever_has_no_account_is_written_to_or_texted(trust: Organisation, settings):
    settings.MAIL_VIA = "page"
    a_ward(12, trust=trust)
    parts = [
        everyone(trust),
        PartDetails("address", address="ann@x.example"),
        PartDetails("address", phone="07700 900123"),
        PartDetails("address", phone="+44 7700 900123"),
    ]
    keeper = a_keeper(trust)
    survey = launched(a_draft(keeper, trust), keeper, *parts)
    actions.send_invitations(survey=survey, at=NOON)
    texts = OutgoingMail.objects.filter(to_address="+447700900123")
    assert [mail.body for mail in texts] == [
        "Harrowmere Teaching Hospitals asks you to answer “Working here, spring 2026” by"
        " 29 June 2026. Your own link: {{late}}"
    ]
    assert "Eich dolen chi" in OutgoingMail.objects.get(to_address="ann@x.example").body


@pytest.mark.parametrize(
    ("via", "phone", "sentence"),
    [
        ("page", "020 7946 0000", "“020 7946 0000” is no mobile number."),
        ("smtp", "07700 900123", "No text messages leave from here. Give e-mail addresses."),
    ],
)
def test_a_number_that_cannot_be_texted_is_not_taken(trust, settings, via, phone, sentence):
    settings.MAIL_VIA = via
    draft = a_draft(a_keeper(trust), trust)
    parts = [PartDetails("address", phone=phone)]
    with pytest.raises(Unusable, match=sentence):
        actions.set_audience(survey=draft, parts=parts, by=keeper_of(draft), at=NOON)
