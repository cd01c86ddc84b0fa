"""Comments read before they are shown, what became of things, receipts, files, the thread."""

import datetime as dt

import pytest
from tests.engines.surveys.results.making import (
    a_definition,
    a_keeper,
    a_survey,
    answered,
    drawn,
    published,
    with_results,
)
from tests.world import NOON, a_person, acting, joins

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions.outcomes import Answer
from groundswell.engines.surveys.definition import from_json
from groundswell.engines.surveys.kinds import OUTCOME_KIND, RESULT_KIND, Circle
from groundswell.engines.surveys.models import Receipt, Survey, WrittenText
from groundswell.engines.surveys.queries.results import access
from groundswell.engines.surveys.queries.results.page import results_page
from groundswell.engines.surveys.queries.results.texts import comments_page
from groundswell.engines.surveys.redacting import only_takes_out
from groundswell.engines.surveys.results.documents import build
from groundswell.engines.thread import queries as thread
from groundswell.ground.ballots import receipts, wordlist
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.references import Ref

pytestmark = pytest.mark.usefixtures("at_noon")
SMALL = a_definition({"support": 1})
TEXTS = ["Ask Dr Shah to listen.", *(f"More rest, idea {at}." for at in range(24))]


@pytest.fixture
def keeper(db):
    return a_keeper()


@pytest.fixture
def survey(keeper):
    return with_results(keeper, {"": 120}, definition=SMALL, texts={"better": TEXTS})


def text(survey, part="Shah"):
    return WrittenText.objects.get(survey=survey, text__contains=part)


def shown(keeper, survey):
    (topic,) = comments_page(keeper, survey).topics
    return topic


@pytest.mark.parametrize(
    ("shown_text", "is_less"),
    [
        ("Ask [name] to listen.", True),
        ("[…]", True),
        ("Ask Dr Shah to listen.", False),
        ("Ask [name] to shout.", False),
        ("Please ask [name] to listen.", False),
    ],
)
def test_words_are_only_ever_taken_out(shown_text, is_less):
    assert only_takes_out("Ask Dr Shah to listen.", shown_text) is is_less


def test_nothing_is_shown_before_somebody_has_read_it(keeper, survey):
    topic = shown(keeper, survey)
    assert (topic.n, topic.comments) == ("25 people wrote", [])
    assert topic.note.startswith("25 comments not shown")


def test_a_name_is_taken_out_with_the_reason_and_the_trail_keeps_no_words(keeper, survey):
    actions.moderate_text(
        text=text(survey), state="redacted", shown_text="Ask [name] to listen.",
        reason="A doctor was named.", by=keeper, at=NOON,
    )  # fmt: skip
    (comment,) = shown(keeper, survey).comments
    assert (comment.text, comment.note) == ("Ask [name] to listen.", "A doctor was named.")
    (event,) = AuditEvent.objects.filter(name="survey.text_redacted").values()
    assert "Shah" not in str(event)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"state": "redacted", "shown_text": "Ask her to listen.", "reason": "x"}, "shown_text"),
        ({"state": "redacted", "shown_text": "Ask [name] to listen."}, "reason"),
        ({"state": "withheld"}, "reason"),
        ({"state": "withheld", "reason": "x" * 201}, "reason"),
    ],
)
def test_what_cannot_be_decided_so_is_said_beside_its_field(keeper, survey, given, field):
    with pytest.raises(Unusable) as fault:
        actions.moderate_text(text=text(survey), by=keeper, at=NOON, **given)
    assert fault.value.field == field


def test_one_comment_is_shown_as_written(keeper, survey):
    found = text(survey, "idea 3")
    actions.moderate_text(text=found, state="kept", reason="Not asked for.", by=keeper, at=NOON)
    (comment,) = shown(keeper, survey).comments
    assert (comment.text, comment.note) == ("More rest, idea 3.", "")


def test_a_decision_can_be_taken_back(keeper, survey):
    found = text(survey)
    with pytest.raises(Refused, match="Nobody has decided"):
        actions.undo_moderation(text=found, by=keeper, at=NOON)
    actions.moderate_text(text=found, state="withheld", reason="Names.", by=keeper, at=NOON)
    actions.undo_moderation(text=found, by=keeper, at=NOON)
    assert text(survey).state == "waiting"


def test_many_are_shown_as_written_and_those_decided_are_left(keeper, survey):
    named = text(survey)
    actions.moderate_text(text=named, state="withheld", reason="Names.", by=keeper, at=NOON)
    ids = list(WrittenText.objects.filter(survey=survey).values_list("pk", flat=True))
    assert actions.keep_texts(survey=survey, texts=ids, by=keeper, at=NOON) == 24
    assert actions.keep_texts(survey=survey, texts=ids, by=keeper, at=NOON) == 0
    assert len(shown(keeper, survey).comments) == 24


def test_only_those_who_keep_a_survey_read_what_nobody_has_read(keeper, survey):
    other = acting(joins(a_person("Kwame Osei"), survey.organisation))
    with pytest.raises(Refused):
        actions.moderate_text(text=text(survey), state="kept", by=other, at=NOON)


def test_fewer_comments_than_the_threshold_are_hidden(keeper):
    few = with_results(keeper, {"A": 40}, definition=SMALL, texts={"better": TEXTS[:5]})
    assert shown(keeper, few).hidden.startswith("Hidden: fewer than 20")


def done(**more):
    usual = {"said": "You want rest.", "deed": "did", "did": "A room.", "on": NOON.date()}
    return Answer(**{**usual, **more})


def test_what_was_done_hangs_on_the_thread_by_the_results(keeper, survey):
    outcome = actions.write_outcome(survey=survey, answer=done(), by=keeper, at=NOON)
    release = access.release_or_404(keeper, survey)
    ref, target = Ref(OUTCOME_KIND, outcome.pk), Ref(RESULT_KIND, release.pk)
    assert thread.link_between(ref, "rests_on", target) is not None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"said": " "}, "said"),
        ({"did": ""}, "did"),
        ({"on": None}, "on"),
        ({"on": dt.date(2027, 1, 1)}, "on"),
        ({"deed": "will", "on": dt.date(2020, 1, 1)}, "on"),
        ({"deed": "wont"}, "why"),
        ({"said": "x" * 601}, "said"),
    ],
)
def test_an_outcome_says_what_or_why_and_when(keeper, survey, changes, field):
    with pytest.raises(Unusable) as fault:
        actions.write_outcome(survey=survey, answer=done(**changes), by=keeper, at=NOON)
    assert fault.value.field == field


def test_an_outcome_is_changed_by_one_at_a_time(keeper, survey):
    made = actions.write_outcome(survey=survey, answer=done(), by=keeper, at=NOON)
    later = done(deed="wont", why="No money.")
    changed = actions.change_outcome(outcome=made, answer=later, version=1, by=keeper, at=NOON)
    assert (changed.deed, changed.did, changed.on, changed.version) == ("wont", "", None, 2)
    with pytest.raises(Stale):
        actions.change_outcome(outcome=made, answer=later, version=1, by=keeper, at=NOON)


def test_outcomes_wait_for_the_close(keeper):
    with pytest.raises(Refused, match="after the survey has closed"):
        actions.write_outcome(survey=a_survey(keeper), answer=done(), by=keeper, at=NOON)


def test_the_same_people_are_asked_whether_it_happened(keeper, survey):
    with pytest.raises(Refused, match="Write down first"):
        actions.begin_follow_up(survey=survey, by=keeper, at=NOON)
    actions.write_outcome(survey=survey, answer=done(), by=keeper, at=NOON)
    survey.audience.create(reach="organisation", organisation_id=survey.organisation_id)
    later = actions.begin_follow_up(survey=survey, by=keeper, at=NOON + dt.timedelta(weeks=4))
    assert (later.earlier_id, later.state, later.audience.count()) == (survey.pk, "draft", 1)
    (question,) = from_json(later.definition).questions.values()
    assert question.label["en-gb"] == "A room."


def test_the_follow_up_and_the_first_results_lead_to_each_other(keeper, survey):
    actions.write_outcome(survey=survey, answer=done(), by=keeper, at=NOON)
    later = actions.begin_follow_up(survey=survey, by=keeper, at=NOON + dt.timedelta(weeks=4))
    (draft,) = results_page(keeper, survey).neighbours
    assert (draft.url, "are asked once more" in draft.said) == (f"/surveys/{later.pk}/", True)
    reader = acting(joins(a_person("Kwame Boateng"), survey.organisation))
    assert not results_page(reader, survey).neighbours, "nobody else knows of a draft"

    answered(later, drawn(from_json(later.definition), {"": 30}), keeper)
    published(later, keeper)
    for one in (survey, later):
        actions.tell_results(survey=one, circle=Circle.ASKED, by=keeper, at=NOON)
    for actor in (keeper, reader):
        (after,) = results_page(actor, survey).neighbours
        assert (after.title, after.url) == (later.title, f"/surveys/{later.pk}/results/")
        later.refresh_from_db()
        (back,) = results_page(actor, later).neighbours
        assert back.url == f"/surveys/{survey.pk}/results/"


def test_who_may_not_read_the_first_results_is_not_led_there(keeper, survey):
    actions.write_outcome(survey=survey, answer=done(), by=keeper, at=NOON)
    later = actions.begin_follow_up(survey=survey, by=keeper, at=NOON + dt.timedelta(weeks=4))
    stranger = acting(joins(a_person("Kwame Boateng"), survey.organisation))
    assert not results_page(stranger, later).neighbours


def test_another_round_is_no_follow_up(keeper, survey):
    wave = a_survey(keeper, from_json(survey.definition), earlier=survey, title="Next")
    assert not results_page(keeper, survey).neighbours
    assert not results_page(keeper, wave).neighbours


def words_of(survey: Survey, *texts: str) -> str:
    words = wordlist.words()[:4]
    ids = [str(text(survey, part).pk) for part in texts]
    Receipt.objects.create(survey=survey, batch_number=1, hash=receipts.hash_of(words), texts=ids)
    return " ".join(words)


def test_four_words_say_what_became_of_mine_and_nothing_about_me(keeper, survey, client):
    words = words_of(survey, "Shah")
    actions.write_outcome(survey=survey, answer=done(), by=keeper, at=NOON)
    page = client.post("/a/mine/", {"words": words}).content.decode()
    assert "Nobody has read it yet" in page and "You want rest." in page
    assert "Shah" not in page and words not in page
    assert "no-store" in client.get("/a/mine/").headers["Cache-Control"]


@pytest.mark.parametrize("words", ["", "one two three", "zzzz zzzz zzzz zzzz"])
def test_words_that_are_no_receipt_get_a_sentence(db, client, words):
    answer = client.post("/a/mine/", {"words": words})
    assert answer.status_code == 422


def test_words_of_a_box_that_is_shut_and_unknown_words_look_the_same(db, client):
    unknown = " ".join(wordlist.words()[4:8])
    answer = client.post("/a/mine/", {"words": unknown})
    assert answer.status_code == 422
    assert "Nothing is known by these words yet" in answer.content.decode()


def test_a_file_of_results_holds_what_the_page_shows_and_a_codebook(keeper, survey):
    document = build(keeper, survey.pk)
    captions = [getattr(block, "caption", "") for block in document.blocks]
    assert {"Numbers", "Questions and answers", "Scores"} <= set(captions)
    assert "Shah" not in str(document)
