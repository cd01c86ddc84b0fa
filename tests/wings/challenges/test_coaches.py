"""The register of coaches and their training."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.wings.challenges.making import a_cast, a_system_lead
from tests.world import NOON, TODAY, a_person, acting, an_organisation, joins

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.wings.challenges import actions, queries
from groundswell.wings.challenges.models import CoachListing

pytestmark = pytest.mark.django_db


def listed(cast, **given) -> CoachListing:
    details = {"person": cast.people["amara"], "organisation": cast.host, "most_teams": 2} | given
    details.setdefault("by", cast.ngozi)
    return actions.list_coach(**details, at=NOON)


def test_a_coach_is_listed_once_and_the_line_is_kept_up_to_date() -> None:
    cast = a_cast()
    listed(cast)
    again = listed(cast, most_teams=3, about="Kind and quick.")
    assert CoachListing.objects.get() == again
    (row,) = queries.coaches_page(cast.ngozi).rows
    assert (row.teams, row.has_room, row.about) == ("1 of 3 teams", True, "Kind and quick.")


def test_who_keeps_the_register() -> None:
    cast = a_cast()
    elsewhere = a_system_lead(an_organisation("Tarnside"), "Bilal Khan")
    for actor in (cast.amara, cast.imran, elsewhere):
        with pytest.raises(Refused, match="keeps its register"):
            listed(cast, by=actor)
    with pytest.raises(Unusable, match="1 to 10"):
        listed(cast, most_teams=11)


def test_a_coach_of_one_place_is_not_taken_over_by_another() -> None:
    cast = a_cast()
    listed(cast)
    other = an_organisation("Tarnside")
    with pytest.raises(Refused):
        listed(cast, organisation=other, by=a_system_lead(other, "Bilal Khan"))


def test_training_is_written_down_taken_back_and_never_ahead_of_time() -> None:
    cast = a_cast()
    listing = listed(cast)
    for by in (cast.ngozi, cast.amara):
        actions.record_training(listing=listing, title="Coaching", on=TODAY, by=by, at=NOON)
    with pytest.raises(Refused):
        actions.record_training(listing=listing, title="x", on=TODAY, by=cast.imran, at=NOON)
    with pytest.raises(Unusable, match="still to come"):
        tomorrow = TODAY + dt.timedelta(days=1)
        actions.record_training(listing=listing, title="x", on=tomorrow, by=cast.ngozi, at=NOON)
    lesson = listing.trainings.order_by("pk")[0]
    for _twice in range(2):
        actions.withdraw_training(training=lesson, by=cast.amara, at=NOON)
    (row,) = queries.coaches_page(cast.ngozi).rows
    assert [line.words for line in row.lessons] == ["Coaching, 15 June 2026"]


def test_who_leaves_the_register_stays_to_be_read() -> None:
    cast = a_cast()
    listing = listed(cast)
    for _twice in range(2):
        actions.end_listing(listing=listing, by=cast.amara, at=NOON)
    page = queries.coaches_page(cast.ngozi)
    assert (page.rows, page.former) == ((), ("Amara Okafor, until 15 June 2026",))
    assert "Nobody is listed yet" in page.lead
    listed(cast)
    assert queries.coaches_page(cast.ngozi).former == ()


def test_the_register_is_read_where_teams_are_sent_out_and_by_each_their_own_line() -> None:
    cast = a_cast()
    listed(cast)
    other = an_organisation("Tarnside")
    elsewhere = a_system_lead(other, "Bilal Khan")
    colleague = acting(joins(a_person("Kwame"), cast.host))
    seen = {
        actor.name: len(queries.coaches_page(actor).rows)
        for actor in (cast.ngozi, cast.imran, cast.amara, elsewhere, colleague)
    }
    assert list(seen.values()) == [1, 1, 1, 0, 0]


def test_the_pages_of_the_register_do_what_they_say(signed_in, at_noon) -> None:
    cast = a_cast()
    lead, path = signed_in(cast.people["ngozi"]), reverse("challenges:coaches")
    given = {"person": str(cast.people["amara"].pk), "organisation": str(cast.host.pk)}
    sent = lead.post(reverse("challenges:list_coach"), given | {"most_teams": "1", "about": ""})
    assert sent.status_code == 302
    listing = CoachListing.objects.get()
    training = {"title": "Coaching", "given_by": "", "on": "1 June 2026"}
    url = reverse("challenges:record_training", args=[listing.pk])
    assert lead.post(url, training).status_code == 302
    assert lead.post(url, {}).status_code == 422
    assert "Coaching, 1 June 2026" in lead.get(path).text
    lesson = listing.trainings.get()
    url = reverse("challenges:withdraw_training", args=[listing.pk, lesson.pk])
    assert lead.post(url).status_code == 302
    assert lead.post(reverse("challenges:end_listing", args=[listing.pk])).status_code == 302
    assert "Coached before:" in lead.get(path).text
    refused = signed_in(cast.people["joyce"]).get(reverse("challenges:list_coach"))
    assert refused.status_code == 403
