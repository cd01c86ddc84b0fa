"""What editors write is looked at before it is kept, and readers find what is let out."""

import io
import zlib
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image as Picture
from tests.engines.library.finding.making import a_page, a_shelf
from tests.world import NOON, a_person, an_organisation, holding, joins

from groundswell.engines.library import actions
from groundswell.engines.library.finding.asked import asked_by
from groundswell.engines.library.models import Entry, Item, OnePager, Shelf, Work
from groundswell.engines.library.queries import find_page
from groundswell.ground.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db
TOO_MANY_POINTS = "This picture has more than 40,000,000 points, which is the most."
SAY_WHAT_IT_SHOWS = "Say what the picture shows, for people who cannot see it."


@pytest.fixture
def reviewer(shelf: Shelf) -> Client:
    person = joins(a_person("Ngozi Bello"), shelf.organisation)
    holding(person, "reviewer", organisation=shelf.organisation)
    client = Client()
    client.force_login(person)
    return client


def found(asked: str) -> list[str]:
    return [link.title for link in find_page(None, asked_by({"q": asked})).results]


# --- literature ---------------------------------------------------------------------------------


def a_form(**changed: str) -> dict[str, str]:
    return {
        "kind": "article",
        "title": "The Beds of Others",
        "authors": "Lim, J.",
        "year": "2020",
        "key": "lim-2020-beds",
        "doi": "https://doi.org/10.1000/BEDS",
        **changed,
    }


def write(client: Client, pk: int | None = None, **changed: str) -> Any:
    address = f"edit/{pk}/" if pk else "add/"
    return client.post(f"/cms/snippets/library/work/{address}", a_form(**changed))


def test_a_work_that_is_written_down_is_found_at_once(reviewer: Client):
    assert write(reviewer).status_code == 302
    work = Work.objects.get()
    assert (work.doi, work.title_print) == ("10.1000/beds", "beds of others")
    assert work.created_at is not None
    assert found("beds") == ["Lim, J. (2020). The Beds of Others."]
    write(reviewer, work.pk, title="The Chairs of Others")
    assert found("chairs") == ["Lim, J. (2020). The Chairs of Others."]
    assert found("beds") == []
    assert AuditEvent.objects.filter(name="library.work_written").count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("doi", "soon", "A DOI looks like 10.1000/182."),
        ("url", "javascript:run(1)", "An address begins with https:// or http://."),
        ("checked_at", "ftp://x.example", "An address begins with https:// or http://."),
    ],
)
def test_what_readers_could_not_follow_is_refused_with_a_sentence(
    reviewer: Client, field: str, typed: str, told: str
):
    answer = write(reviewer, **{field: typed})
    assert told in answer.content.decode()
    assert typed in answer.content.decode()  # nothing of it is lost
    assert not Work.objects.exists()


def test_a_doi_stands_in_the_library_once(reviewer: Client):
    write(reviewer)
    answer = write(reviewer, key="another")
    assert "“The Beds of Others” has this DOI already." in answer.content.decode()
    assert Work.objects.count() == 1
    assert write(reviewer, key="a-third", doi="", url="https://x.example").status_code == 302


# --- pictures -----------------------------------------------------------------------------------


def a_picture(name: str = "ward.png") -> Any:
    out = io.BytesIO()
    Picture.new("RGB", (40, 30)).save(out, "PNG")
    out.seek(0)
    out.name = name
    return out


@pytest.fixture
def pictures(tmp_path: Any, settings: Any) -> Any:
    from wagtail.images import get_image_model

    settings.MEDIA_ROOT = str(tmp_path)
    return get_image_model()


def send(client: Client, address: str, shelf: Shelf, **typed: Any) -> Any:
    told = {"title": "A ward", "collection": shelf.pictures_id, "description": "", **typed}
    return client.post(f"/cms/images/{address}", told)


def test_a_picture_without_a_description_is_not_taken(
    reviewer: Client, shelf: Shelf, pictures: Any
):
    answer = send(reviewer, "add/", shelf, file=a_picture())
    assert SAY_WHAT_IT_SHOWS in answer.content.decode()
    assert not pictures.objects.exists()
    send(reviewer, "add/", shelf, file=a_picture(), description="A ward at night")
    picture = pictures.objects.get()
    answer = send(reviewer, f"{picture.pk}/", shelf)
    assert SAY_WHAT_IT_SHOWS in answer.content.decode()
    assert pictures.objects.get().description == "A ward at night"


def test_pictures_that_are_dropped_in_wait_for_their_description(
    reviewer: Client, shelf: Shelf, pictures: Any
):
    told = {"title": "A ward", "files[]": a_picture(), "collection": shelf.pictures_id}
    answer = reviewer.post(
        "/cms/images/multiple/add/", told, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert answer.status_code == 200
    assert not pictures.objects.exists()


def test_a_picture_chosen_in_a_page_needs_one_too(reviewer: Client, shelf: Shelf, pictures: Any):
    told = {
        "image-chooser-upload-title": "A ward",
        "image-chooser-upload-collection": shelf.pictures_id,
        "image-chooser-upload-file": a_picture(),
        "image-chooser-upload-description": "",
    }
    answer = reviewer.post("/cms/images/chooser/create/", told)
    assert SAY_WHAT_IT_SHOWS in answer.content.decode()
    assert not pictures.objects.exists()


def test_a_drawing_that_could_bring_a_script_is_not_taken(
    reviewer: Client, shelf: Shelf, pictures: Any
):
    drawing = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>run(1)</script></svg>")
    drawing.name = "ward.svg"
    send(reviewer, "add/", shelf, file=drawing, description="A ward")
    assert not pictures.objects.exists()


def a_bomb(width: int, height: int) -> Any:
    """A PNG of a few bytes that states a size which no machine has the memory for."""

    def chunk(name: bytes, content: bytes) -> bytes:
        sum_of_it = zlib.crc32(name + content).to_bytes(4)
        return len(content).to_bytes(4) + name + content + sum_of_it

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    told = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0" * 99)), chunk(b"IEND", b"")]
    out = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(told))
    out.name = "ward.png"
    return out


@pytest.mark.parametrize("size", [(8_000, 5_001), (10_000, 10_000), (60_000, 60_000)])
@pytest.mark.parametrize("way", ["add/", "chooser/create/", "multiple/add/"])
def test_a_picture_that_no_machine_could_open_is_refused_with_a_sentence(
    reviewer: Client, shelf: Shelf, pictures: Any, size: tuple[int, int], way: str
):
    told = {"title": "A ward", "description": "A ward at night", "collection": shelf.pictures_id}
    if way == "chooser/create/":
        told = {f"image-chooser-upload-{name}": value for name, value in told.items()}
    name = {"add/": "file", "chooser/create/": "image-chooser-upload-file"}.get(way, "files[]")
    answer = reviewer.post(
        f"/cms/images/{way}",
        {**told, name: a_bomb(*size)},
        headers={"X-Requested-With": "XMLHttpRequest"} if way == "multiple/add/" else {},
    )
    assert TOO_MANY_POINTS in answer.content.decode()
    assert not pictures.objects.exists()


def test_what_only_begins_like_a_picture_is_refused(reviewer: Client, shelf: Shelf, pictures: Any):
    none = io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(400))
    none.name = "ward.png"
    answer = send(reviewer, "add/", shelf, file=none, description="A ward")
    assert "Upload a valid image." in answer.content.decode()
    assert not pictures.objects.exists()


# --- pages --------------------------------------------------------------------------------------


def the_page(entry: Entry) -> OnePager:
    return OnePager.objects.get(entry=entry)


def test_a_page_that_is_moved_is_found_where_it_is_now(shelf: Shelf):
    entry = a_page("Beds", "Of beds.", shelf=shelf, audience="signed_in")
    other = a_shelf(an_organisation("Tarnside Mental Health Trust"))
    the_page(entry).move(other, pos="last-child")
    entry = Entry.objects.get()
    assert entry.organisation_id == other.organisation_id
    assert f"/{other.slug}/" in entry.url
    assert AuditEvent.objects.get(name="library.moved").organisation_id == other.organisation_id


def test_a_draft_that_is_moved_stays_unfound(shelf: Shelf):
    page = the_page(a_page("Beds", shelf=shelf))
    page.unpublish()
    page.move(a_shelf(None), pos="last-child")
    assert not Entry.objects.exists()
    actions.note_withdrawn(item=page, by=_somebody(), at=NOON)  # twice is no error
    assert AuditEvent.objects.filter(name="library.withdrawn").count() == 1


def _somebody() -> Any:
    from tests.world import a_founder

    return a_founder()


def test_a_copy_is_a_page_of_its_own(shelf: Shelf):
    page = the_page(a_page("Beds", shelf=shelf))
    copied = page.copy(update_attrs={"slug": "beds-2"}, user=None)
    assert copied.uid != page.uid
    assert Entry.objects.count() == 2


def test_an_old_draft_does_not_bring_back_that_a_page_still_holds(shelf: Shelf):
    page = the_page(a_page("Beds", shelf=shelf))
    old = page.latest_revision
    OnePager.objects.filter(pk=page.pk).update(
        standing="retracted", standing_reason="It was wrong.", standing_on=NOON.date()
    )
    old.publish()
    page = OnePager.objects.get()
    assert (page.standing, page.standing_reason) == ("retracted", "It was wrong.")
    assert Entry.objects.get().standing == "retracted"


def test_who_edits_chooses_among_codes_and_types_none(reviewer: Client, shelf: Shelf):
    page = reviewer.get(f"/cms/pages/add/library/onepager/{shelf.pk}/").content.decode()
    assert '<select name="strength"' in page
    assert '<select name="audience"' in page
    assert '<input type="date" name="review_by"' in page
    assert "<script>" not in page


def test_what_is_pasted_is_kept_as_text(shelf: Shelf):
    pasted = "<script>run(1)</script> & <b>bold</b>"
    entry = a_page("Beds", pasted, shelf=shelf, claim=pasted)
    page = Client().get(entry.url).content.decode()
    assert "&lt;script&gt;run(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "<b>bold" not in page


def test_the_editor_asks_nobody_outside(reviewer: Client, shelf: Shelf):
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    a_page("Beds", shelf=shelf)
    pk = Item.objects.get().pk
    for address in ("/cms/", f"/cms/pages/{pk}/edit/", "/cms/account/", "/cms/images/"):
        page = reviewer.get(address).content.decode()
        assert "gravatar" not in page
        assert "releases.wagtail" not in page
        assert 'src="http' not in page


def test_whoever_no_longer_holds_a_role_has_no_right_left(shelf: Shelf):
    person = joins(a_person("Amara Okafor"), shelf.organisation)
    holding(person, "editor", organisation=shelf.organisation)
    client = Client()
    client.force_login(person)
    assert client.get("/cms/").status_code == 200
    assert [group.pk for group in person.groups.all()] == [shelf.editors_id]
    person.roles.update(ended_at=NOON)
    assert client.get("/cms/").status_code == 404
    assert not person.groups.exists()
