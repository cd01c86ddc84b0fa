"""The page: whole, in part, and empty."""

import pytest
from django.test import Client
from tests.engines.library.finding.making import a_page

pytestmark = pytest.mark.django_db


def page(address: str, **headers: str) -> str:
    return Client().get(address, headers=headers).content.decode()


def test_home_has_the_search_field_and_a_question_shows_what_was_found():
    a_page("Safety huddles")
    assert 'name="q"' in page("/library/")
    said = page("/library/?q=huddles")
    assert "1 thing found for “huddles”" in said
    assert "Safety huddles" in said
    assert '<meta name="robots" content="noindex">' in said


def test_the_part_that_is_swapped_is_the_one_that_the_page_includes():
    a_page("Safety huddles")
    whole, part = page("/library/?q=huddles"), page("/library/?q=huddles", hx_request="true")
    assert part.lstrip().startswith('<div id="found"')
    assert part.strip() in whole
    back = page("/library/?q=huddles", hx_request="true", hx_history_restore_request="true")
    assert back.lstrip().startswith("<!doctype html>")


def test_an_empty_answer_says_what_to_try():
    a_page("Safety huddles")
    said = page("/library/?q=xylophones&strength=strong")
    assert "Nothing found for “xylophones”." in said
    assert "Try fewer words" in said
    assert 'href="?q=xylophones"' in said


def test_a_mended_slip_leads_to_the_literal_search():
    a_page("Safety huddles")
    said = page("/library/?q=saftey")
    assert "Nothing for “saftey”; this is for “safety”." in said
    assert 'href="?q=saftey&amp;literal=1"' in said


def test_what_is_typed_stays_text():
    said = page('/library/?q=<script>alert(1)</script>"&tag=<b>x</b>&kind="')
    assert "<script>alert" not in said
    assert "<b>x</b>" not in said


def test_robots_are_led_to_the_sitemap():
    answer = Client().get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "/library/sitemap.xml" in answer.content.decode()
