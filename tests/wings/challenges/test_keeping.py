"""What is kept after day 100: changes, recommendations, leaders' answers, measures that live on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.engines.measures.making import a_measure
from tests.wings.challenges.doing import on_day, set_goal, then, under_way, watch
from tests.wings.challenges.making import Cast, a_cast
from tests.world import NOON, a_person, acting, an_organisation, joins

from groundswell.engines.thread import queries as thread
from groundswell.ground.documents.kinds import documents
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.messages.models import Message
from groundswell.ground.people.models import Person
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.actions import ChangeDetails, TestPlan
from groundswell.wings.challenges.actions.checks import Overtaken
from groundswell.wings.challenges.models import ChallengeMeasure, Change, Recommendation, Test
from groundswell.wings.challenges.queries.keeping_home import keeping_cards_for
from groundswell.wings.challenges.thread import KINDS

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def details(cast: Cast, **given: object) -> ChangeDetails:
    known = {"title": "Checks at the bedside", "verdict": "keep", "owner": cast.people["sam"],
             "yearly_cost": 1200.0, "agreement": "The ward’s rota"}  # fmt: skip
    return ChangeDetails(**{**known, **given})  # type: ignore[arg-type]


def a_change(cast: Cast, name: str = "joyce", **given: object) -> Change:
    return actions.add_change(
        challenge=cast.challenge, details=details(cast, **given), by=getattr(cast, name), at=NOON
    )


def answer(cast: Cast, change: Change, answered: str, said: str = "", name: str = "ruth") -> Change:
    return actions.answer_change(
        change=change, answered=answered, said=said, by=getattr(cast, name), at=NOON
    )


def a_recommendation(cast: Cast, to: Person | None = None) -> Recommendation:
    return actions.recommend(
        challenge=cast.challenge, recommendation="Do it everywhere.", to=to, by=cast.joyce, at=NOON
    )


def reply(
    made: Recommendation, cast: Cast, answered: str, said: str = "", name: str = "ruth"
) -> Recommendation:
    return actions.answer_recommendation(
        recommendation=made, answered=answered, said=said, by=getattr(cast, name), at=NOON
    )


def a_test(cast: Cast) -> Test:
    plan = TestPlan(
        title="One bay",
        hypothesis="It helps.",
        smallest="One bay.",
        prediction="8 in 10.",
        owner=cast.people["sam"],
    )
    return actions.plan_test(challenge=cast.challenge, plan=plan, by=cast.joyce, at=NOON)


def told_about(subject: str) -> list[str]:
    found = Message.objects.filter(subject__contains=subject).order_by("person__name")
    return [message.person.name for message in found.select_related("person")]


def a_watched(cast: Cast) -> ChallengeMeasure:
    return cast.challenge.measures.get(measure=watch(cast))


def test_a_change_hangs_between_its_test_and_its_measure() -> None:
    cast = under_way()
    row, test = a_watched(cast), a_test(cast)
    change, bare = a_change(cast, test=test, measure=row), a_change(cast)
    over = a_change(cast, verdict="stop", owner=None, yearly_cost=None)
    gaps = thread.gaps_of(cast.joyce, [Ref("change", c.pk) for c in (change, bare, over)])
    assert [ref.id for ref, found in gaps.items() if found] == [bare.pk]
    actions.edit_change(change=change, details=details(cast), version=1, by=cast.joyce, at=NOON)
    assert thread.gaps_of(cast.joyce, [Ref("change", change.pk)])[Ref("change", change.pk)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"verdict": "maybe"}, "verdict"),
        ({"owner": None}, "owner"),
        ({"yearly_cost": -1.0}, "yearly_cost"),
        ({"yearly_cost": float("nan")}, "yearly_cost"),
    ],
)
def test_a_change_without_what_it_needs_is_not_taken(given: dict[str, object], field: str) -> None:
    with pytest.raises(Unusable) as unusable:
        a_change(under_way(), **given)
    assert unusable.value.field == field


def test_a_change_is_of_its_own_challenge() -> None:
    other = a_cast("Elsewhere", an_organisation("Tarnside Trust"))
    with pytest.raises(Unusable, match="another challenge"):
        a_change(under_way(), test=a_test(other))


def test_leaders_answer_a_change_once_and_a_part_or_a_no_needs_words() -> None:
    cast = under_way()
    change = a_change(cast)
    for answered in ("partly", "declined"):
        with pytest.raises(Unusable) as unusable:
            answer(cast, change, answered)
        assert unusable.value.field == "said"
    with pytest.raises(Unusable, match="Choose one"):
        answer(cast, change, "waiting")
    done = answer(cast, change, "partly", "Two wards first.")
    assert answer(cast, change, "partly", "Two wards first.").version == done.version
    with pytest.raises(Refused, match="Ruth Adeyemi answered on"):
        answer(cast, change, "agreed", name="ngozi")
    assert told_about("Answered: Checks") == ["Amara Okafor", "Joyce Lim", "Sam Ortiz"]
    with pytest.raises(Refused, match="Ruth Adeyemi answered on"):
        actions.edit_change(
            change=change, details=details(cast), version=done.version, by=cast.joyce, at=NOON
        )


def test_who_may_add_and_who_may_answer() -> None:
    cast = under_way()
    with pytest.raises(Refused, match="its coach or a system lead"):
        a_change(cast, "ruth")
    change = a_change(cast)
    for name in ("sam", "imran"):
        with pytest.raises(Refused, match="The sponsor or a system lead"):
            answer(cast, change, "agreed", name=name)


def test_two_who_edit_a_change_at_once_lose_nothing() -> None:
    cast = under_way()
    change = a_change(cast)
    actions.edit_change(
        change=change, details=details(cast, title="Theirs"), version=1, by=cast.sam, at=NOON
    )
    with pytest.raises(Overtaken) as overtaken:
        actions.edit_change(
            change=change, details=details(cast, title="Mine"), version=1, by=cast.joyce, at=NOON
        )
    assert overtaken.value.now["title"] == "Theirs"


def test_a_recommendation_goes_to_the_sponsor_or_to_the_leader_named() -> None:
    cast = under_way()
    outside = joins(a_person("Tess Grey"), an_organisation("Tarnside Trust"))
    a_recommendation(cast)
    made = a_recommendation(cast, outside)
    assert told_about("recommends") == ["Ruth Adeyemi", "Tess Grey"]
    with pytest.raises(Refused, match="The sponsor or a system lead"):
        reply(made, cast, "agreed", name="imran")
    cast.people["tess"] = outside
    assert reply(made, cast, "declined", "No money.", "tess").answer_words == "No money."


def test_a_recommendation_is_edited_until_it_is_answered() -> None:
    cast = under_way()
    made = a_recommendation(cast)
    edit = {"recommendation": made, "by": cast.sam, "at": NOON}
    assert actions.edit_recommendation(words="Only here.", version=1, **edit).version == 2  # type: ignore[arg-type]
    with pytest.raises(Overtaken):
        actions.edit_recommendation(words="Nowhere.", version=1, **edit)  # type: ignore[arg-type]
    with pytest.raises(Unusable, match="Say what you recommend"):
        actions.edit_recommendation(words=" ", version=2, **edit)  # type: ignore[arg-type]
    done = reply(made, cast, "agreed")
    assert reply(made, cast, "agreed").answered_at == done.answered_at
    with pytest.raises(Refused, match="Ruth Adeyemi answered"):
        actions.edit_recommendation(words="Nowhere.", version=3, **edit)  # type: ignore[arg-type]


def test_a_measure_lives_on_with_an_owner_who_keeps_its_numbers_and_is_told_once() -> None:
    cast = under_way()
    row, joyce = a_watched(cast), cast.people["joyce"]
    for _n in range(2):
        row = actions.hand_over_measure(row=row, to=joyce, by=cast.sam, at=NOON)
    row.measure.refresh_from_db()
    assert (row.owner_after, row.measure.data_owner) == (joyce, joyce)
    assert told_about("You look after") == ["Joyce Lim"]


def test_the_numbers_of_a_measure_of_the_house_stay_with_the_house() -> None:
    cast = under_way()
    measure = a_measure(cast.host, audience="organisation")
    row = actions.attach_measure(challenge=cast.challenge, measure=measure, by=cast.sam, at=NOON)
    joyce = cast.people["joyce"]
    row = actions.hand_over_measure(row=row, to=joyce, by=cast.sam, at=NOON)
    measure.refresh_from_db()
    assert (row.owner_after, measure.data_owner) == (joyce, None)


def test_a_measure_that_was_taken_off_is_not_handed_over() -> None:
    cast = under_way()
    row = a_watched(cast)
    actions.detach_measure(row=row, by=cast.sam, at=NOON)
    with pytest.raises(Refused, match="does not watch"):
        actions.hand_over_measure(row=row, to=cast.people["sam"], by=cast.sam, at=NOON)


def test_the_pages_of_keeping_work(signed_in: SignIn, at_noon: object) -> None:
    cast = under_way()
    row, here, sam = a_watched(cast), cast.challenge.pk, cast.people["sam"]
    browser, ruth = signed_in(sam), signed_in(cast.people["ruth"])
    home = reverse("challenges:keeping", args=[here])
    assert "No changes yet" in browser.get(home).content.decode()
    new = reverse("challenges:add_change", args=[here])
    assert browser.get(new).status_code == 200
    assert browser.post(new, {"title": "Checks"}).status_code == 422
    sent = {"title": "Checks", "verdict": "scale", "owner": str(sam.pk), "yearly_cost": "1,200",
            "cost_words": "The ward pays", "measure": str(row.pk)}  # fmt: skip
    assert browser.post(new, sent).url == home
    change = Change.objects.get()
    edit = reverse("challenges:edit_change", args=[here, change.pk])
    assert browser.get(edit).status_code == 200
    assert browser.post(edit, {**sent, "title": "Checks daily", "version": "1"}).url == home
    assert browser.post(edit, {**sent, "version": "1"}).status_code == 422
    said = reverse("challenges:answer_change", args=[here, change.pk])
    assert ruth.get(said).status_code == 200
    assert ruth.post(said, {"answered": "declined"}).status_code == 422
    assert ruth.post(said, {"answered": "agreed"}).url == home
    ask = reverse("challenges:recommend", args=[here])
    assert browser.get(ask).status_code == 200
    assert browser.post(ask, {"recommendation": "Everywhere."}).url == home
    made = Recommendation.objects.get()
    words = reverse("challenges:edit_recommendation", args=[made.pk])
    assert browser.get(words).status_code == 200
    assert browser.post(words, {"words": "All wards.", "version": "1"}).url == home
    there = reverse("challenges:recommendation", args=[made.pk])
    reply_url = reverse("challenges:answer_recommendation", args=[made.pk])
    assert ruth.get(reply_url).status_code == 200
    assert ruth.post(reply_url, {"answered": "agreed", "said": "Yes."}).url == there
    assert "All wards." in ruth.get(there).content.decode()
    hand = reverse("challenges:hand_over_measure", args=[here, row.pk])
    assert browser.get(hand).status_code == 200
    assert browser.post(hand, {"to": str(sam.pk)}).url == home
    page = browser.get(home).content.decode()
    assert "£1,200" in page
    assert "Sam Ortiz looks after it" in page


def test_a_leader_named_reads_the_recommendation_and_nothing_else(
    signed_in: SignIn, at_noon: object
) -> None:
    cast = under_way()
    outside = joins(a_person("Tess Grey"), an_organisation("Tarnside Trust"))
    made, other = a_recommendation(cast, outside), a_recommendation(cast)
    browser = signed_in(outside)
    assert browser.get(reverse("challenges:recommendation", args=[made.pk])).status_code == 200
    for name, key in (("recommendation", other.pk), ("keeping", cast.challenge.pk)):
        assert browser.get(reverse(f"challenges:{name}", args=[key])).status_code == 404


def test_the_pack_is_a_document_and_its_page_asks_a_constant_number_of_times(
    signed_in: SignIn, at_noon: object, django_assert_max_num_queries: Callable[..., object]
) -> None:
    cast = under_way()
    row = a_watched(cast)
    for _n in range(6):
        answer(cast, a_change(cast, measure=row, test=a_test(cast)), "agreed")
        a_recommendation(cast)
    browser = signed_in(cast.people["imran"])
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        browser.get(reverse("challenges:keeping", args=[cast.challenge.pk]))
    paper = documents["challenge-keeping"].build(cast.joyce, cast.challenge.pk)
    assert paper.lead == "All that is kept costs £7,200 a year."
    assert queries.held_of([cast.challenge.pk], on=on_day(1).date()) == {}


def titles(cast: Cast, name: str, day: int = 0) -> list[str]:
    at = on_day(day)
    return [card.title for card in keeping_cards_for(then(cast, name, at), at)]


def test_the_pack_says_after_day_100_whether_the_gain_held() -> None:
    cast = under_way()
    a_recommendation(cast)
    at = on_day(290)
    paper = documents["challenge-keeping"].build(then(cast, "joyce", at), cast.challenge.pk)
    last = paper.blocks[-1]
    assert [row[0] for row in last.rows] == ["Six months on", "One year on"]


def test_home_names_what_waits_for_an_answer_and_nothing_once_it_is_given() -> None:
    cast = under_way()
    made = a_recommendation(cast)
    parts = dict.fromkeys(("why", "tried", "came"), "Words.")
    story = actions.write_story(
        challenge=cast.challenge, title="Lunch", parts=parts, by=cast.joyce, at=NOON
    )
    actions.ask_for_approval(story=story, by=cast.joyce, at=NOON)
    assert titles(cast, "ruth") == [
        "“Home for lunch” recommends something to you",
        "Read the story of “Home for lunch”",
    ]
    assert titles(cast, "sam") == []
    assert titles(cast, "joyce", 290) == ["Did the gain of “Home for lunch” hold?"]
    reply(made, cast, "agreed")
    actions.approve_story(story=story, version=1, by=cast.ruth, at=NOON)
    assert titles(cast, "ruth") == []


def test_a_recommendation_hangs_on_its_goal_and_its_gap_closes_with_the_answer() -> None:
    cast = under_way()
    goal = set_goal(cast)
    made = a_recommendation(cast, cast.people["imran"])
    ref = Ref("recommendation", made.pk)
    links = thread.links_of(cast.joyce, [ref])[ref]
    assert [item.ref for group in links.groups for item in group.items] == [Ref("goal", goal.pk)]
    (gap,) = thread.gaps_of(cast.joyce, [ref])[ref]
    assert gap.heading == "A recommendation without an answer"
    reply(made, cast, "agreed", name="imran")
    assert thread.gaps_of(cast.joyce, [ref]) == {}


def test_a_leader_from_elsewhere_finds_what_is_recommended_to_them_and_no_goal() -> None:
    cast = under_way()
    set_goal(cast)
    ed = joins(a_person("Ed Fairclough"), an_organisation("Tarnside"))
    made, other = a_recommendation(cast, ed), a_recommendation(cast)
    found = KINDS["recommendation"].resolve(acting(ed), [made.pk, other.pk])
    assert set(found) == {made.pk}
    assert (found[made.pk].state, found[made.pk].owner) == ("Waiting for the leaders", ed.name)
    ref = Ref("recommendation", made.pk)
    assert thread.links_of(acting(ed), [ref])[ref].groups == ()
