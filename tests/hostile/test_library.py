"""Whatever an editor has pasted into a page of the library is text on it and in what leaves it."""

import io
import zipfile
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.db import models
from django.test import Client
from lxml import etree
from pptx import Presentation
from tests.engines.library.finding.making import a_shelf, a_work
from tests.engines.library.standing.making import a_reviewer
from tests.hostile import stored
from wagtail import blocks
from wagtail.fields import StreamField

from groundswell.engines.library.blocks import ItemChooser, WorkChooser
from groundswell.engines.library.models import ITEMS, Entry, Item, Work

pytestmark = pytest.mark.django_db
TEXTS = stored.CORPUS
UNSAFE = "javascript:run(1)"


class Typed:
    """Values for every field of a page, the texts in turn."""

    def __init__(self, work: int) -> None:
        self.work, self.n_texts = work, 0

    def text(self) -> str:
        self.n_texts += 1
        return TEXTS[self.n_texts % len(TEXTS)]

    def column(self, field: Any) -> Any:
        if isinstance(field, StreamField):
            return blocks.StreamValue(field.stream_block, self.stream(field.stream_block), True)
        return field.choices[-1][0] if field.choices else self.text()

    def stream(self, block: Any) -> list[dict[str, Any]]:
        """As many of each part as there are texts, so that each stands in each place."""
        return [
            {"type": name, "value": self.value(inner)}
            for name, inner in block.child_blocks.items()
            for _text in (TEXTS if isinstance(inner, blocks.FieldBlock) else TEXTS[:4])
        ]

    def value(self, block: Any) -> Any:
        for kind, value in self._kinds():
            if isinstance(block, kind):
                return value(block)
        raise AssertionError(f"what is typed into {block}?")

    def _kinds(self) -> list[tuple[Any, Any]]:
        return [
            (WorkChooser, lambda block: self.work),
            (ItemChooser, lambda block: None),
            (blocks.ChooserBlock, lambda block: None),
            (blocks.URLBlock, lambda block: UNSAFE),
            (blocks.ChoiceBlock, lambda block: block.field.choices[-1][0]),
            (blocks.IntegerBlock, lambda block: 10),
            (blocks.DateBlock, lambda block: "2026-06-01"),
            (blocks.CharBlock | blocks.TextBlock, lambda block: self.text()),
            (blocks.BaseStreamBlock, self.stream),
            (blocks.ListBlock, lambda block: [self.value(block.child_block) for _n in range(2)]),
            (
                blocks.BaseStructBlock,
                lambda block: {n: self.value(b) for n, b in block.child_blocks.items()},
            ),
        ]


def let_out(kind: str, typed: Typed) -> Entry:
    """A page of that kind with a text in every field that takes one."""
    model = ITEMS[kind]
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.model in {model, Item}
        and isinstance(field, models.TextField | StreamField)
        and not stored.NOT_TYPED.search(field.name)
        and field.name not in {"audience", "standing", "standing_reason"}
    ]
    told = {field.name: typed.column(field) for field in fields}
    page: Any = model(title=f"Bridges {typed.text()}", audience="public", live=False, **told)
    a_shelf().add_child(instance=page)
    page.tags.add(*(text[:60] for text in TEXTS[:4]))
    page.save_revision(clean=False).publish()
    return Entry.objects.get(item=page)


@pytest.mark.parametrize("kind", sorted(ITEMS))
def test_a_page_shows_what_was_typed_and_runs_none_of_it(kind: str):
    work = Work.objects.get(entry=a_work("Bridges", says=TEXTS[0]))
    entry = let_out(kind, Typed(work.pk))
    answer = Client().get(entry.url)
    assert answer.status_code == 200
    assert stored.runs(answer) == []
    shown = unescape(answer.content.decode())
    assert sum(text.strip() in shown for text in TEXTS) >= 4, "hardly any of it is shown"
    assert f'href="{UNSAFE}' not in shown
    for asked in ("/library/", "/library/?q=bridges", f"/library/?q={quote(TEXTS[0])}"):
        assert stored.runs(Client().get(asked)) == [], asked


@pytest.mark.parametrize("kind", sorted(ITEMS))
def test_what_is_taken_along_says_it_and_runs_none_of_it(kind: str):
    work = Work.objects.get(entry=a_work("Bridges"))
    entry = let_out(kind, Typed(work.pk))
    paper = Client().get(f"{entry.url}pdf/").content
    assert paper.startswith(b"%PDF")
    assert not any(sign in paper for sign in (b"/JavaScript", b"/JS ", b"/Launch", b"/OpenAction"))
    assert b"/URI(javascript" not in paper.replace(b" ", b"")
    slides = Client().get(f"{entry.url}pptx/").content
    assert runs_in_slides(slides) == []
    said = "".join(
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(slides)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "Bridges" in said


def runs_in_slides(content: bytes) -> list[str]:
    """Parts that are programs, and links to what is no page; every part has to be well-formed."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                part = etree.fromstring(parts.read(name))
                found += [f"{name}: {t}" for t in part.xpath("//@Target") if "script:" in t]
            elif "vba" in name.lower() or name.endswith((".js", ".vbs")):
                found.append(name)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_a_work_says_what_was_typed_and_runs_none_of_it(text: str):
    entry = a_work(
        f"Bridges {text}", says=text, authors=f"{text}\nLim, J.", container=text, publisher=text,
        doi=text, tags=[text],
    )  # fmt: skip
    for address in (entry.url, "/library/?q=bridges", f"/library/?tag={quote(text)}"):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert stored.runs(answer) == [], address
    assert text.strip() in unescape(Client().get(entry.url).content.decode())
    keeper = Client()
    keeper.force_login(a_reviewer().person)
    table = keeper.get("/library/keeping/works/all/csv/")
    assert table["Content-Type"].startswith("text/csv")
    assert stored.runs(table) == []
