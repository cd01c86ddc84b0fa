"""What editors send of films and captions is what it says; a page is for somebody who is there."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.test import Client
from tests.engines.library.finding.making import a_shelf
from tests.engines.library.packs.making import SMALL, a_zip
from tests.engines.library.showing.making import (
    HTML,
    MP4,
    VTT,
    WEBM,
    a_picture,
    a_story,
    a_video,
    address,
    body,
    drawn,
)
from tests.world import NOON, a_founder, a_person, an_organisation, holding, joins

from groundswell.engines.library import actions, media
from groundswell.engines.library.models import Item, Shelf, Video
from groundswell.engines.library.packs import read_zip
from groundswell.ground.kernel.decisions import Refused

pytestmark = pytest.mark.django_db
NO_FILM = "This is no film that browsers play. Send an MP4 or a WebM file."
NO_CAPTIONS = "These are no captions: a WebVTT file is text that begins with WEBVTT."
NEEDS_CAPTIONS = "A film goes out with captions, for everybody who does not hear it."
NEEDS_TRANSCRIPT = (
    "A film goes out with all that is said in it, for everybody who does not play it."
)
TRANSCRIPT = {
    "transcript-count": "1", "transcript-0-type": "text", "transcript-0-order": "0",
    "transcript-0-deleted": "", "transcript-0-value": "We let them sleep.",
}  # fmt: skip
NOBODY = "This shelf is everybody’s and belongs to no organisation: nobody could read it."


def a_reviewer(shelf: Shelf) -> Client:
    person = joins(a_person("Ngozi Bello"), shelf.organisation or an_organisation("Tarnside"))
    holding(person, "reviewer", organisation=shelf.organisation)
    client = Client()
    client.force_login(person)
    return client


def typed(**changed: Any) -> dict[str, Any]:
    streams = ("speakers", "prompts", "transcript", "ask")
    comments = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {
        "title": "They tell it themselves",
        "slug": "they-tell-it",
        "audience": "public",
        "licence": "CC BY 4.0",
        **{f"{name}-count": "0" for name in streams},
        **comments,
        **changed,
    }


def sends(client: Client, shelf: Shelf, **changed: Any) -> Any:
    return client.post(f"/cms/pages/add/library/video/{shelf.pk}/", typed(**changed))


def a_file(content: bytes, name: str, kind: str = "video/mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def words_of(answer: Any) -> str:
    return answer.content.decode() if answer.status_code == 200 else ""


# --- what a file is -----------------------------------------------------------------------------


def ftyp(major: bytes, *compatible: bytes, size: int | None = None) -> bytes:
    rest = b"ftyp" + major + b"\0\0\0\0" + b"".join(compatible)
    return (size or len(rest) + 4).to_bytes(4, "big") + rest


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (MP4, "video/mp4"),
        (ftyp(b"isom"), "video/mp4"),
        (ftyp(b"XAVC", b"qt  ", b"mp42"), "video/mp4"),
        (ftyp(b"isom") + b"mp42", "video/mp4"),
        (ftyp(b"qt  "), ""),
        (ftyp(b"heic", b"mif1"), ""),
        (ftyp(b"avif", b"miaf") + b"isom", ""),  # what stands behind the box is no brand
        (ftyp(b"isom", size=8), ""),
        (ftyp(b"isom", size=17), ""),
        (b"ftypisom", ""),
        (WEBM, "video/webm"),
        (WEBM.replace(b"\x84webm", b"\x88matroska"), ""),
        (b"\x1a\x45\xdf\xa3" + bytes(600) + b"\x42\x82\x84webm", ""),
        (b"webm\x42\x82\x84webm", ""),
        (VTT, "text/vtt"),
        (b"WEBVTT", "text/vtt"),
        (b"\xef\xbb\xbfWEBVTT - Nights\n", "text/vtt"),
        (b"WEBVTTS\n", ""),
        (b"\nWEBVTT\n", ""),
        (b"1\n00:00:00,000 --> 00:00:02,000\n", ""),
        (drawn((4, 4)), "image/png"),
        (drawn((4, 4), "JPEG"), "image/jpeg"),
        (drawn((4, 4), "GIF"), "image/gif"),
        (b"GIF89a", "image/gif"),
        (drawn((4, 4), "WEBP"), "image/webp"),
        (b"RIFF....WAVE", ""),
        (HTML, ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, kind: str):
    assert media.kind_of(head) == kind


# --- films and captions -------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "ending"), [(MP4, "mp4"), (WEBM, "webm")])
def test_a_film_is_kept_under_a_name_that_nobody_guesses(shelf: Shelf, content: bytes, ending: str):
    film = a_file(content, "../../ward seven.html", "text/html")
    answer = sends(a_reviewer(shelf), shelf, film=film, captions=a_file(VTT, "x.txt"))
    assert answer.status_code == 302, words_of(answer)
    video = Video.objects.get()
    assert re.fullmatch(rf"library/films/[0-9a-f-]{{36}}\.{ending}", video.film.name)
    assert re.fullmatch(r"library/captions/[0-9a-f-]{36}\.vtt", video.captions.name)
    assert video.film.open().read() == content
    assert video.captions.open().read() == VTT


@pytest.mark.parametrize(
    "content", [HTML, VTT, drawn((4, 4)), ftyp(b"qt  "), b"not a film", b"\0" * 2000]
)
def test_what_is_called_a_film_and_is_none_is_refused(shelf: Shelf, content: bytes):
    answer = sends(a_reviewer(shelf), shelf, film=a_file(content, "film.mp4"))
    assert NO_FILM in words_of(answer)
    assert not Video.objects.exists()


@pytest.mark.parametrize("content", [HTML, MP4, b"1\n00:00", VTT + b"\xff\xfe"])
def test_what_are_called_captions_and_are_none_is_refused(shelf: Shelf, content: bytes):
    answer = sends(a_reviewer(shelf), shelf, captions=a_file(content, "x.vtt", "text/vtt"))
    assert NO_CAPTIONS in words_of(answer)
    assert not Video.objects.exists()


@pytest.mark.parametrize(
    ("name", "setting", "content"),
    [
        ("film", "LIBRARY_FILM_MOST_BYTES", MP4),
        ("captions", "LIBRARY_CAPTIONS_MOST_BYTES", VTT),
    ],
)
def test_what_is_too_large_is_refused_with_both_sizes(
    shelf: Shelf, settings: Any, name: str, setting: str, content: bytes
):
    reviewer = a_reviewer(shelf)
    setattr(settings, setting, len(content) - 1)
    told = words_of(sends(reviewer, shelf, **{name: a_file(content, "x")}))
    assert "is the most." in told
    assert f"This file has {filesizeformat(len(content))};" in told
    assert not Video.objects.exists()
    setattr(settings, setting, len(content))
    assert sends(reviewer, shelf, **{name: a_file(content, "x")}).status_code == 302


def test_a_film_stays_where_the_page_is_changed_without_another(shelf: Shelf):
    reviewer = a_reviewer(shelf)
    video = a_video(shelf=shelf)
    changed = {"title": "Nights", "action-publish": "on", **TRANSCRIPT}
    reviewer.post(f"/cms/pages/{video.pk}/edit/", typed(**changed))
    after = Video.objects.get()
    assert (after.title, after.film.name) == ("Nights", video.film.name)
    cleared = {**changed, "film-clear": "on", "captions-clear": "on"}
    reviewer.post(f"/cms/pages/{video.pk}/edit/", typed(**cleared))
    after = Video.objects.get()
    assert (bool(after.film), bool(after.captions)) == (False, False)


def test_another_film_is_the_drafts_until_it_is_let_out(shelf: Shelf):
    reviewer = a_reviewer(shelf)
    video = a_video(shelf=shelf)
    reviewer.post(f"/cms/pages/{video.pk}/edit/", typed(film=a_file(WEBM, "x.webm")))
    assert body(Client().get(f"{address(video)}film/")) == MP4
    drafted = f"/library/drafts/{video.uid}/film/"
    assert body(reviewer.get(drafted)) == WEBM
    assert Client().get(drafted).status_code == 302


# --- a film without words ------------------------------------------------------------------------


@pytest.mark.parametrize("press", ["action-publish", "action-submit"])
def test_a_film_goes_out_with_captions_and_all_that_is_said(shelf: Shelf, press: str):
    reviewer = a_reviewer(shelf)
    pressed = {press: "on"}
    told = words_of(sends(reviewer, shelf, film=a_file(MP4, "film.mp4"), **pressed))
    assert NEEDS_CAPTIONS in told
    assert NEEDS_TRANSCRIPT in told
    assert 'value="They tell it themselves"' in told
    assert not Video.objects.exists()
    film, captions = a_file(MP4, "film.mp4"), a_file(VTT, "x.vtt")
    told = words_of(sends(reviewer, shelf, film=film, captions=captions, **pressed))
    assert NEEDS_CAPTIONS not in told
    assert NEEDS_TRANSCRIPT in told
    film, captions = a_file(MP4, "film.mp4"), a_file(VTT, "x.vtt")
    pressed |= TRANSCRIPT
    told = words_of(sends(reviewer, shelf, film=a_file(MP4, "film.mp4"), **pressed))
    assert NEEDS_CAPTIONS in told
    assert NEEDS_TRANSCRIPT not in told
    assert sends(reviewer, shelf, film=film, captions=captions, **pressed).status_code == 302


def test_captions_that_are_none_are_told_once(shelf: Shelf):
    film, none = a_file(MP4, "film.mp4"), a_file(HTML, "x.vtt")
    pressed = {"action-publish": "on", **TRANSCRIPT}
    told = words_of(sends(a_reviewer(shelf), shelf, film=film, captions=none, **pressed))
    assert NO_CAPTIONS in told
    assert NEEDS_CAPTIONS not in told


def test_a_page_without_a_film_goes_out_without(shelf: Shelf):
    assert sends(a_reviewer(shelf), shelf, **{"action-publish": "on"}).status_code == 302
    assert Video.objects.get().live


def a_draft(reviewer: Client, shelf: Shelf, **more: Any) -> Video:
    assert sends(reviewer, shelf, film=a_file(MP4, "film.mp4"), **more).status_code == 302
    return Video.objects.latest("pk")


def test_a_draft_may_lack_them_and_is_not_let_out_among_others(shelf: Shelf):
    reviewer = a_reviewer(shelf)
    video = a_draft(reviewer, shelf)
    bulk = f"/cms/bulk/wagtailcore/page/publish/?next=/cms/&id={video.pk}"
    shown = reviewer.post(bulk, {}, follow=True).content.decode()
    assert "“They tell it themselves” is not let out. A film goes out with captions" in shown
    below = f"/cms/bulk/wagtailcore/page/publish/?next=/cms/&id={shelf.pk}"
    everywhere = a_person("Priya Shah")
    holding(joins(everywhere, an_organisation("Leafield")), "reviewer")
    of_all = Client()
    of_all.force_login(everywhere)
    told = {"include_descendants": "on"}
    assert "is not let out." not in of_all.post(below, {}, follow=True).content.decode()
    assert "is not let out." in of_all.post(below, told, follow=True).content.decode()
    assert not Video.objects.get().live
    changed = typed(captions=a_file(VTT, "x.vtt"), film="", **TRANSCRIPT)
    assert reviewer.post(f"/cms/pages/{video.pk}/edit/", changed).status_code == 302
    reviewer.post(bulk, {}, follow=True)
    assert Video.objects.get().live
    cleared = typed(film="", **{"captions-clear": "on"})
    reviewer.post(f"/cms/pages/{video.pk}/edit/", cleared)  # of what is out, which stays as it is
    assert "is not let out." in reviewer.post(bulk, {}, follow=True).content.decode()
    assert Video.objects.get().captions


def test_what_stands_before_a_reviewer_has_them_until_it_is_returned(shelf: Shelf):
    """An approval at the list of what waits asks no form."""
    reviewer = a_reviewer(shelf)
    captions = a_file(VTT, "x.vtt")
    video = a_draft(reviewer, shelf, captions=captions, **{"action-submit": "on"}, **TRANSCRIPT)
    address = f"/cms/pages/{video.pk}/edit/"
    without = typed(film="", **{"captions-clear": "on"}, **TRANSCRIPT)
    assert NEEDS_CAPTIONS in words_of(reviewer.post(address, without))
    returned = {
        "action-workflow-action": "y", "workflow-action-name": "reject",
        "workflow-action-extra-data": '{"comment": ""}',
    }  # fmt: skip
    assert reviewer.post(address, {**without, **returned}).status_code == 302
    assert NEEDS_CAPTIONS in words_of(reviewer.post(address, {**without, "action-submit": "on"}))
    assert reviewer.post(address, without).status_code == 302


def test_a_review_is_taken_back_whatever_lacks(shelf: Shelf):
    reviewer = a_reviewer(shelf)
    captions = a_file(VTT, "x.vtt")
    video = a_draft(reviewer, shelf, captions=captions, **{"action-submit": "on"}, **TRANSCRIPT)
    pressed = {"captions-clear": "on", "action-cancel-workflow": "on"}
    answer = reviewer.post(f"/cms/pages/{video.pk}/edit/", typed(film="", **pressed))
    assert answer.status_code == 302
    assert not Video.objects.get().workflow_in_progress


# --- the frame beside the form ------------------------------------------------------------------


def test_the_frame_beside_the_form_shows_what_is_just_written(shelf: Shelf):
    reviewer = a_reviewer(shelf)
    video = a_video(shelf=shelf)
    url = f"/cms/pages/{video.pk}/edit/preview/"
    assert reviewer.post(url, typed()).json()["is_valid"]
    page = reviewer.get(url)
    assert f'src="/cms/files/{video.film.name}"' in page.content.decode()
    assert "media-src 'self'" in page["Content-Security-Policy"]
    assert body(reviewer.get(f"/cms/files/{video.film.name}")) == MP4
    story = a_story(picture := a_picture(shelf), shelf=shelf)
    step = {"title": "One", "words": "x", "picture": "A bed", "asks": "?", "image": picture.pk}
    told = {
        "title": "Nights", "slug": "nights", "audience": "public", "licence": "x",
        "steps-count": "1", "steps-0-type": "step", "steps-0-order": "0", "steps-0-deleted": "",
        **{f"steps-0-value-{name}": value for name, value in step.items()},
        **{f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
    }  # fmt: skip
    url = f"/cms/pages/{story.pk}/edit/preview/"
    assert reviewer.post(url, told).json()["is_valid"]
    shown = reviewer.get(url).content.decode()
    assert f'<img src="/cms/files/{picture.file.name}" width="1200" height="800"' in shown
    assert "srcset" not in shown


# --- for whom a page is -------------------------------------------------------------------------


def test_a_page_on_everybodys_shelf_is_not_for_an_organisation():
    shelf = a_shelf(None)
    reviewer = a_reviewer(shelf)
    answer = sends(reviewer, shelf, audience="organisation")
    assert NOBODY in words_of(answer)
    assert not Item.objects.exists()
    assert sends(reviewer, shelf, audience="signed_in").status_code == 302
    item = Item.objects.get()
    change = typed(audience="organisation", **{"action-publish": "on"})
    assert NOBODY in words_of(reviewer.post(f"/cms/pages/{item.pk}/edit/", change))
    assert Item.objects.get().audience == "signed_in"


def test_a_page_on_the_shelf_of_an_organisation_may_be(shelf: Shelf):
    assert sends(a_reviewer(shelf), shelf, audience="organisation").status_code == 302
    assert Item.objects.get().audience == "organisation"


def test_a_pack_for_an_organisation_is_not_taken_in_on_everybodys_shelf(shelf: Shelf):
    told: dict[str, Any] = {
        "contents": read_zip(a_zip(SMALL)).contents,
        "by": a_founder(),
        "at": NOON,
        "audience": "organisation",
    }
    with pytest.raises(Refused, match=NOBODY):
        actions.take_in_pack(shelf=a_shelf(None), **told)
    assert not Item.objects.exists()
    actions.take_in_pack(shelf=shelf, **told)
    assert set(Item.objects.values_list("audience", flat=True)) == {"organisation"}
