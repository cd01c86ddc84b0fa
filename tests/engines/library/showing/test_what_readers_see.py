"""A picture or a film is seen by exactly those who may read the page that shows it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from tests.engines.library.finding.making import a_page, a_shelf
from tests.engines.library.showing.making import (
    HTML,
    MP4,
    VTT,
    WEBM,
    a_picture,
    a_speaker,
    a_story,
    a_video,
    address,
    body,
    drawn,
    steps,
)
from tests.world import a_person, an_organisation, holding, joins
from wagtail.images import get_image_model

from groundswell.engines.library.models import Item, Shelf
from groundswell.engines.library.queries import item_for
from groundswell.ground.people.models import Person

pytestmark = pytest.mark.django_db
AN_HOUR = "private, max-age=3600"  # in the reader's browser, and nowhere on the way


@pytest.fixture
def shelf() -> Shelf:
    return a_shelf(an_organisation())


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def colleague(shelf: Shelf) -> Client:
    return signed_in(joins(a_person("Mo Khan"), shelf.organisation))


def stranger() -> Client:
    return signed_in(joins(a_person("Sam Ortiz"), an_organisation("Tarnside")))


def page_of(client: Client, item: Item) -> str:
    return client.get(address(item)).content.decode()


# --- pictures -----------------------------------------------------------------------------------


def test_a_picture_comes_small_and_large_and_says_what_it_shows(shelf: Shelf):
    story = a_story(picture := a_picture(shelf), shelf=shelf)
    url = f"{address(story)}pictures/{picture.pk}/"
    [image] = re.findall(r"<img [^>]*>", page_of(Client(), story))
    assert f'src="{url}"' in image
    assert f'srcset="{url}small/ 480w, {url} 960w"' in image
    assert 'width="960" height="640"' in image
    assert 'alt="A ward at night"' in image
    assert 'loading="lazy"' in image
    for there, size in ((url, (960, 640)), (f"{url}small/", (480, 320))):
        answer = Client().get(there)
        content = body(answer)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == 'inline; filename="nights.webp"'
        assert answer["Cache-Control"] == AN_HOUR
        assert opened(content).size == size
        assert Client().get(there, headers={"If-None-Match": answer["ETag"]}).status_code == 304
        assert Client().post(there).status_code == 405


def opened(content: bytes) -> Any:
    import io

    from PIL import Image

    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("size", "told", "sizes"),
    [
        ((300, 200), 'width="300" height="200"', False),
        ((600, 400), 'width="600" height="400"', True),
        ((500, 4000), 'width="240" height="1920"', True),
        ((3000, 1), 'width="960" height="1"', True),
    ],
)
def test_no_picture_is_made_larger_than_it_is(
    shelf: Shelf, size: tuple[int, int], told: str, sizes: bool
):
    story = a_story(picture := a_picture(shelf, size), shelf=shelf)
    page = page_of(Client(), story)
    assert told in page
    assert ("srcset" in page) is sizes
    content = body(Client().get(f"{address(story)}pictures/{picture.pk}/"))
    width, height = opened(content).size
    assert f'width="{width}" height="{height}"' == told


def test_where_a_picture_was_taken_is_told_to_nobody(shelf: Shelf):
    from PIL import Image

    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (53.0, 59.0, 0.0)}  # the place, as a telephone notes it
    exif[0x010F] = "A telephone"
    content = drawn(form="JPEG", exif=exif)
    assert b"A telephone" in content
    story = a_story(picture := a_picture(shelf, content=content, name="ward.jpg"), shelf=shelf)
    shown = body(Client().get(f"{address(story)}pictures/{picture.pk}/"))
    assert b"A telephone" not in shown
    assert not opened(shown).getexif()


def test_a_picture_that_is_gone_leaves_its_words(shelf: Shelf):
    story = a_story(picture := a_picture(shelf), None, shelf=shelf)
    url = f"{address(story)}pictures/{picture.pk}/"
    get_image_model().objects.all().delete()
    page = page_of(Client(), story)
    assert "<img" not in page
    assert page.count("A ward in the dark") == 2
    assert Client().get(url).status_code == 404


def test_a_picture_whose_file_is_lost_is_not_there(shelf: Shelf):
    story = a_story(picture := a_picture(shelf), shelf=shelf)
    default_storage.delete(picture.file.name)
    assert Client().get(f"{address(story)}pictures/{picture.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("public", {"nobody": 200, "stranger": 200, "colleague": 200}),
        ("signed_in", {"nobody": 404, "stranger": 200, "colleague": 200}),
        ("organisation", {"nobody": 404, "stranger": 404, "colleague": 200}),
    ],
)
def test_whoever_may_not_read_the_page_is_told_that_nothing_is_there(
    shelf: Shelf, audience: str, seen: dict[str, int]
):
    picture = a_picture(shelf)
    story = a_story(picture, shelf=shelf, audience=audience)
    video = a_video(shelf=shelf, audience=audience)
    people = {"nobody": Client(), "stranger": stranger(), "colleague": colleague(shelf)}
    pictures = f"{address(story)}pictures"
    missing = Client().get(f"/library/{shelf.slug}/no-such-page/film/")
    for url in (
        f"{pictures}/{picture.pk}/",
        f"{pictures}/{picture.pk}/small/",
        f"{address(video)}film/",
        f"{address(video)}captions/",
    ):
        for who, status in seen.items():
            answer = people[who].get(url)
            assert answer.status_code == status, (who, url)
            if status == 200:
                body(answer)
                kept = AN_HOUR if audience == "public" else "private, no-store"
                assert answer["Cache-Control"] == kept
        if seen["nobody"] == 404:
            assert people["nobody"].get(url).content == missing.content


def test_a_page_shows_its_own_pictures_and_no_others(shelf: Shelf):
    story = a_story(own := a_picture(shelf), shelf=shelf)
    a_story(other := a_picture(shelf), shelf=shelf, audience="organisation", title="Ours")
    beds = a_page("Beds", shelf=shelf).url
    for url in (
        f"{address(story)}pictures/{other.pk}/",
        f"{address(story)}pictures/{other.pk}/small/",
        f"{address(story)}pictures/0/",
        f"{address(story)}pictures/{'9' * 40}/",
        f"{address(story)}pictures/-1/",
        f"{address(story)}pictures/{own.pk}/large/",
        f"{address(story)}pictures/{own.pk}/../{other.pk}/",
        f"{address(story)}pictures/%2e%2e/{own.pk}/",
        f"{address(story)}pictures/",
        f"{address(story)}film/",
        f"{address(story)}captions/",
        f"{beds}pictures/{own.pk}/",
    ):
        assert Client().get(url).status_code == 404, url


def test_a_picture_of_a_draft_is_seen_by_those_who_see_the_draft(shelf: Shelf):
    owner = joins(a_person("Joyce Lim"), shelf.organisation)
    story = a_story(old := a_picture(shelf), shelf=shelf, owner=owner)
    new = a_picture(shelf)
    draft = story.get_latest_revision_as_object()
    draft.steps = steps(new)
    draft.save_revision()
    published, drafted = f"{address(story)}pictures/", f"/library/drafts/{story.uid}/pictures/"
    editor = joins(a_person("Ngozi Bello"), shelf.organisation)
    holding(editor, "editor", organisation=shelf.organisation)
    keepers, others = [signed_in(owner), signed_in(editor)], [colleague(shelf), stranger()]
    for client in (Client(), *others, *keepers):
        assert client.get(f"{published}{new.pk}/").status_code == 404
        assert client.get(f"{published}{old.pk}/").status_code == 200
    for client in others:
        assert client.get(f"{drafted}{new.pk}/").status_code == 404
    assert Client().get(f"{drafted}{new.pk}/").status_code == 302
    for client in keepers:
        page = client.get(f"/library/drafts/{story.uid}/").content.decode()
        assert f'src="{drafted}{new.pk}/"' in page
        for url in (f"{drafted}{new.pk}/", f"{drafted}{new.pk}/small/"):
            answer = client.get(url)
            assert opened(body(answer)).format == "WEBP"
            assert answer["Cache-Control"] == "private, no-store"
        assert client.get(f"{drafted}{old.pk}/").status_code == 404
    story.unpublish()
    assert Client().get(f"{published}{old.pk}/").status_code == 404


# --- films --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "kind", "ending"), [(MP4, "video/mp4", "mp4"), (WEBM, "video/webm", "webm")]
)
def test_a_film_comes_whole_or_in_parts(shelf: Shelf, content: bytes, kind: str, ending: str):
    video = a_video(content, shelf=shelf)
    url = f"{address(video)}film/"
    whole = Client().get(url)
    assert body(whole) == content
    assert whole["Content-Type"] == kind
    assert whole["X-Content-Type-Options"] == "nosniff"
    name = f'inline; filename="they-tell-it-themselves.{ending}"'
    assert whole["Content-Disposition"] == name
    part = Client().get(url, headers={"Range": "bytes=4-7"})
    assert (part.status_code, body(part)) == (206, content[4:8])
    beyond = Client().get(url, headers={"Range": f"bytes={len(content)}-"})
    assert beyond.status_code == 416
    assert beyond["Content-Range"] == f"bytes */{len(content)}"


def test_the_page_of_a_film_plays_it_with_captions_from_here_alone(shelf: Shelf):
    video = a_video(shelf=shelf, speakers=[a_speaker()])
    answer = Client().get(address(video))
    page, url = answer.content.decode(), address(video)
    assert f'<video class="film" controls preload="metadata" src="{url}film/">' in page
    assert '<track kind="captions" srclang="en"' in page
    assert f'src="{url}captions/"' in page
    assert "Amara Okafor (Nurse)" in page
    assert "media-src 'self';" in f"{answer['Content-Security-Policy']};"
    captions = Client().get(f"{url}captions/")
    assert body(captions) == VTT
    assert captions["Content-Type"] == "text/vtt; charset=utf-8"
    name = 'inline; filename="they-tell-it-themselves.vtt"'
    assert captions["Content-Disposition"] == name


def test_a_video_without_a_film_offers_none(shelf: Shelf):
    video = a_video(film=b"", captions=b"", shelf=shelf)
    assert "<video" not in page_of(Client(), video)
    assert Client().get(f"{address(video)}film/").status_code == 404
    assert Client().get(f"{address(video)}captions/").status_code == 404
    silent = a_video(captions=b"", shelf=shelf, title="Silent", slug="silent")
    page = page_of(Client(), silent)
    assert "<video" in page
    assert "<track" not in page


def test_what_is_no_film_is_never_shown_as_one(shelf: Shelf):
    """However it came there: a page of ours must not come to be run as somebody's script."""
    for n, (film, captions) in enumerate([(HTML, HTML), (VTT, MP4), (drawn((8, 8)), WEBM)]):
        video = a_video(film, captions, shelf=shelf, title=f"Film {n}", slug=f"film-{n}")
        assert Client().get(f"{address(video)}film/").status_code == 404
        assert Client().get(f"{address(video)}captions/").status_code == 404


def test_a_film_that_the_storage_lost_is_not_there(shelf: Shelf):
    video = a_video(shelf=shelf)
    default_storage.delete(video.film.name)
    assert Client().get(f"{address(video)}film/").status_code == 404
    assert "<video" in page_of(Client(), video)


def test_a_film_of_a_draft_is_seen_by_those_who_see_the_draft(shelf: Shelf):
    owner = joins(a_person("Joyce Lim"), shelf.organisation)
    video = a_video(shelf=shelf, owner=owner)
    video.unpublish()
    url = f"/library/drafts/{video.uid}/"
    page = signed_in(owner).get(url).content.decode()
    assert f'src="{url}film/"' in page
    film = signed_in(owner).get(f"{url}film/")
    assert (body(film), film["Cache-Control"]) == (MP4, "private, no-store")
    assert body(signed_in(owner).get(f"{url}captions/")) == VTT
    for client in (colleague(shelf), stranger()):
        assert client.get(f"{url}film/").status_code == 404
        assert client.get(f"{url}captions/").status_code == 404


# --- who has agreed -----------------------------------------------------------------------------

SAID = "We let them sleep."
OVER = "The film is not shown any more: somebody in it agreed to that until a day that has passed."


def told(video: Item, on: dt.date) -> str:
    from groundswell.engines.library.queries import item_page

    found = item_for(None, *address(video).strip("/").split("/")[1:])
    return repr(item_page(None, found, on).said)


@pytest.mark.parametrize(
    ("until", "is_shown"), [(None, True), (0, True), (1, True), (-1, False), (-400, False)]
)
def test_a_film_is_shown_as_long_as_everybody_in_it_agrees(
    shelf: Shelf, until: int | None, is_shown: bool
):
    from django.utils import timezone

    today = timezone.localdate()
    last = None if until is None else (today + dt.timedelta(until)).isoformat()
    video = a_video(
        shelf=shelf,
        speakers=[a_speaker("Mo Khan"), a_speaker("Amara Okafor", last)],
        transcript=[("text", SAID)],
    )
    page = page_of(Client(), video)
    assert SAID in page
    assert "Mo Khan" in page
    assert ("<video" in page) is is_shown
    assert ("Amara Okafor" in page) is is_shown
    assert (f"{OVER} All that is said in it stands below." in page) is not is_shown
    status = 200 if is_shown else 404
    assert Client().get(f"{address(video)}film/").status_code == status
    assert Client().get(f"{address(video)}captions/").status_code == status


def test_who_has_seen_it_is_not_told_that_it_still_stands_there(shelf: Shelf):
    """A browser that asks again is asked whether it may: 404, and not "what you have is right"."""
    story = a_story(picture := a_picture(shelf), shelf=shelf)
    video = a_video(shelf=shelf, speakers=[a_speaker(until="2999-12-31")])
    urls = [f"{address(story)}pictures/{picture.pk}/", f"{address(video)}film/"]
    urls.append(f"{address(video)}captions/")
    known = {url: told_of(Client().get(url)) for url in urls}

    def answers(*asked: str) -> set[tuple[int, str]]:
        got = [Client().get(u, headers=h) for u in asked for h in known[u]]
        return {(answer.status_code, answer["Cache-Control"]) for answer in got}

    assert answers(*urls) == {(304, AN_HOUR)}
    story.unpublish()
    video.speakers = [a_speaker(until="2020-01-01")]
    video.save_revision().publish()
    assert Client().get(address(video)).status_code == 200  # the page without its film
    assert answers(*urls) == {(404, "no-store")}


def told_of(answer: Any) -> list[dict[str, str]]:
    """The two ways in which a browser says what it has."""
    body(answer)
    return [
        {"If-None-Match": answer["ETag"]},
        {"If-Modified-Since": answer["Last-Modified"]},
    ]


def test_a_film_that_is_over_and_without_words_promises_none(shelf: Shelf):
    video = a_video(shelf=shelf, speakers=[a_speaker(until="2020-01-01")])
    page = page_of(Client(), video)
    assert OVER in page
    assert "stands below" not in page
    assert "Who speaks" not in page


def test_what_is_taken_away_says_it_too(shelf: Shelf):
    from groundswell.engines.library.queries import document_of

    video = a_video(
        shelf=shelf,
        speakers=[a_speaker("Amara Okafor", "2026-06-15")],
        transcript=[("text", SAID)],
    )
    found = item_for(None, *address(video).strip("/").split("/")[1:])
    before = repr(document_of(None, found, dt.date(2026, 6, 15)))
    after = repr(document_of(None, found, dt.date(2026, 6, 16)))
    assert "The film is on the page itself" in before
    assert "Amara Okafor, Nurse" in before
    assert OVER in after
    assert "The film is on the page itself" not in after
    assert "Amara Okafor" not in after
    assert SAID in after
    assert "is not shown any more" in told(video, dt.date(2026, 6, 16))
