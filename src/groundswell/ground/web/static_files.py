"""Addresses of our own styles, scripts and pictures, each with a stamp of its content."""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.templatetags.static import static as address_of
from whitenoise.middleware import WhiteNoiseMiddleware


@cache
def static(path: str) -> str:
    """The address of a static file. A changed file has a new one, so no browser keeps the old."""
    found = finders.find(path)
    if not isinstance(found, str):
        return address_of(path)
    stamp = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:16]
    return f"{address_of(path)}?v={stamp}"


class StaticFirst:
    """The same files that WhiteNoise gives, with the same headers, given before Django is asked:
    who opens a page for the first time asks for several, and for each a request would be made,
    with its signals and middleware. Whatever else is asked for goes on to Django.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self._files = WhiteNoiseMiddleware(_nothing).files
        self._headers = _security_headers()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        file = self._files.get(environ.get("PATH_INFO", ""))
        if file is None or not _is_secure(environ):
            return self.application(environ, start_response)
        response = file.get_response(environ["REQUEST_METHOD"], environ)
        status = f"{response.status.value} {response.status.phrase}"
        start_response(status, [*map(_plain, response.headers), *self._headers])
        if response.file is None:
            return []
        return environ.get("wsgi.file_wrapper", FileWrapper)(response.file)


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _plain(header: tuple[Any, Any]) -> tuple[str, str]:
    return str(header[0]), str(header[1])


def _security_headers() -> list[tuple[str, str]]:
    """What Django adds to every answer over HTTPS."""
    request = HttpRequest()
    request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "localhost", "443"
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        request.META[name] = value
    given = SecurityMiddleware(_nothing).process_response(request, HttpResponse())
    return [(n, v) for n, v in given.headers.items() if n != "Content-Type"]


def _is_secure(environ: dict[str, Any]) -> bool:
    """Whether no redirect to HTTPS is due, which is Django's to give."""
    if not settings.SECURE_SSL_REDIRECT:
        return True
    name, value = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")
    return environ.get(name) == value
