"""The drawings of the house: shapes alone, each shown by one step, with words for what it shows."""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from tests.engines.library.packs.making import HEAD, a_zip, contents, starting_library, take_in
from tests.engines.library.showing.making import a_picture
from tests.ground.documents.reading import deck, n_pages, said
from tests.world import TODAY

from groundswell.engines.library.drawings import FOLDER, Drawing, offered, svg_of
from groundswell.engines.library.kinds import Kind
from groundswell.engines.library.models import Entry, Narrative
from groundswell.engines.library.packs import About, PackContents, pack_of, read_zip
from groundswell.engines.library.queries import document_of, item_for
from groundswell.engines.library.reading.wording import wording_of
from groundswell.ground.documents.drawing import drawn

SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse"}
SAYS = {
    "viewBox", "d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-dasharray", "opacity", "transform", "x", "y", "width", "height", "rx", "ry", "r", "cx",
    "cy",
}  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"
ABOUT = About(key="mine", title="Mine", made_on=dt.date(2026, 6, 1))


def the_story() -> PackContents:
    """The part of the starting library that is a story in drawings, as a pack of its own."""
    pack = starting_library()
    return replace(pack, parts=tuple(p for p in pack.parts if p.kind == Kind.NARRATIVE), works=())


def steps() -> list[dict[str, Any]]:
    return [step for part in the_story().parts for step in part.values["steps"]]


@pytest.mark.parametrize("name", Drawing.values)
def test_a_drawing_is_shapes_and_nothing_that_could_act_or_ask_elsewhere(name: str):
    svg = svg_of(name)
    root = etree.fromstring(svg.encode())
    assert root.get("viewBox") == "0 0 320 200"
    parts = list(root.iter())
    assert {part.tag for part in parts} <= {SVG + shape for shape in SHAPES}
    assert {attr for part in parts for attr in part.attrib} <= SAYS
    assert not any((part.text or "").strip() or (part.tail or "").strip() for part in parts)
    assert "url(" not in svg
    assert len(svg) < 13_000


def test_each_drawing_is_shown_by_one_step_and_offered_to_editors():
    assert sorted(step["drawing"] for step in steps()) == sorted(Drawing.values)
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(Drawing.values)
    assert [name for name, _words in offered()] == Drawing.values


@pytest.mark.parametrize("name", ["", "nothing", "../kinds", "__init__"])
def test_what_is_no_drawing_shows_nothing(name: str):
    assert svg_of(name) == ""


def file_of(story: Narrative, ending: str) -> bytes:
    _library, shelf, slug = Entry.objects.get(item=story.pk).url.strip("/").split("/")
    return drawn(document_of(None, item_for(None, shelf, slug), TODAY), ending)


@pytest.fixture
def story(db: None) -> Narrative:
    take_in(the_story())
    return Narrative.objects.get()


def page_of(story: Narrative) -> str:
    return Client().get(Entry.objects.get(item=story.pk).url).content.decode()


def test_the_page_shows_each_with_its_words(story: Narrative):
    page = page_of(story)
    for step in steps():
        figure = f'role="img" aria-label="{step["picture"]}">{svg_of(step["drawing"])}</div>'
        assert figure in page
    assert "story-picture" not in page


def test_a_picture_of_ones_own_goes_before_it(story: Narrative):
    picture, raw = a_picture(), list(story.steps.raw_data)
    raw[0]["value"]["image"] = picture.pk
    story.steps = raw
    story.save()
    page = page_of(story)
    assert re.search(rf'<img src="[^"]+/pictures/{picture.pk}/"[^>]* alt="A ward at night"', page)
    assert page.count('class="story-drawing"') == len(steps()) - 1


def test_a_step_without_one_says_what_it_would_show(db: None):
    pack = the_story()
    (part,) = pack.parts
    bare = [{k: v for k, v in step.items() if k != "drawing"} for step in part.values["steps"]]
    take_in(replace(pack, parts=(replace(part, values={**part.values, "steps": bare}),)))
    story = Narrative.objects.get()
    assert '<p class="story-picture" dir="auto">A long ward' in page_of(story)
    slides = deck(file_of(story, "pptx")).slides
    assert "In the drawing: A long ward at night" in "\n".join(t for s in slides for t in said(s))
    assert contents(pack_of([story], [], [], ABOUT)).parts[0].values["steps"] == bare


def test_each_step_is_one_slide_with_its_drawing_above_its_words(story: Narrative):
    slides = list(deck(file_of(story, "pptx")).slides)[-len(steps()) :]
    for number, (slide, step) in enumerate(zip(slides, steps(), strict=True), 1):
        shapes = list(slide.shapes)
        assert shapes[0].text_frame.text == f"{number}. {step['title']}"
        (picture,) = (shape for shape in shapes if shape.shape_type == 13)
        assert picture._element.nvPicPr.cNvPr.get("descr") == step["picture"]
        assert said(slide)[1:] == [step["words"], step["asks"]]
        below = next(shape for shape in shapes[1:] if shape.has_text_frame)
        assert picture.top + picture.height <= below.top


def test_paper_has_them_with_their_words_two_on_a_page(story: Narrative):
    file = file_of(story, "pdf")
    assert file.count(b"/Alt(A long ward at night") == 1
    assert len(re.findall(rb"/Alt\(", file)) - file.count(b"/Alt()") == len(steps())
    assert n_pages(file) <= 6


def test_the_story_goes_into_a_pack_and_comes_back_the_same(story: Narrative):
    back = contents(pack_of([story], [], [], ABOUT))
    assert back.parts[0].values["steps"] == steps()


def test_a_pack_that_names_no_drawing_of_ours_is_told_which_there_are():
    text = (
        "key: one\ntitle: One\nsteps:\n"
        "  - {title: A, words: B, picture: C, asks: D, drawing: ../../secret}\n"
    )
    read = read_zip(a_zip({"pack.yaml": HEAD, "narratives/one.yaml": text}))
    assert read.contents is None
    assert "lit-desk" in str(read.faults)


def test_search_knows_the_words_of_a_drawing_and_not_its_name(story: Narrative):
    said_in_all = str(wording_of(story))
    assert "one lamp lit" in said_in_all
    assert "lit-desk" not in said_in_all and "<svg" not in said_in_all
