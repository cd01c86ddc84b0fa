"""What pictures and films cost the database."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.engines.library.finding.making import a_shelf
from tests.engines.library.showing.making import a_picture, a_story, a_video, address, body
from tests.world import an_organisation

from groundswell.engines.library.models import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> Shelf:
    return a_shelf(an_organisation())


def queries_of(client: Client, url: str, count: Any) -> int:
    with count as asked:
        answer = client.get(url)
        assert answer.status_code == 200
        if answer.streaming:
            body(answer)
    return len(asked)


def test_more_pictures_cost_no_more_queries(shelf: Shelf, django_assert_max_num_queries: Any):
    few = a_story(a_picture(shelf), shelf=shelf)
    many = a_story(*(a_picture(shelf) for _ in range(6)), shelf=shelf, title="Many", slug="many")
    counted = {
        item.pk: queries_of(Client(), address(item), django_assert_max_num_queries(12))
        for item in (few, many)
    }
    assert counted[few.pk] == counted[many.pk]


@pytest.mark.parametrize("ending", ["pdf", "pptx"])
def test_more_pictures_in_a_file_cost_no_more_queries(
    shelf: Shelf, ending: str, django_assert_max_num_queries: Any
):
    few = a_story(a_picture(shelf), shelf=shelf)
    many = a_story(
        *(a_picture(shelf, (90, 60)) for _ in range(30)), shelf=shelf, title="Many", slug="many"
    )
    counted = []
    for item in (few, many):
        url = f"{address(item)}{ending}/"
        Client().get(url)  # each is made once
        cache.clear()  # and asked of the database, not of one machine's memory
        counted.append(queries_of(Client(), url, django_assert_max_num_queries(10)))
    assert counted[0] == counted[1]


def test_a_picture_and_a_film_cost_a_few_queries(shelf: Shelf, django_assert_max_num_queries: Any):
    story = a_story(picture := a_picture(shelf), shelf=shelf)
    url = f"{address(story)}pictures/{picture.pk}/"
    body(Client().get(url))  # it is made once
    queries_of(Client(), url, django_assert_max_num_queries(4))
    film = f"{address(a_video(shelf=shelf))}film/"
    queries_of(Client(), film, django_assert_max_num_queries(2))
