"""A story in pictures and a film with captions, looked at in a browser by readers and editors."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.engines.library.finding.making import a_shelf
from tests.engines.library.showing.making import (
    VTT,
    a_picture,
    a_speaker,
    a_story,
    a_video,
    address,
)
from tests.journeys.cast import Visitors, a_cast, comes_in
from tests.world import holding

from groundswell.ground.web import shown_files

PHONE = 360
# A film that the browser itself makes: a second of a square that moves.
RECORD = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 320, height: 180})
  const pen = canvas.getContext("2d")
  const recorder = new MediaRecorder(canvas.captureStream(20), {mimeType: "video/webm"})
  const parts = []
  recorder.ondataavailable = event => parts.push(event.data)
  recorder.start(100)
  for (let n = 0; n < 20; n++) {
    pen.fillStyle = "#2a6f77"; pen.fillRect(0, 0, 320, 180)
    pen.fillStyle = "#f3c14b"; pen.fillRect(n * 12, 60, 60, 60)
    await new Promise(done => setTimeout(done, 50))
  }
  await new Promise(done => { recorder.onstop = done; recorder.stop() })
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))
}"""
PLAYED = """video => new Promise(done => {
  video.addEventListener("timeupdate", () => video.currentTime > 0.2 && done())
  video.muted = true
  video.play()
})"""
LOADED = "image => image.complete && image.naturalWidth > 0 ? image.currentSrc : ''"


def loaded(page: Page, selector: str) -> list[str]:
    """Where the browser has got each picture; empty for one that it has not."""
    images = page.locator(selector)
    found = []
    for n in range(images.count()):
        images.nth(n).scroll_into_view_if_needed()
        expect(images.nth(n)).to_have_js_property("complete", value=True)
        found.append(images.nth(n).evaluate(LOADED))
    return found


def a_film_of_the_browsers(page: Page) -> bytes:
    return base64.b64decode(page.evaluate(RECORD))


def test_a_story_is_seen_at_any_width(visitor: Visitors):
    shelf = a_shelf()
    tall, wide = a_picture(shelf, (600, 1400)), a_picture(shelf, (1600, 900))
    story = a_story(wide, tall, None, shelf=shelf)
    for somebody in (visitor(), visitor(PHONE)):
        somebody.opens(address(story)).sees("Nobody slept.")
        got = loaded(somebody.page, ".story img")
        assert [url.endswith("/small/") for url in got] == [True, True]
        somebody.looks()
        boxes = [box.bounding_box() for box in somebody.page.locator(".story img").all()]
        shapes = [round(box["width"] / box["height"], 1) for box in boxes if box]
        assert shapes == [1.8, 0.4]


def test_a_film_plays_with_its_captions_until_somebody_may_not_be_seen(
    visitor: Visitors, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shown_files, "MOST_AT_ONCE", 2_000)  # so that it has to ask again
    reader = visitor().opens("/library/")
    film = a_film_of_the_browsers(reader.page)
    told: dict[str, Any] = {"transcript": [("text", "We let them sleep.")], "shelf": a_shelf()}
    video = a_video(film, VTT, speakers=[a_speaker(until="2999-12-31")], **told)
    parts: list[int] = []
    reader.page.on(
        "response", lambda got: parts.append(got.status) if got.url.endswith("/film/") else None
    )
    reader.opens(address(video)).sees("Amara Okafor")
    player = reader.page.locator("video")
    expect(player).to_have_js_property("error", value=None)
    player.evaluate(PLAYED)
    assert len(parts) > 1 and set(parts) == {206}
    assert player.evaluate("video => video.textTracks[0].cues.length") == 1
    reader.looks()
    over = a_video(
        film, VTT, speakers=[a_speaker(until="2020-01-01")], title="Over", slug="over", **told
    )
    reader.opens(address(over)).sees("The film is not shown any more", "We let them sleep.")
    expect(reader.page.locator("video")).to_have_count(0)
    reader.looks()


def test_an_editor_sees_the_pictures_that_are_there(visitor: Visitors):
    cast = a_cast()
    holding(cast.joyce, "editor", organisation=cast.hospitals)
    shelf = a_shelf(cast.hospitals)
    story = a_story(a_picture(shelf), shelf=shelf)
    editor = comes_in(visitor, cast.joyce)
    editor.page.goto(f"{editor.home}/cms/images/")
    assert all(loaded(editor.page, "main img"))
    editor.page.goto(f"{editor.home}/cms/pages/{story.pk}/edit/")
    editor.page.get_by_role("button", name="Toggle preview").click()
    shown = editor.page.frame_locator("iframe >> visible=true").locator(".story img")
    expect(shown).to_have_js_property("complete", value=True)
    assert "/cms/files/original_images/" in shown.evaluate(LOADED)
    assert editor.troubles == []
