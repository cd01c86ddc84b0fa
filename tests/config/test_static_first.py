"""Styles and scripts are given before Django is asked, as Django would give them."""

from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from groundswell.ground.web.static_files import StaticFirst, static

pytestmark = pytest.mark.django_db  # Django looks after its connections at each request
SECURITY = {"X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"}


def asked(application: Any, path: str, **environ: str) -> tuple[str, dict[str, str], bytes]:
    found: list[Any] = []
    given: dict[str, Any] = {"PATH_INFO": path.partition("?")[0], "HTTP_HOST": "testserver"}
    given |= environ
    setup_testing_defaults(given)
    body = application(given, lambda status, headers: found.extend((status, dict(headers))))
    return found[0], found[1], b"".join(body)


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> StaticFirst:
    monkeypatch.setattr(settings, "WHITENOISE_AUTOREFRESH", False)
    return StaticFirst(get_wsgi_application())


@pytest.mark.parametrize("packed", ["", "gzip"])
def test_a_file_comes_as_django_gives_it(first: StaticFirst, packed: str) -> None:
    path = static("built/groundswell.css")
    given = asked(first, path, HTTP_ACCEPT_ENCODING=packed)
    behind = asked(first.application, path, HTTP_ACCEPT_ENCODING=packed)
    assert given == behind and given[0] == "200 OK"
    assert given[1].keys() >= SECURITY and len(given[2]) > 1_000
    assert (given[1].get("Content-Encoding") == "gzip") == bool(packed)


def test_what_a_browser_has_is_not_sent_again(first: StaticFirst) -> None:
    path = static("built/groundswell.css")
    tag = asked(first, path)[1]["ETag"]
    status, headers, body = asked(first, path, HTTP_IF_NONE_MATCH=tag)
    assert status == "304 Not Modified" and body == b"" and headers.keys() >= SECURITY


def test_over_plain_http_django_sends_on_to_https(
    first: StaticFirst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECURE_SSL_REDIRECT", True)
    first.application = lambda environ, start: start("301 Moved", []) or []
    path = static("built/groundswell.css")
    assert asked(first, path)[0] == "301 Moved"
    assert asked(first, path, **{"wsgi.url_scheme": "https"})[0] == "200 OK"
    monkeypatch.setattr(settings, "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"))
    assert asked(first, path, **{"wsgi.url_scheme": "https"})[0] == "301 Moved"
    over_https = StaticFirst(first.application)
    status, headers, _body = asked(over_https, path, HTTP_X_FORWARDED_PROTO="https")
    assert status == "200 OK" and headers.keys() >= SECURITY


def test_everything_else_goes_on_to_django(first: StaticFirst) -> None:
    assert asked(first, "/a/nobody")[0].startswith("404")
