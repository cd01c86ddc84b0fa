"""What people read when something went wrong, signed in or not, with the database or without."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from tests.world import a_person

from groundswell.config import urls as config_urls
from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.web import errors

RAISED: dict[str, Exception] = {
    "refused": Refused("Only the owner of the measure may do this."),
    "denied": PermissionDenied("inner words"),
    "suspicious": SuspiciousOperation("inner words"),
    "broken": ZeroDivisionError("inner words"),
    "away": OperationalError("connection to server failed: inner words"),
    "closed": InterfaceError("connection already closed"),
    "wrongly-asked": OperationalError("no such table: people_person"),
    "nul": ValueError("A string literal cannot contain NUL (0x00) characters."),
    "half-letter": UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
}


@public
def trouble(request: HttpRequest, kind: str) -> HttpResponse:
    request.POST.get("x")  # as any view of a form does
    raise RAISED[kind]


@public
def empty_answer(request: HttpRequest, status: int) -> HttpResponse:
    if status == 405:
        return HttpResponseNotAllowed(["POST"])
    return HttpResponse(status=status)


urlpatterns = [
    path("trouble/<str:kind>/", trouble),
    path("empty/<int:status>/", empty_answer),
    *config_urls.urlpatterns,
]
for _name in ("handler400", "handler403", "handler404", "handler429", "handler500"):
    globals()[_name] = getattr(config_urls, _name)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_these_urls() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def text_of(response: Any) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("refused", 403, "Only the owner of the measure may do this."),
        ("denied", 403, "This page is open to other people."),
        ("suspicious", 400, "could not be read, and nothing was saved"),
        ("broken", 500, "Something went wrong on our side."),
        ("away", 503, "Our records cannot be reached just now, and nothing was saved."),
        ("closed", 503, "Our records cannot be reached"),
        ("wrongly-asked", 500, "Something went wrong on our side."),
        ("nul", 400, "could not be read"),
        ("half-letter", 400, "could not be read"),
    ],
)
def test_each_trouble_has_its_status_and_says_what_to_do(
    visitor: Client, kind: str, status: int, words: str
) -> None:
    response = visitor.get(f"/trouble/{kind}/")
    page = text_of(response)
    assert response.status_code == status
    assert words in page
    assert "inner words" not in page
    assert page.count("<h1") == 1
    assert "Go to the home page" in page


def test_when_the_database_is_away_it_says_when_to_come_back(visitor: Client) -> None:
    assert visitor.get("/trouble/away/")["Retry-After"] == "30"


def test_a_page_about_an_absent_database_asks_it_nothing(
    visitor: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(0):
        visitor.get("/trouble/away/")


def test_what_was_written_is_given_back_to_be_copied_and_the_rest_is_not(visitor: Client) -> None:
    sent = {"why": "The lounge opened\nand <b>stays</b> open.", "code": "123456", "empty": ""}
    page = text_of(visitor.post("/trouble/away/", sent))
    assert "<pre>The lounge opened\nand &lt;b&gt;stays&lt;/b&gt; open.</pre>" in page
    assert "123456" not in page
    assert page.count("<pre>") == 1


def test_a_visit_that_wrote_nothing_is_given_nothing_back(visitor: Client) -> None:
    assert "What you wrote" not in text_of(visitor.get("/trouble/away/"))


def test_a_page_that_is_missing_is_the_same_for_everybody(
    visitor: Client, signed_in: Callable[..., Client]
) -> None:
    assert "We can’t find that page" in text_of(visitor.get("/nowhere/"))
    response = signed_in(a_person("Joyce Lim")).get("/nowhere/")
    assert response.status_code == 404
    assert "Joyce Lim" in text_of(response)  # the bar is there, so that she can go on


def test_a_missing_page_is_shown_without_its_bar_when_the_bar_cannot_be_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(errors, "render", away)
    response = errors.not_found(RequestFactory().get("/"), Exception())
    assert (response.status_code, "We can’t find that page" in text_of(response)) == (404, True)


def test_a_fault_in_the_page_about_a_fault_still_says_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(errors, "_TEMPLATE", "errors/nowhere.html")
    response = errors.server_error(RequestFactory().get("/"))
    assert (response.status_code, "Something went wrong" in text_of(response)) == (500, True)


@pytest.mark.parametrize(
    ("status", "words"), [(405, "not how this page"), (413, "too much"), (429, "Too many")]
)
def test_an_empty_refusal_becomes_a_page(visitor: Client, status: int, words: str) -> None:
    response = visitor.get(f"/empty/{status}/")
    assert response.status_code == status
    assert words in text_of(response)


def test_a_page_in_place_of_an_empty_refusal_keeps_its_headers(visitor: Client) -> None:
    assert visitor.get("/empty/405/")["Allow"] == "POST"


def test_another_empty_answer_stays_empty(visitor: Client) -> None:
    assert visitor.get("/empty/204/").content == b""


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_a_form_that_is_too_large_is_refused_with_its_own_status(visitor: Client) -> None:
    response = visitor.post(
        "/trouble/broken/", "x=" + "y" * 200, "application/x-www-form-urlencoded"
    )
    assert (response.status_code, "nothing was saved" in text_of(response)) == (413, True)


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=3)
def test_a_form_of_too_many_fields_is_refused(visitor: Client) -> None:
    sent = {f"f{i}": "1" for i in range(9)}
    assert visitor.post("/trouble/broken/", sent).status_code == 413
    assert visitor.get("/trouble/refused/", sent).status_code in {403, 413}


@pytest.mark.parametrize("address", ["/a%00b/", "/?q=a%00b", "/?%00=1"])
def test_an_address_with_characters_that_nobody_types_is_refused(
    visitor: Client, address: str
) -> None:
    assert visitor.get(address).status_code == 400


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--nobody", "multipart/form-data; boundary=x"),
        (b"x=1", "multipart/form-data"),
        (b"x=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"x=1", "application/x-www-form-urlencoded; charset=utf-7"),
        (b"\xff", "text/plain; charset=nonsense"),
    ],
)
def test_a_malformed_form_is_never_a_fault_of_ours(
    visitor: Client, body: bytes, content_type: str
) -> None:
    response = visitor.generic("POST", "/trouble/refused/", body, content_type)
    assert response.status_code in {400, 403}


def test_a_form_from_a_page_that_was_open_too_long_gives_back_what_was_written() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/trouble/broken/", {"why": "Two words", "csrfmiddlewaretoken": "a b"})
    page = text_of(response)
    assert response.status_code == 403
    assert "This page was open too long" in page
    assert "<pre>Two words</pre>" in page
    assert page.count("<pre>") == 1  # the page's own token is nothing that a person wrote


def test_every_answer_forbids_keeping_it_and_names_its_limits(visitor: Client) -> None:
    response = visitor.get("/about/help/")
    assert response["Cache-Control"] == "no-store"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
