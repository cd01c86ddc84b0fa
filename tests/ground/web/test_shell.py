"""The frame around every page."""

import re
from collections.abc import Callable

import pytest
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from tests.world import a_person

from groundswell.config import urls as config_urls
from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.registries import (
    PersonalData,
    Place,
    Room,
    inbox_count,
    personal_data,
    rooms,
    switcher,
)
from groundswell.ground.web.pages import render_page
from groundswell.ground.web.shell import bare_shell

pytestmark = pytest.mark.django_db


@public
def thanks(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Thank you. Your answers are in.")
    return render_page(request, "web/help.html")


urlpatterns = [path("thanks/", thanks), *config_urls.urlpatterns]


def help_page(client: Client) -> str:
    return client.get("/about/help/").content.decode()


@pytest.mark.parametrize("page", ["accessibility", "privacy", "who-sees-what", "help"])
def test_what_everybody_may_read_needs_no_sign_in(page: str) -> None:
    response = Client().get(f"/about/{page}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert 'href="#main"' in html
    assert 'id="main"' in html
    assert "Not part of, or endorsed by, the NHS." in html


def test_the_privacy_page_lists_what_every_part_declares() -> None:
    held = PersonalData(
        "To sign you in", "Contract", "Two years", (), lambda pk: {}, lambda pk, at: None
    )
    with personal_data.only(people=held):
        html = Client().get("/about/privacy/").content.decode()
    assert all(words in html for words in ("To sign you in", "Contract", "Two years"))
    with personal_data.only():
        assert (
            "Nothing is held about people yet." in Client().get("/about/privacy/").content.decode()
        )


def test_the_bar_shows_only_rooms_that_exist_and_says_which_one_this_is(
    signed_in: Callable[..., Client],
) -> None:
    here = Room("Help", "web:help", "home", 1)
    gone = Room("Library", "library:gone", "file", 2)
    with rooms.only(help=here, library=gone):
        html = help_page(signed_in(a_person()))
    assert html.count('aria-current="page"') == 2  # in the bar and in the phone's menu
    assert "Library" not in html


def test_nobody_signed_in_sees_no_rooms_and_the_way_in() -> None:
    html = help_page(Client())
    assert "Sign in" in html
    assert 'class="wings"' not in html


def test_the_switcher_and_the_inbox_come_from_their_registries(
    signed_in: Callable[..., Client],
) -> None:
    places = [Place("Kettle On", "/k/", False), Place("Tarnside", "/t/", True)]
    with switcher.only(people=lambda actor: places), inbox_count.only(a=lambda actor: 3):
        html = help_page(signed_in(a_person()))
    assert "Organisation: </span>Tarnside</summary>" in " ".join(html.split())
    assert '<a href="/t/" aria-current="true">Tarnside</a>' in html
    with switcher.only(people=lambda actor: places[:1]), inbox_count.only():
        assert "All your organisations" in help_page(signed_in(a_person()))


def test_signing_out_is_a_form_that_carries_its_token(signed_in: Callable[..., Client]) -> None:
    html = help_page(signed_in(a_person("Joyce Lim")))
    assert "Joyce Lim" in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert "Sign out" in html


def test_all_forms_of_a_page_carry_one_mark_and_a_page_without_forms_has_none() -> None:
    request = RequestFactory().get("/")
    from_string = engines["jinja2"].from_string
    drawn = from_string("{{ csrf_input }} {{ csrf_input }}").render({}, request)
    first, second = re.findall(r'value="(\w{64})"', drawn)
    assert first == second
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]
    bare = RequestFactory().get("/")
    from_string("Nothing to send").render({}, bare)
    assert "CSRF_COOKIE" not in bare.META
    again = from_string("{{ csrf_input }}").render({}, RequestFactory().get("/"))
    assert first not in again, "another page, another mask"


def test_a_sentence_after_a_step_is_read_once() -> None:
    client = Client()
    with override_settings(ROOT_URLCONF=__name__):
        assert "Thank you. Your answers are in." in client.get("/thanks/").content.decode()
        assert "Thank you" not in help_page(client)


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_demo_says_that_it_is_one_and_nothing_else_does(is_demo: bool) -> None:
    with override_settings(DEMO=is_demo):
        assert ("Example data." in help_page(Client())) is is_demo


def test_a_page_has_no_inline_script_or_style(signed_in: Callable[..., Client]) -> None:
    html = help_page(signed_in(a_person()))
    assert "style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=")


def test_the_frame_of_an_error_page_asks_nobody_who_they_are() -> None:
    shell = bare_shell()
    assert (shell.person_name, shell.rooms, shell.urls.sign_in) == ("", [], "")
