import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.ground.people.looking import found
from tests.world import NOON, TODAY, a_founder, a_person, acting, an_organisation, holding

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people import actions
from groundswell.ground.people.actions import checks
from groundswell.ground.people.models import Organisation

pytestmark = pytest.mark.django_db


def change(organisation, *, by=None, **changes):
    known = {
        "name": organisation.name,
        "kind": organisation.kind,
        "ods_code": organisation.ods_code,
        "opened_on": organisation.opened_on,
    }
    return actions.change_organisation(
        organisation=organisation, **(known | changes), by=by or a_founder(), at=NOON
    )


def close(organisation, *, by=None, **details):
    return actions.close_organisation(
        organisation=organisation, by=by or a_founder(), at=NOON, **details
    )


def test_system_administrator_adds_an_organisation_and_nobody_else():
    stranger = acting(a_person())
    with pytest.raises(Refused, match="Only a system administrator can add"):
        actions.add_organisation(name="X", kind="trust", by=stranger, at=NOON)
    trust = an_organisation(ods_code=" rzh ")
    assert trust.ods_code == "RZH"
    assert AuditEvent.objects.get(name="organisation.added").organisation_id == trust.pk


def many(n, by=None):
    new = [actions.NewOrganisation(f"Place {i:03}", "charity", f"x{i:03}") for i in range(n)]
    return actions.add_organisations(organisations=new, by=by or a_founder(), at=NOON)


def test_many_organisations_are_added_in_as_few_statements_as_a_few(django_assert_max_num_queries):
    with pytest.raises(Refused, match="Only a system administrator can add"):
        many(2, by=acting(a_person()))
    founder = a_founder()
    with django_assert_max_num_queries(14):
        added = many(90, by=founder)
    assert [one.ods_code for one in added[:2]] == ["X000", "X001"]
    assert [e.pk for e in found("x089", frozenset())] == [added[89].pk]
    assert AuditEvent.objects.filter(name="organisation.added").count() == 90


def test_of_many_organisations_none_is_added_where_one_is_known():
    an_organisation(ods_code="X001")
    with pytest.raises(Unusable, match="added one of these organisations meanwhile"):
        many(3)
    assert Organisation.objects.count() == 1


def test_organisation_is_found_by_everyone_by_name_or_code():
    trust = an_organisation(ods_code="RZH")
    for words in ("harrowmere", "rzh"):
        assert [e.pk for e in found(words, frozenset())] == [trust.pk]


@pytest.mark.parametrize("code", ["R-1", "ABCDEFGHIJ", "É1", "R 1"])
def test_ods_code_has_one_to_nine_letters_and_digits(code):
    with pytest.raises(Unusable, match="1 to 9 letters and digits") as caught:
        an_organisation(ods_code=code)
    assert caught.value.field == "ods_code"


@pytest.mark.parametrize(
    "name, kind, field, sentence",
    [
        (" \n ", "trust", "name", "Type a name"),
        ("x" * 301, "trust", "name", "at most 300 characters. You typed 301"),
        ("X", "castle", "kind", "Choose one of the list"),
    ],
)
def test_what_makes_no_organisation_is_said(name, kind, field, sentence):
    with pytest.raises(Unusable, match=sentence) as caught:
        an_organisation(name, kind=kind)
    assert caught.value.field == field


def test_name_is_kept_on_one_line_without_characters_nobody_sees():
    assert an_organisation("  Kettle\x00\n  On ", kind="charity").name == "Kettle On"


def test_code_belongs_to_one_organisation():
    an_organisation("First", ods_code="RZH")
    with pytest.raises(Unusable, match="The code RZH belongs to First"):
        an_organisation("Second", ods_code="rzh")


def test_two_organisations_may_share_a_name_if_their_codes_differ():
    an_organisation("The Surgery", kind="primary_care", ods_code="A1")
    an_organisation("The Surgery", kind="primary_care", ods_code="A2")
    an_organisation("The Surgery", kind="primary_care")
    with pytest.raises(Unusable, match="already an organisation called the surgery"):
        an_organisation("the surgery", kind="primary_care")


def test_the_same_organisation_twice_at_once_is_refused_by_the_database(monkeypatch):
    an_organisation("Kettle On")
    monkeypatch.setattr(
        "groundswell.ground.people.actions.organisations._check_not_known_yet", lambda o: None
    )
    with pytest.raises(Unusable, match="already an organisation called Kettle On"):
        an_organisation("Kettle On")


def test_its_own_administrator_changes_an_organisation_and_no_others():
    trust, other = an_organisation(ods_code="RZH"), an_organisation("Other")
    ngozi = holding(a_person("Ngozi Bello"), "administrator", trust)
    with pytest.raises(Refused, match="Only an administrator of Other can change"):
        change(other, by=ngozi, name="Mine now")
    changed = change(trust, by=ngozi, name="Harrowmere", opened_on=dt.date(2001, 4, 1))
    assert (changed.name, changed.opened_on, changed.version) == (
        "Harrowmere",
        dt.date(2001, 4, 1),
        2,
    )
    assert found("harrowmere", frozenset())[0].title == "Harrowmere"


def test_two_people_changing_at_once_overwrite_nothing():
    trust = an_organisation()
    change(trust, name="First", version=1)
    with pytest.raises(Stale, match="Somebody else changed this"):
        change(trust, name="Second", version=1)
    assert Organisation.objects.get().name == "First"


def test_closed_organisation_has_a_last_day_and_a_successor():
    old, new = an_organisation("Old"), an_organisation("New")
    closed = close(old, successor=new)
    assert (closed.closed_on, closed.successor) == (TODAY, new)
    with pytest.raises(Refused, match="Old is already closed"):
        close(old)


def test_only_a_system_administrator_closes_an_organisation():
    trust = an_organisation()
    ngozi = holding(a_person("Ngozi Bello"), "administrator", trust)
    with pytest.raises(Refused, match="Only a system administrator can close"):
        close(trust, by=ngozi)


def test_organisation_is_not_closed_before_it_opened():
    trust = an_organisation()
    change(trust, opened_on=dt.date(2020, 4, 1))
    with pytest.raises(Unusable, match="before the start on 1 April 2020"):
        close(trust, closed_on=dt.date(2020, 3, 31))
    close(trust, closed_on=dt.date(2020, 4, 1))
    with pytest.raises(Unusable, match="before the start"):
        change(trust, opened_on=dt.date(2020, 4, 2))


def test_successors_never_lead_back():
    first, second, third = (an_organisation(n) for n in ("First", "Second", "Third"))
    close(first, successor=second)
    close(second, successor=third)
    for loop in (third, first):
        with pytest.raises(Unusable, match="leads back") as caught:
            close(third, successor=loop)
        assert caught.value.field == "successor"


def test_database_refuses_a_code_in_small_letters_and_a_successor_of_itself():
    trust = an_organisation()
    for wrong in ({"ods_code": "rzh"}, {"ods_code": ""}, {"successor": trust}, {"kind": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=trust.pk).update(**wrong)


def test_days_in_order_pass():
    checks.in_order(None, TODAY, field="x")
    checks.in_order(TODAY, None, field="x")
    checks.in_order(TODAY, TODAY, field="x")
