"""A form of the lane as it was sent: dozens of fields, read a page at a time by thousands."""

from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

_USUAL = "application/x-www-form-urlencoded"


def take_form(request: HttpRequest) -> None:
    """Read `request.POST`. As Django does it, but for the most usual kind of form in one go: field
    by field takes it longer than all else that a page of questions needs.

    Raises
    ------
    RequestDataTooBig, TooManyFieldsSent, UnreadablePostError
        As reading `request.POST` does.
    """
    if request.method != "POST":
        return
    if request.content_type != _USUAL or request.content_params or not _is_utf8(request.body):
        request.POST  # noqa: B018  (it is read by being asked for)
        return
    lists: dict[str, list[str]] = {}
    for name, value in _pairs(request.body.decode()):
        lists.setdefault(name, []).append(value)
    form = QueryDict(mutable=True)
    MultiValueDict.__init__(form, lists)
    form._mutable = False
    request.POST = form  # type: ignore[assignment]


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _pairs(text: str) -> list[tuple[str, str]]:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if most is not None and text.count("&") >= most:
        raise TooManyFieldsSent("More fields than DATA_UPLOAD_MAX_NUMBER_FIELDS.")
    return parse_qsl(text, keep_blank_values=True, encoding="utf-8")
