"""Files that a page shows in its place: pictures, films and their captions, whole or in parts.

A film is asked for in parts, so that somebody can go on in the middle of it; RFC 9110, section 14.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.core.files.storage import Storage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag

from .exports import file_name

PIECE = 64 * 1024  # bytes that are read and sent at once
# What a player gets, which asks for all from somewhere on; it asks again for what follows.
# Else everybody who pauses a long film would keep a thread of the server waiting.
MOST_AT_ONCE = 4 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)
NOT_KEPT = "private, no-store"


@dataclass(frozen=True, slots=True)
class ShownFile:
    """`name` is where the storage keeps it, `as_name` what a reader who saves it finds.

    `kept_seconds` is for how long a reader's own browser may keep it, and nobody on the way: what
    is not to be seen any more must not come from elsewhere. Nothing where it is not for all.
    """

    storage: Storage
    name: str
    as_name: str
    content_type: str
    kept_seconds: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    size: int
    changed_at: dt.datetime
    etag: str


def show_file(request: HttpRequest, shown: ShownFile) -> HttpResponseBase:
    """The file, or the part of it that is asked for; 404 where the storage has it no longer."""
    try:
        state = _state_of(shown)
        response = _answer(request, shown, state)
    except FileNotFoundError as missing:
        raise Http404 from missing
    disposition = content_disposition_header(False, file_name(shown.as_name)) or "inline"
    response.headers["Content-Disposition"] = disposition
    kept = f"private, max-age={shown.kept_seconds}" if shown.kept_seconds else NOT_KEPT
    response.headers["Cache-Control"] = kept
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = state.etag
    response.headers["Last-Modified"] = http_date(state.changed_at.timestamp())
    return response


def _state_of(shown: ShownFile) -> _State:
    size = shown.storage.size(shown.name)
    changed_at = shown.storage.get_modified_time(shown.name)
    said = f"{shown.name} {size} {changed_at.timestamp()}"
    return _State(size, changed_at, quote_etag(hashlib.sha256(said.encode()).hexdigest()[:32]))


def _answer(request: HttpRequest, shown: ShownFile, state: _State) -> HttpResponseBase:
    known = get_conditional_response(request, state.etag, int(state.changed_at.timestamp()))
    if known is not None:
        return known
    asked = _range_asked(request, state)
    if asked is not None and not asked:
        headers = {"Content-Range": f"bytes */{state.size}"}
        return HttpResponse(status=416, content_type=shown.content_type, headers=headers)
    part = asked or range(state.size)
    response = StreamingHttpResponse(
        () if request.method == "HEAD" else _Part(shown.storage.open(shown.name), part),
        status=206 if asked else 200,
        content_type=shown.content_type,
    )
    response.headers["Content-Length"] = str(len(part))
    if asked:
        said = f"bytes {part.start}-{part.stop - 1}/{state.size}"
        response.headers["Content-Range"] = said
    return response


def _range_asked(request: HttpRequest, state: _State) -> range | None:
    """The bytes asked for; none of them where there are no such; None where all are to be sent.

    What is not understood is passed over, and so are several parts at once, as the standard lets
    us; nor is there a part of a file that is no longer the one somebody has begun.
    """
    found = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if found is None or request.headers.get("If-Range", state.etag) != state.etag:
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    if not first:
        return range(max(0, state.size - int(last)), state.size)
    if last and int(last) < int(first):
        return None
    stop = int(last) + 1 if last else int(first) + MOST_AT_ONCE
    return range(int(first), max(int(first), min(stop, state.size)))


class _Part:
    """Some of the bytes of a file, piece by piece; the file is shut however the sending ends."""

    def __init__(self, file: IO[Any], part: range) -> None:
        self._file, self._part = file, part

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._part.start)
        left = len(self._part)
        while left and (piece := self._file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()
