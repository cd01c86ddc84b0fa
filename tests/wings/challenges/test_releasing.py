"""A line manager releases somebody by a link: once, in time, and the newest link only."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.wings.challenges.making import Cast, a_cast, add, launched
from tests.world import NOON, a_person

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.messages.models import Message, OutgoingMail
from groundswell.wings.challenges import actions
from groundswell.wings.challenges.actions.releasing import KEPT_OPEN, key_of
from groundswell.wings.challenges.kinds import Leave
from groundswell.wings.challenges.models import Member, Release

pytestmark = pytest.mark.django_db


def sam_of(cast: Cast) -> Member:
    return cast.challenge.members.get(person=cast.people["sam"], left_on=None)


def asked(cast: Cast, **given: object) -> Release:
    details = {"manager_name": "Dee Wu", "manager_email": "Dee.Wu@Tarnside.example"} | given
    details.setdefault("hours_a_week", 4)
    return actions.ask_release(member=sam_of(cast), by=cast.joyce, at=NOON, **details)


def url_of(release: Release) -> str:
    return reverse("challenges:release", args=[key_of(release)])


def answer(
    release: Release, *, yes: bool = True, said: str = "", at: dt.datetime = NOON
) -> Release:
    return actions.answer_release(key=key_of(release), is_given=yes, words_given=said, at=at)


def test_the_mail_says_who_for_what_for_how_long_and_holds_the_link() -> None:
    release = asked(a_cast())
    mail = OutgoingMail.objects.get(to_address="dee.wu@tarnside.example")
    assert mail.subject == "Can Sam Ortiz join a 100-day challenge?"
    assert url_of(release) in mail.body
    assert "about 4 hours a week" in mail.body
    assert "Home for lunch" in mail.body
    assert key_of(release) not in release.key_hash
    assert release.member.leave == Leave.ASKED


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"manager_name": " "}, "manager_name"),
        ({"manager_email": "dee"}, "manager_email"),
        ({"manager_email": "dee@example"}, "manager_email"),
        ({"manager_email": "dee wu@x.example"}, "manager_email"),
        ({"hours_a_week": 0}, "hours_a_week"),
        ({"hours_a_week": 49}, "hours_a_week"),
    ],
)
def test_what_cannot_be_used_is_said(given: dict[str, object], field: str) -> None:
    with pytest.raises(Unusable) as fault:
        asked(a_cast(), **given)
    assert fault.value.field == field


def test_only_who_keeps_the_team_asks_and_not_for_somebody_who_left() -> None:
    cast = a_cast()
    given = {"manager_name": "Dee", "manager_email": "d@x.example", "hours_a_week": 4}
    with pytest.raises(Refused):
        actions.ask_release(member=sam_of(cast), by=cast.sam, at=NOON, **given)
    gone = sam_of(cast)
    actions.end_member(challenge=cast.challenge, member=gone, by=cast.joyce, at=NOON)
    with pytest.raises(Refused, match="has left"):
        actions.ask_release(member=gone, by=cast.joyce, at=NOON, **given)


def test_a_yes_releases_and_the_team_is_told() -> None:
    cast = a_cast()
    answer(asked(cast), said="From 1 July, please.")
    assert sam_of(cast).leave == Leave.GIVEN
    told = Message.objects.filter(subject="Sam Ortiz is released for the challenge")
    names = set(told.values_list("person__name", flat=True))
    assert names == {"Joyce Lim", "Sam Ortiz", "Amara Okafor"}
    assert "From 1 July, please." in told[0].body


def test_a_no_needs_a_reason() -> None:
    cast = a_cast()
    release = asked(cast)
    with pytest.raises(Unusable, match="why not"):
        answer(release, yes=False, said=" ")
    answer(release, yes=False, said="We are three short.")
    assert sam_of(cast).leave == Leave.DECLINED


def test_a_link_answers_once() -> None:
    cast = a_cast()
    release = asked(cast)
    answer(release)
    with pytest.raises(Refused, match="was used on 15 June 2026"):
        answer(release, yes=False, said="Changed my mind.")
    assert sam_of(cast).leave == Leave.GIVEN


def test_a_newer_link_takes_the_place_of_the_older() -> None:
    cast = a_cast()
    first = asked(cast)
    second = asked(cast, manager_name="Bo Lee")
    with pytest.raises(Refused, match="newer mail"):
        answer(first)
    assert answer(second).is_given


def test_a_link_runs_out() -> None:
    release = asked(a_cast())
    with pytest.raises(Refused, match="until 6 July 2026"):
        answer(release, at=NOON + KEPT_OPEN + dt.timedelta(seconds=1))


def test_who_leaves_takes_the_open_link_along() -> None:
    cast = a_cast()
    release = asked(cast)
    actions.end_member(challenge=cast.challenge, member=sam_of(cast), by=cast.joyce, at=NOON)
    with pytest.raises(Refused, match="no longer needed"):
        answer(release)


def test_the_page_asks_answers_and_says_what_became_of_it(at_noon: object) -> None:
    cast, manager = a_cast(), Client()
    url = url_of(asked(cast))
    page = manager.get(url)
    assert page.status_code == 200
    for words in ("Sam Ortiz", "Home for lunch", "Ruth Adeyemi", "4 hours a week"):
        assert words in page.text
    assert 'name="words"' in page.text
    faulty = manager.post(url, {"answer": "no", "words": ""})
    assert (faulty.status_code, "why not" in faulty.text) == (422, True)
    done = manager.post(url, {"answer": "no", "words": "We are three short."}, follow=True)
    assert "Thank you. Your answer is in." in done.text
    assert "We are three short." in done.text
    again = manager.post(url, {"answer": "yes", "words": ""}, follow=True)
    assert "works once" in again.text
    assert sam_of(cast).leave == Leave.DECLINED


def test_the_page_names_the_days_once_day_zero_is_set(at_noon: object) -> None:
    cast = launched(a_cast())
    assert "15 June 2026 to 23 September 2026" in Client().get(url_of(asked(cast))).text


def test_links_that_open_nothing_say_so_clearly(at_noon: object) -> None:
    cast, manager = a_cast(), Client()
    old, new = asked(cast), asked(cast)
    replaced = manager.get(url_of(old))
    assert (replaced.status_code, "newer mail" in replaced.text) == (410, True)
    forged = manager.get(reverse("challenges:release", args=["a" * 64]))
    assert (forged.status_code, "We do not know this link" in forged.text) == (404, True)
    assert manager.post(reverse("challenges:release", args=["x"]), {}).status_code == 404
    at_noon.shift(KEPT_OPEN.total_seconds() + 60)  # type: ignore[attr-defined]
    over = manager.get(url_of(new))
    assert (over.status_code, "until 6 July 2026" in over.text) == (410, True)
    late = manager.post(url_of(new), {"answer": "yes", "words": ""}, follow=True)
    assert sam_of(cast).leave == Leave.ASKED
    assert late.status_code == 410


def test_the_page_of_a_link_tells_nothing_of_others_in_the_team(at_noon: object) -> None:
    cast = a_cast()
    add(cast.challenge, a_person("Kofi Mensah"), cast.joyce)
    assert "Kofi Mensah" not in Client().get(url_of(asked(cast))).text
