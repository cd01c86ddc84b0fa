"""The lane of those who answer: everything under `/a/`, answered without asking who is there.

No session, no cookie, no sign-in, no messages: a form that carries a slip needs nothing else, and
where nothing is sent along by itself nothing can be forged. No address and no path is written to
any log. Only so many are answered at once; who comes beyond is told to press again, on a page that
carries what was sent. Of those only a few are at work in the same moment, and the others wait in a
row: that many at work at once would make one another slower, and none of them faster.
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore, Semaphore

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.template import engines
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web import errors
from groundswell.ground.web.shell import bare_shell

from .forms_sent import take_form

PREFIX = "/a/"
RETRY_AFTER_SECONDS = 5
PATIENCE_SECONDS = 10.0  # in the row; a database that has gone holds up those before
_log = logging.getLogger("groundswell.lane")


@dataclass(frozen=True, slots=True)
class LanePage:
    """One page of this kind, ready to show. `fields`: what was sent, to be sent again."""

    title: str
    sentences: tuple[str, ...]
    fields: tuple[tuple[str, str], ...] = ()
    may_try_again: bool = False
    is_post: bool = False


class LaneMiddleware:
    """Stands inside security, static files and their headers, and outside everything that asks who
    is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._places = BoundedSemaphore(settings.LANE_MOST)
        self._hands = Semaphore(settings.LANE_AT_WORK)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with translation.override(settings.LANGUAGE_CODE):
            return _unmarked(self._answered(request))

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        has_place = self._places.acquire(blocking=False)
        try:
            return self._in_turn(request) if has_place else busy(request)
        except Exception as fault:
            return in_trouble(request, fault)
        finally:
            if has_place:
                self._places.release()

    def _in_turn(self, request: HttpRequest) -> HttpResponseBase:
        take_form(request)  # before: a slow connection holds up nobody but itself
        if not self._hands.acquire(timeout=PATIENCE_SECONDS):
            return busy(request)
        try:
            return _view(request)
        finally:
            self._hands.release()


def _view(request: HttpRequest) -> HttpResponseBase:
    request.get_host()  # raises for a host that is not ours
    match = resolve(request.path_info)
    request.resolver_match = match
    return match.func(request, *match.args, **match.kwargs)


def _unmarked(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing is left with the browser, and nothing is written down of a visit."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django would log the path
    response.cookies.clear()
    response.headers["Referrer-Policy"] = "no-referrer"  # the address holds a token
    response.headers["X-Frame-Options"] = "DENY"
    if isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
    return response


def busy(request: HttpRequest) -> HttpResponse:
    """More people than we can answer at once: nothing is lost, and pressing again is safe."""
    sentences = (
        _("Many people are answering just now. Nothing you have written is lost."),
        _("Wait a moment, then press the button."),
    )
    return _again(request, _("Please try again in a moment"), sentences, 503)


def in_trouble(request: HttpRequest, fault: Exception) -> HttpResponse:
    """The page for what went wrong. Raises nothing, whatever the request holds."""
    match fault:
        case Http404():
            return _page(LanePage(_("We can’t find that page"), (_lost(),)), 404)
        case Refused() | PermissionDenied():
            return _page(LanePage(_("This can’t be answered now"), (str(fault) or _lost(),)), 403)
        case Unusable():
            return _page(LanePage(_("We could not take that in"), (str(fault),)), 422)
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            sentence = _("What you sent is larger than we can take. Go back and write less.")
            return _page(LanePage(_("That is too much at once"), (sentence,)), 413)
        case BadRequest() | SuspiciousOperation() | MultiPartParserError() | UnreadablePostError():
            sentence = _("What was sent could not be read, and nothing was saved. Please go back.")
            return _page(LanePage(_("We could not read that"), (sentence,)), 400)
    if errors.is_unreadable_text(fault):
        return in_trouble(request, BadRequest())
    if not errors.is_out_of_reach(fault):
        _note(request, fault)
    sentences = (
        _("Something went wrong on our side. Nothing you have written is lost."),
        _("Press the button again in a moment: that is safe, even if we had saved it already."),
    )
    status = 503 if errors.is_out_of_reach(fault) else 500
    return _again(request, _("Please try again in a moment"), sentences, status)


def _note(request: HttpRequest, fault: Exception) -> None:
    """Where in the program it happened. Not what the fault says, which may quote what was sent."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
    _log.error("An answering page failed with %s: %s", type(fault).__name__, where)
    got_request_exception.send(sender=LaneMiddleware, request=request)  # so that a test fails


def _again(
    request: HttpRequest, title: str, sentences: tuple[str, ...], status: int
) -> HttpResponse:
    try:
        sent = request.POST
        fields = tuple((name, value) for name in sent for value in sent.getlist(name))
    except Exception:  # it cannot be read, so there is nothing to give back
        fields = ()
    is_post = request.method == "POST"
    page = LanePage(title, sentences, fields, may_try_again=True, is_post=is_post)
    response = _page(page, status)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _page(page: LanePage, status: int) -> HttpResponse:
    template = engines["jinja2"].get_template("ballots/lane.html")
    content = template.render({"page": page, "shell": bare_shell()})
    return HttpResponse(content, status=status, headers={"Cache-Control": "no-store"})


def _lost() -> str:
    return _(
        "Your link may be cut short: open it from the mail again, or copy all of it. If it still "
        "does not work, ask whoever sent it for a new one."
    )
