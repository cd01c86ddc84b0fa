"""Results are told once, to everyone asked on one day: in the inbox, or by letter."""

from dataclasses import replace

import pytest
from tests.engines.surveys.fielding.making import a_draft, a_ward, launched
from tests.engines.surveys.fielding.making import a_keeper as a_fielder
from tests.engines.surveys.results.making import a_definition, a_keeper, published, with_results
from tests.world import NOON, TODAY, an_organisation

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions import PartDetails
from groundswell.engines.surveys.actions.keeping import keep_batch
from groundswell.engines.surveys.definition import to_json
from groundswell.engines.surveys.models import Survey, Telling
from groundswell.engines.surveys.results import tasks
from groundswell.engines.surveys.results.letters import text_of
from groundswell.engines.surveys.tabling import Heard
from groundswell.ground.ballots.models import Link
from groundswell.ground.messages.models import Message, OutgoingMail
from groundswell.ground.people.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SMALL = a_definition({"support": 1}, texts=())
STEPS = [{"on": "2026-07-01", "text": "Each ward talks about it"}, {"text": "The board decides"}]
OUTSIDE, PHONE = "gran@kettleon.example", "+447700900123"


@pytest.fixture
def asked(settings) -> tuple[Survey, Actor, int]:
    """A survey that asked a ward, one address and one phone, closed, with its release."""
    settings.MAIL_VIA = "page"
    trust = an_organisation()
    ward = a_ward(30, trust=trust)
    keeper = a_fielder(trust)
    draft = a_draft(keeper, trust, definition=to_json(SMALL), next_steps=STEPS)
    parts = (
        PartDetails("organisation", organisation_id=trust.pk),
        PartDetails("address", address=OUTSIDE),
        PartDetails("address", phone="07700 900123"),
    )
    survey = launched(draft, keeper, *parts)
    heard = [Heard({"support1": 1 + at % 5}) for at in range(20)]
    keep_batch(survey=survey, definition=SMALL, number=1, heard=heard)
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=TODAY)
    survey.refresh_from_db()
    published(survey, keeper)
    OutgoingMail.objects.all().delete()
    Message.objects.all().delete()
    return survey, keeper, len(ward) + 1


def told(survey, keeper, circle="asked") -> Telling:
    telling = actions.tell_results(survey=survey, circle=circle, by=keeper, at=NOON)
    tasks.tell_readers.func(str(telling.pk))
    return telling


def test_everyone_asked_is_told_on_one_day_with_what_happens_next(asked):
    survey, keeper, n = asked
    told(survey, keeper)
    messages = Message.objects.filter(kind="surveys.results")
    assert messages.count() == n
    message = messages.first()
    assert message.url == f"/surveys/{survey.pk}/results/"
    assert "1 July 2026: Each ward talks about it\nThe board decides" in message.body


def test_an_address_without_an_account_gets_a_letter_that_leads_to_no_answer(asked):
    survey, keeper, _n = asked
    told(survey, keeper)
    letter = OutgoingMail.objects.get(to_address=OUTSIDE)
    assert letter.subject == "Results: Working here, spring 2026"
    assert "Everyone who was asked is told today." in letter.body
    assert "People who answered: 20." in letter.body
    assert "/a/mine/" in letter.body and "by your four words" in letter.body
    assert "Each ward talks about it" in letter.body
    assert str(survey.pk) not in letter.body
    assert (letter.late, Link.objects.count()) == ("", 0)


def test_a_phone_gets_a_text_message_that_says_where_to_look_and_no_number(asked):
    survey, keeper, _n = asked
    told(survey, keeper)
    text = OutgoingMail.objects.get(to_address=PHONE).body
    assert text.startswith(
        "The results of “Working here, spring 2026” (Harrowmere Teaching Hospitals) are out."
        " What became of what you said, by your four words: http"
    )
    assert text.endswith("/a/mine/") and str(survey.pk) not in text


def test_a_text_message_is_in_the_first_language_of_the_survey(asked):
    survey, _keeper, _n = asked
    survey.definition = to_json(replace(SMALL, languages=("cy", "en-gb")))
    assert text_of(survey).startswith("Mae canlyniadau “Working here, spring 2026”")


def test_nobody_is_written_to_twice(asked):
    survey, keeper, n = asked
    telling = told(survey, keeper)
    tasks.tell_readers.func(str(telling.pk))
    assert Message.objects.filter(kind="surveys.results").count() == n
    for address in (OUTSIDE, PHONE):
        assert OutgoingMail.objects.filter(to_address=address).count() == 1


def test_those_who_left_the_list_are_not_told(asked):
    survey, keeper, _n = asked
    from groundswell.ground.ballots.models import Invitation

    Invitation.objects.filter(person=None).update(withdrawn_on=TODAY)
    told(survey, keeper)
    assert not OutgoingMail.objects.filter(to_address__in=[OUTSIDE, PHONE]).exists()


def test_the_circle_of_keepers_is_told_alone_and_the_survey_stays_closed(asked):
    survey, keeper, _n = asked
    told(survey, keeper, "keepers")
    (message,) = Message.objects.filter(kind="surveys.results")
    assert message.person_id == keeper.id
    assert message.body.startswith("What people said is on the results page.")
    survey.refresh_from_db()
    assert survey.state == "closed"


def test_a_new_version_is_told_anew_and_the_survey_is_reported_once(asked):
    survey, keeper, _n = asked
    told(survey, keeper)
    survey.refresh_from_db()
    changed_at = survey.changed_at
    more = [Heard({"support1": 1 + at % 5}) for at in range(15)]
    keep_batch(survey=survey, definition=SMALL, number=2, heard=more)
    published(survey, keeper, marker=2)
    told(survey, keeper)
    survey.refresh_from_db()
    assert (survey.state, survey.changed_at) == ("reported", changed_at)
    assert Telling.objects.filter(survey=survey, circle="asked").count() == 2


def test_a_letter_says_nothing_of_what_is_hidden_and_of_steps_that_were_not_promised(db):
    from groundswell.engines.surveys.queries.results import access
    from groundswell.engines.surveys.results.letters import letter_of, steps_in_words

    keeper = a_keeper()
    survey = with_results(keeper, {"": 20}, definition=SMALL)
    body = letter_of(survey, access.release_or_404(keeper, survey).pk)
    assert steps_in_words(survey) == ""
    assert "What happens next" not in body
