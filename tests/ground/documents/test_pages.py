from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.test import Client
from lxml import html
from tests.ground.documents.examples import HOSTILE, a_photo, everything
from tests.world import a_person

from groundswell.ground.documents.description import Document
from groundswell.ground.documents.kinds import DocumentKind, documents
from groundswell.ground.documents.models import Paper

WARD = UUID(int=7)
URL = f"/documents/ward/{WARD}/"
shown = {"document": everything()}


@pytest.fixture
def joyce(db: None, signed_in: Callable[..., Client]) -> Iterator[Client]:
    with documents.only(ward=DocumentKind("Ward", lambda actor, about: shown["document"])):
        yield signed_in(a_person("Joyce Lim"))


def page_of(client: Client, document: Document) -> html.HtmlElement:
    shown["document"] = document
    answer = client.get(URL)
    assert answer.status_code == 200
    return html.document_fromstring(answer.content.decode())


def test_twin_says_the_same_in_the_same_order(joyce: Client):
    page = page_of(joyce, everything())
    headings = [
        e.text_content().strip() for e in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")
    ]
    assert headings == [
        "Are people free to improve things here?",
        "What the numbers say",
        "In detail",
        "What we ask you to decide",
    ]
    text = " ".join(page.xpath("//main")[0].text_content().split())
    order = ["Harrowmere Partnership", "49%", "XmR chart", "What was asked", "Find out why",
             "Not another survey", "Nobody asked us", "walked back"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_twin_has_pictures_with_words_lists_and_tables(joyce: Client):
    page = page_of(joyce, everything())
    pictures = page.xpath("//figure/div[@role='img']/@aria-label")
    assert set(pictures) == {everything().blocks[3].alt}  # type: ignore[union-attr]
    assert page.xpath("//ol[@class='steps']/li/text()")[1] == "Find out why it is harder"
    assert len(page.xpath("//table/tbody/tr")) == 4
    assert page.xpath("//thead//th[@class='r']")[0].text == "Days"


def test_twin_holds_a_photo_itself_and_its_own_rules_let_it_be_shown(joyce: Client):
    photo = a_photo(caption="Ward 7")
    [image] = page_of(joyce, Document("Nights", blocks=(photo,))).xpath("//figure/img")
    assert image.get("src") == photo.pixels.data_url
    assert (image.get("width"), image.get("height")) == ("600", "400")
    assert image.get("alt") == photo.alt
    assert image.xpath("../figcaption/text()") == ["Ward 7"]
    assert "data:" in joyce.get(URL)["Content-Security-Policy"].split("img-src")[1].split(";")[0]


def test_twin_offers_each_form(joyce: Client):
    page = page_of(joyce, everything())
    forms = page.xpath("//main//form/@action")
    assert forms == [f"{URL}pdf/", f"{URL}pptx/", f"{URL}xlsx/"]
    assert [b.text.strip() for b in page.xpath("//main//form/button")] == [
        "PDF",
        "Slides",
        "Sheet",
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_on_the_page(joyce: Client, text: str):
    page = page_of(joyce, everything(text))
    assert page.xpath("//main//script") == []


def test_document_without_anything_says_so(joyce: Client):
    page = page_of(joyce, Document("Nothing here"))
    assert "There is nothing to tell yet." in page.text_content()


def test_asking_leads_to_the_bar_and_from_there_to_the_file(
    joyce: Client, django_capture_on_commit_callbacks: Callable
):
    shown["document"] = everything()
    with django_capture_on_commit_callbacks(execute=True):
        answer = joyce.post(f"{URL}pdf/")
    paper = Paper.objects.get()
    assert answer.url == f"/jobs/{paper.job_id}/"
    bar = joyce.get(answer.url).content.decode()
    assert "The file is ready. You can fetch it for 7 days." in bar
    assert f'href="/documents/papers/{paper.pk}/"' in bar


def test_form_that_there_is_not_and_kind_that_there_is_not_are_not_found(joyce: Client):
    assert joyce.post(f"{URL}docx/").status_code == 404
    assert joyce.get(f"/documents/nothing/{WARD}/").status_code == 404
    assert joyce.post(f"/documents/nothing/{WARD}/pdf/").status_code == 404
