"""A form of the lane is read as Django reads it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.core.handlers.wsgi import WSGIRequest

from groundswell.ground.ballots.forms_sent import take_form

FORM = "application/x-www-form-urlencoded"


def request(body: bytes, kind: str = FORM, method: str = "POST") -> WSGIRequest:
    return WSGIRequest({
        "REQUEST_METHOD": method,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    })


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=utf-8", "text/plain"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"a=1&b=&a=2&c",
        b"a=1+2%2B3&%C3%A9=%e2%80%99",
        "é=ü".encode(),
        b"\xe9=\xff",
        b"a=%FF;b=1",
    ],
)
def test_a_form_is_read_as_django_reads_it(body: bytes, kind: str) -> None:
    ours, theirs = request(body, kind), request(body, kind)
    take_form(ours)
    assert dict(ours.POST.lists()) == dict(theirs.POST.lists())
    assert list(ours.FILES) == []
    with pytest.raises(AttributeError):
        ours.POST["a"] = "x"  # type: ignore[index]


def test_what_is_only_looked_at_is_not_read() -> None:
    looked = request(b"a=1", method="GET")
    take_form(looked)
    assert dict(looked.POST) == {}


@pytest.mark.parametrize("most", [3, 2, None])
def test_too_many_fields_are_refused(most: int | None, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = most
    if most == 2:
        with pytest.raises(TooManyFieldsSent):
            take_form(request(b"a=1&a=2&a=3"))
    else:
        take_form(request(b"a=1&a=2&a=3"))
