"""Results of every kind: their sentence, their source, claims, withdrawn, on the thread."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.doing import set_goal, under_way, watch
from tests.wings.challenges.making import Cast, a_cast
from tests.world import NOON, acting, an_organisation

from groundswell.engines.thread import queries as thread
from groundswell.engines.thread.models import Link
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions import ResultFacts, TestPlan
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.models import Result, Test
from groundswell.wings.challenges.resulting import sentence_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]

BY_KIND = [
    ({"kind": "percentage_change", "before": 60, "after": 39, "unit": "delayed patients"},
     "From 60 to 39 delayed patients: down by 35%"),
    ({"kind": "percentage_change", "before": 32, "after": 58, "unit": "%"},
     "From 32% to 58%: up by 26 percentage points"),
    ({"kind": "percentage_change", "before": 5, "after": 5, "unit": "falls"},
     "From 5 to 5 falls: no change"),
    ({"kind": "money", "amount": 900_000, "unit": "saved", "period": "2017"},
     "£900,000 saved, 2017"),
    ({"kind": "money", "amount": 12.5, "unit": "saved"}, "£12.50 saved"),
    ({"kind": "threshold", "n_reached": 49, "n_people": 100, "unit": "no longer pre-diabetic"},
     "49 of 100 people (49%): no longer pre-diabetic"),
    ({"kind": "physical", "before": 98, "after": 92, "unit": "cm", "n_people": 41},
     "Mean from 98 to 92 cm: down by 6, among 41 people"),
    ({"kind": "instrument", "instrument": "wemwbs", "before": 40.1, "after": 46.3},
     "WEMWBS, mean score from 40.1 to 46.3: up by 6.2 (3 points or more are worth speaking of)"),
    ({"kind": "instrument", "instrument": "wemwbs", "before": 40, "after": 50},
     "WEMWBS, mean score from 40 to 50: up by 10 (more than the cautious 8 points)"),
    ({"kind": "instrument", "instrument": "swemwbs", "before": 20, "after": 20.5, "n_people": 1},
     "Short WEMWBS, metric score, mean score from 20 to 20.5: up by 0.5, among 1 person"
     " (less than the 1.03 points worth speaking of)"),
    ({"kind": "instrument", "instrument": "psychological_safety", "before": 4, "after": 5},
     "Team psychological safety, 1 to 7, mean score from 4 to 5: up by 1"),
    ({"kind": "survival", "n_reached": 7, "n_people": 9, "period": "a year after day 100"},
     "7 of 9 changes still there (78%), a year after day 100"),
    ({"kind": "spread", "n_reached": 5, "unit": "wards"}, "Taken up by 5 wards"),
    ({"kind": "spread", "n_reached": 5, "n_people": 12, "unit": "wards"},
     "Taken up by 5 of 12 wards"),
    ({"kind": "award", "unit": "the Harrowmere Gazette"}, "Given by the Harrowmere Gazette"),
]  # fmt: skip


def facts(**given: object) -> ResultFacts:
    known = {
        "kind": "spread",
        "statement": "Other wards do it too",
        "n_reached": 5,
        "unit": "wards",
    }
    return ResultFacts(**{**known, **given})  # type: ignore[arg-type]


def a_result(cast: Cast, name: str = "sam", **given: object) -> Result:
    return actions.record_result(
        challenge=cast.challenge, facts=facts(**given), by=getattr(cast, name), at=NOON
    )


def a_test(cast: Cast) -> Test:
    plan = TestPlan(
        title="Checks at the bedside",
        hypothesis="Medicines wait.",
        smallest="One bay.",
        prediction="8 in 10.",
        owner=cast.people["sam"],
    )
    return actions.plan_test(challenge=cast.challenge, plan=plan, by=cast.joyce, at=NOON)


@pytest.mark.parametrize(("given", "sentence"), BY_KIND)
def test_every_kind_of_result_says_what_its_numbers_say(
    given: dict[str, object], sentence: str
) -> None:
    assert sentence_of(a_result(under_way(), **given)) == sentence


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "rumour"}, "kind"),
        ({"statement": " "}, "statement"),
        ({"unit": ""}, "unit"),
        ({"n_reached": None}, "n_reached"),
        ({"n_reached": -1}, "n_reached"),
        ({"n_reached": float("nan")}, "n_reached"),
        ({"n_reached": "many"}, "n_reached"),
        ({"n_people": 0}, "n_people"),
        ({"n_people": 4}, "n_reached"),
        ({"kind": "money", "amount": 1e13}, "amount"),
        ({"kind": "percentage_change", "before": 0, "after": 3}, "before"),
        ({"kind": "instrument", "instrument": "mood", "before": 20, "after": 30}, "instrument"),
        ({"kind": "instrument", "instrument": "wemwbs", "before": 13, "after": 30}, "before"),
        ({"kind": "instrument", "instrument": "wemwbs", "before": 20, "after": 71}, "after"),
    ],
)
def test_a_result_that_cannot_be_is_not_taken(given: dict[str, object], field: str) -> None:
    with pytest.raises(Unusable) as unusable:
        a_result(under_way(), **given)
    assert unusable.value.field == field


def test_what_a_kind_is_not_asked_for_is_not_kept() -> None:
    result = a_result(under_way(), before=3, amount=7, instrument="wemwbs")
    assert (result.before, result.amount, result.instrument) == (None, None, "")


def test_without_source_or_method_it_is_a_claim_and_the_thread_names_the_gap() -> None:
    cast = under_way()
    claim = a_result(cast, source="Ward diary")
    sourced = a_result(cast, source="Ward diary", method="Counted each Monday")
    assert (claim.is_claim, sourced.is_claim) == (True, False)
    gaps = thread.gaps_of(cast.imran, [Ref("result", claim.pk), Ref("result", sourced.pk)])
    assert [str(gap.heading) for gap in gaps[Ref("result", claim.pk)]] == [
        "A result without a source"
    ]
    assert not gaps.get(Ref("result", sourced.pk))


def test_a_result_hangs_on_its_test_and_measure_and_else_on_the_goal() -> None:
    cast = under_way()
    row = cast.challenge.measures.get(measure=watch(cast))
    goal, test = set_goal(cast), a_test(cast)
    result = a_result(cast)
    link = Link.objects.get(target_id=result.pk)
    assert (link.source_id, link.type) == (goal.pk, "led_to")
    actions.change_result(
        result=result, facts=facts(test=test, measure=row), version=1, by=cast.joyce, at=NOON
    )
    live = Link.objects.filter(removed_at=None)
    assert [link.source_id for link in live.filter(target_id=result.pk)] == [test.pk]
    assert live.get(source_id=result.pk).target_id == row.measure_id
    actions.change_result(result=result, facts=facts(), version=2, by=cast.joyce, at=NOON)
    assert not live.filter(source_id=result.pk).exists()


def test_a_result_that_came_before_its_goal_is_put_under_its_test() -> None:
    cast = under_way()
    result = a_result(cast)
    set_goal(cast)
    test = a_test(cast)
    actions.change_result(result=result, facts=facts(test=test), version=1, by=cast.sam, at=NOON)
    assert [link.source_id for link in Link.objects.filter(target_id=result.pk)] == [test.pk]


def test_whoever_does_not_see_the_measure_does_not_take_it_off() -> None:
    cast = under_way()
    row = cast.challenge.measures.get(measure=watch(cast))
    result = a_result(cast, measure=row)
    actions.change_result(result=result, facts=facts(), version=1, by=cast.ngozi, at=NOON)
    result.refresh_from_db()
    assert result.measure_id == row.pk


def test_a_result_stays_of_its_kind_and_of_its_challenge() -> None:
    cast = under_way()
    result = a_result(cast)
    award = facts(kind="award", unit="Us")
    with pytest.raises(Unusable, match="stays of its kind"):
        actions.change_result(result=result, facts=award, version=1, by=cast.joyce, at=NOON)
    other = a_cast("Elsewhere", an_organisation("Tarnside Trust"))
    with pytest.raises(Unusable, match="another challenge"):
        a_result(cast, test=a_test(other))


def test_two_who_put_it_right_at_once_lose_nothing() -> None:
    cast = under_way()
    result = a_result(cast)
    change = {"result": result, "version": 1, "at": NOON}
    actions.change_result(facts=facts(statement="Six wards"), by=cast.joyce, **change)  # type: ignore[arg-type]
    with pytest.raises(Overtaken) as overtaken:
        actions.change_result(facts=facts(statement="Four"), by=cast.sam, **change)  # type: ignore[arg-type]
    assert overtaken.value.now["statement"] == "Six wards"


def test_a_withdrawn_result_stays_with_its_reason_and_is_not_changed() -> None:
    cast = under_way()
    result = a_result(cast)
    with pytest.raises(Unusable, match="Say why"):
        actions.withdraw_result(result=result, reason=" ", by=cast.sam, at=NOON)
    actions.withdraw_result(result=result, reason="Counted twice.", by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="Counted twice"):
        actions.change_result(result=result, facts=facts(), version=1, by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="Counted twice"):
        actions.withdraw_result(result=result, reason="Again.", by=cast.sam, at=NOON)


def test_those_who_look_on_write_no_results_and_none_comes_before_the_launch() -> None:
    cast = under_way()
    for name in ("ruth", "imran"):
        with pytest.raises(Refused, match="its coach or a system lead"):
            a_result(cast, name)
    with pytest.raises(Refused, match="once the challenge has begun"):
        a_result(a_cast("Later", an_organisation("Tarnside Trust")), "sam")


def test_results_are_still_written_down_after_the_challenge_is_closed() -> None:
    cast = under_way()
    at = NOON + dt.timedelta(days=101)
    actions.close_challenge(
        challenge=cast.challenge, reason="Done.", by=acting(cast.people["ngozi"], at.date()), at=at
    )
    assert a_result(cast).pk


def test_the_page_shows_claims_as_claims_and_its_forms_work(
    signed_in: SignIn, at_noon: object
) -> None:
    cast = under_way()
    a_test(cast)
    browser, here = signed_in(cast.people["sam"]), cast.challenge.pk
    url = reverse("challenges:record_result", args=[here, "money"])
    assert "How much, in pounds" in browser.get(url).content.decode()
    assert browser.post(url, {"statement": "Saved a lot"}).status_code == 422
    sent = {"statement": "Saved a lot", "amount": "900,000", "unit": "saved"}
    assert browser.post(url, sent).status_code == 302
    result = Result.objects.get()
    page = browser.get(reverse("challenges:results", args=[here])).content.decode()
    assert "£900,000 saved" in page
    assert "None given" in page
    again = {**sent, "source": "CCG data", "method": "Tariff times stays", "version": "1"}
    change = reverse("challenges:change_result", args=[here, result.pk])
    assert browser.get(change).status_code == 200
    assert browser.post(change, again).status_code == 302
    stale = browser.post(change, {**again, "statement": "Mine"})
    assert stale.status_code == 422
    assert "Saved a lot" in stale.content.decode()
    away = reverse("challenges:withdraw_result", args=[here, result.pk])
    assert browser.get(away).status_code == 200
    assert browser.post(away, {"reason": "Counted twice."}).status_code == 302
    page = browser.get(reverse("challenges:results", args=[here])).content.decode()
    assert "Sam Ortiz withdrew it" in page
    assert browser.get(reverse("challenges:record_result", args=[here, "luck"])).status_code == 404


def test_the_page_asks_as_often_for_twelve_results_as_for_one(
    signed_in: SignIn, at_noon: object, django_assert_max_num_queries: Callable[..., object]
) -> None:
    cast = under_way()
    row, test = cast.challenge.measures.get(measure=watch(cast)), a_test(cast)
    for _n in range(12):
        a_result(cast, measure=row, test=test)
    browser = signed_in(cast.people["imran"])
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        browser.get(reverse("challenges:results", args=[cast.challenge.pk]))
