import datetime as dt

import pytest
from tests.world import NOON, TODAY, a_founder, a_person, acting, an_organisation, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people import actions
from groundswell.ground.people.models import ApiToken
from groundswell.ground.people.tokens import actor_of_token

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def joyce():
    return acting(joins(a_person(), an_organisation()))


def make(by, *, expires_on=TODAY + DAY, name="Dashboard"):
    return actions.make_token(name=name, expires_on=expires_on, by=by, at=NOON)


def test_key_opens_what_its_maker_may_see_and_its_secret_is_kept_nowhere(joyce):
    made = make(joyce)
    actor = actor_of_token(made.secret, NOON)
    assert (actor.id, actor.organisation_ids) == (joyce.id, joyce.organisation_ids)
    row = ApiToken.objects.values().get()
    assert made.secret not in str(row)
    assert row["last_used_on"] == TODAY


def test_key_opens_nothing_after_its_last_day(joyce):
    secret = make(joyce).secret
    assert actor_of_token(secret, NOON + DAY)
    assert actor_of_token(secret, NOON + 2 * DAY) is None


@pytest.mark.parametrize("secret", ["", "gsw_", "gsw_wrong", "\ud800", "x" * 10_000])
def test_what_is_no_key_opens_nothing(joyce, secret):
    make(joyce)
    assert actor_of_token(secret, NOON) is None


def test_withdrawn_key_opens_nothing(joyce):
    made = make(joyce)
    with pytest.raises(Refused, match="Only the person who made a key"):
        actions.withdraw_token(token=made.token, by=a_founder(), at=NOON)
    actions.withdraw_token(token=made.token, by=joyce, at=NOON)
    assert actor_of_token(made.secret, NOON) is None
    with pytest.raises(Refused, match="already withdrawn"):
        actions.withdraw_token(token=made.token, by=joyce, at=NOON)


def test_key_of_an_ended_person_opens_nothing(joyce):
    secret = make(joyce).secret
    actions.end_person(person=joyce.person, by=a_founder(), at=NOON)
    assert actor_of_token(secret, NOON) is None


def test_day_of_use_is_written_once_a_day(joyce, django_assert_num_queries):
    secret = make(joyce).secret
    actor_of_token(secret, NOON)
    actor_of_token(secret, NOON + DAY)
    assert ApiToken.objects.get().last_used_on == TODAY + DAY
    actor_of_token(secret, NOON)
    assert ApiToken.objects.get().last_used_on == TODAY + DAY


@pytest.mark.parametrize("days", [-1, 367])
def test_key_lives_for_a_year_at_most(joyce, days):
    with pytest.raises(Unusable, match="within the next 12 months") as caught:
        make(joyce, expires_on=TODAY + days * DAY)
    assert caught.value.field == "expires_on"


def test_person_holds_twenty_keys_at_most(joyce):
    tokens = [make(joyce).token for _ in range(20)]
    with pytest.raises(Refused, match="20 keys already"):
        make(joyce)
    actions.withdraw_token(token=tokens[0], by=joyce, at=NOON)
    make(joyce)
