import pytest
from django.core.exceptions import PermissionDenied

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.decisions import ALLOWED, Decision, Refused
from groundswell.ground.kernel.errors import Stale, Unusable


def test_a_refusal_is_false_and_raises_its_own_sentence():
    decision = Decision("Only the team’s lead can close this.")
    assert not decision
    with pytest.raises(Refused, match="Only the team’s lead"):
        decision.or_refuse()
    assert issubclass(Refused, PermissionDenied), "Django answers 403 to nothing else"


def test_what_is_allowed_is_true_and_raises_nothing():
    assert ALLOWED
    ALLOWED.or_refuse()


def test_what_cannot_be_used_names_its_field_where_there_is_one():
    assert Unusable("Give a day.", field="on").field == "on"
    assert Unusable("The file is empty.").field is None
    assert str(Stale("Somebody else was faster.")) == "Somebody else was faster."


def test_a_public_view_says_so_and_stays_the_same_view():
    def view(request):
        return request

    opened = public(view)
    assert opened.is_public
    assert opened.login_required is False
    assert opened("request") == "request"
