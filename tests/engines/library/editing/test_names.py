"""The editor calls people by their names: nobody reads an address there."""

from typing import Any

import pytest
from tests.engines.library.editing.desks import Desk
from tests.engines.library.showing.making import a_picture
from tests.test_the_editor import addresses, editor_patterns

from groundswell.engines.library.models import Item, Shelf
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
REPORTS = (
    "site-history",
    "aging-pages",
    "locked",
    "workflow",
    "workflow_tasks",
    "page-types-usage",
)


@pytest.fixture
def page(shelf: Shelf, amara: Desk, ngozi: Desk) -> Item:
    """Written, reviewed, let out, written on, spoken about, sent in once more, and locked."""
    page = amara.begins(shelf)
    amara.sends_in(page)
    ngozi.approves(page, "Well said.")
    amara.saves(page, claim="Beds help a little.")
    thread = ngozi.comments(page, "Which beds?")
    amara.answers(page, thread, "All of them.")
    amara.sends_in(page)
    ngozi.client.post(f"/cms/pages/{page.pk}/lock/")
    picture = a_picture(shelf)
    picture.uploaded_by_user = amara.person
    picture.save()
    return Item.objects.get(pk=page.pk)


def every_address(page: Item) -> list[str]:
    shelf = page.get_parent()
    values: dict[str, Any] = {
        "page_id": page.pk, "parent_page_id": shelf.pk, "page_to_move_id": page.pk,
        "destination_id": shelf.pk, "revision_id": page.latest_revision_id,
        "content_type_app_name": "library", "content_type_model_name": "onepager",
        "app_label": "library", "model_name": "onepager", "app_name": "library", "pk": page.pk,
        "image_id": 1, "workflow_pk": shelf.get_workflow().pk,
        "workflow_state_id": page.current_workflow_state.pk,
        "task_state_id": page.current_workflow_state.current_task_state_id,
    }  # fmt: skip
    exported = [f"/cms/reports/{name}/?export=csv" for name in REPORTS]
    return [*addresses(editor_patterns(), values), *exported]


def shown(desk: Desk, address: str) -> str:
    answer = desk.client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def test_no_page_of_the_editor_shows_an_address_of_anybody(page: Item, amara: Desk, ngozi: Desk):
    for desk in (amara, ngozi):
        desk.client.raise_request_exception = False
        mails = list(Person.objects.values_list("email", flat=True))
        walked = [address for address in every_address(page) if "failwhale" not in address]
        telling = [
            (address, mail)
            for address in walked
            for text in [shown(desk, address)]
            for mail in mails
            if mail in text
        ]
        assert len(walked) > 140
        assert telling == []


@pytest.mark.parametrize(
    "address", ["", "pages/{shelf}/", "pages/{page}/edit/", "pages/{page}/history/", "account/"]
)
def test_the_menu_calls_whoever_has_come_by_name(
    address: str, page: Item, shelf: Shelf, ngozi: Desk
):
    text = shown(ngozi, f"/cms/{address.format(page=page.pk, shelf=shelf.pk)}")
    assert '"name": "Ngozi Bello"' in text
    assert ngozi.person.email not in text


def test_what_is_told_of_people_has_their_names(page: Item, ngozi: Desk):
    assert "Ngozi Bello" in shown(ngozi, "/cms/reports/aging-pages/").partition("<main")[2]
    only_the_list = shown(ngozi, "/cms/reports/aging-pages/results/")
    assert "Ngozi Bello" in only_the_list
    assert "<html" not in only_the_list
    assert "Amara Okafor" in shown(ngozi, f"/cms/pages/{page.pk}/history/")
    assert "Amara Okafor" in shown(ngozi, "/cms/reports/site-history/")
    assert "Ngozi Bello" in shown(ngozi, "/cms/reports/aging-pages/?export=csv")


def test_a_name_is_changed_where_people_change_theirs(ngozi: Desk):
    text = shown(ngozi, "/cms/account/")
    assert "theme" in text
    for name in ("name_email", "avatar-avatar", "first_name"):
        assert f'name="{name}' not in text
