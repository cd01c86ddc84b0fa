"""What the library holds about a person is told to them, and goes or stays as it says."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.engines.library.finding.making import a_page, a_shelf
from tests.engines.library.packs.making import small, take_in
from tests.world import NOON, a_founder, a_person, all_held, an_organisation, holding, joins
from wagtail.users.models import UserProfile

from groundswell.engines.library import actions, privacy
from groundswell.engines.library.models import (
    Entry,
    Item,
    Note,
    Question,
    ReaderList,
    Shelf,
    Upload,
)
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Person:
    place = an_organisation()
    person = joins(a_person("Amara Okafor"), place)
    holding(person, "editor", organisation=place)
    entry = a_page("Beds", shelf=a_shelf(place))
    client = Client()
    client.force_login(person)
    assert client.get("/cms/").status_code == 200
    Item.objects.update(owner=person, locked=True, locked_by=person, locked_at=timezone.now())
    UserProfile.get_for_user(person)
    ReaderList.objects.create(owner=person, title="For the ward", made_at=NOON)
    Note.objects.create(owner=person, thing_id=entry.pk, words="Mine.", at=NOON)
    item = Item.objects.get()
    Question.objects.create(
        item=item, shelf=Shelf.objects.get(), asked_by=person, words="How many?", asked_at=NOON
    )
    return person


def held(person: Person) -> dict[str, list[dict[str, Any]]]:
    return {name: rows for name, rows in all_held(privacy.export(person.pk)).items() if rows}


def test_a_person_is_told_of_what_they_wrote_and_keep(editor: Person):
    told = held(editor)
    assert told["Pages of the library you began"] == [{"title": "Beds", "slug": "beds"}]
    assert told["Your notes in the library"][0]["words"] == "Mine."
    assert told["Questions you asked"][0]["words"] == "How many?"
    assert "How you set the editor" in told


def test_who_took_a_pack_in_is_told_of_it():
    take_in(small())
    told = held(a_founder().person)
    assert [row["title"] for row in told["Packs you took in"]] == ["A small pack"]
    assert told["What you did to pages"]


def test_a_file_on_its_way_in_is_told_of_and_goes_with_its_sender():
    """The worker may come to it afterwards, and finds nothing to do."""
    founder = a_founder()
    content = b"TY  - JOUR\nTI  - Beds\nER  - \n" * 10_000
    upload = actions.send_works(file_name="long.ris", content=content, by=founder, at=NOON)
    (told,) = held(founder.person)["Files you sent to the library"]
    assert (told["file_name"], told["state"]) == ("long.ris", "sent")
    privacy.erase(founder.person.pk, NOON)
    assert not Upload.objects.exists()
    actions.look_through(upload_id=upload.pk, job_id=str(upload.job_id), at=NOON)
    actions.take_upload(upload_id=upload.pk, job_id=str(upload.job_id), at=NOON)
    assert not Upload.objects.exists()
    assert not Entry.objects.exists()


def test_what_one_kept_goes_and_what_others_read_stays(editor: Person):
    privacy.erase(editor.pk, NOON)
    item = Item.objects.get()
    assert not item.locked
    assert not editor.groups.exists()
    assert not UserProfile.objects.filter(user=editor).exists()
    assert not ReaderList.objects.exists()
    assert not Note.objects.exists()
    assert not Question.objects.exists()  # nobody answered it
    assert set(held(editor)) <= {"Pages of the library you began"}


def test_nobody_is_told_of_what_others_wrote(editor: Person):
    assert held(a_person("Sam Ortiz")) == {}
