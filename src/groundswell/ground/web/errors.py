"""Pages for what went wrong: each says what happened and what to do, to whoever asked.

Those that may be shown while the database is away ask nothing of it.
"""

import sys
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import Refused

from .shell import bare_shell

RETRY_AFTER_SECONDS = 30
_TEMPLATE = "errors/trouble.html"
_MOST_KEPT = 20  # pieces of text
_LAST_RESORT = (
    "<!doctype html><html lang=en-GB><title>Something went wrong</title>"
    "<h1>Something went wrong on our side</h1><p>Please go back and try again in a minute.</p>"
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One page of this kind, ready to show."""

    title: str
    sentences: tuple[str, ...]
    kept: tuple[str, ...] = ()  # what a person had written, so that they can copy it


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    sentence = _(
        "What was sent could not be read, and nothing was saved. Check the address, or go back."
    )
    return _bare(Trouble(_("We could not read that"), (sentence,)), 400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = str(exception) if isinstance(exception, Refused) else ""
    sentence = reason or _("This page is open to other people. An administrator can say who.")
    return _framed(request, Trouble(_("You can’t do this"), (sentence,), written_in(request)), 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentences = (
        _("There is no such page, or it is not open to you."),
        _("If you typed the address, check it. If you followed a link, the page may have gone."),
    )
    return _framed(request, Trouble(_("We can’t find that page"), sentences), 404)


def not_allowed(request: HttpRequest) -> HttpResponse:
    sentence = _("This address takes no visit of that kind. Go back and use the button there.")
    return _bare(Trouble(_("That is not how this page is used"), (sentence,)), 405)


def too_large(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "What you sent is larger than we can take, and nothing was saved."
        " Send less at a time, or bring a file in through the import page."
    )
    return _bare(Trouble(_("That is too much at once"), (sentence,)), 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = _("For safety we have stopped counting tries for now. Please wait a few minutes.")
    return _bare(Trouble(_("Too many tries"), (sentence,)), 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentences = (
        _("For safety we took nothing from it, and nothing was saved."),
        _("Go back, load the page again and press the button once more."),
    )
    with suppress(Exception):  # a form that cannot be read has nothing to give back
        request.POST.get("read it now")
    return _bare(Trouble(_("This page was open too long"), sentences, written_in(request)), 403)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database cannot be reached, or is too busy to answer."""
    sentences = (
        _("Our records cannot be reached just now, and nothing was saved."),
        _("Please go back and press the button again in a minute."),
    )
    trouble = Trouble(_("Please try again in a minute"), sentences, written_in(request))
    response = _bare(trouble, 503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """For anything that nobody expected. Django calls it while that exception is being handled."""
    exception = sys.exc_info()[1]
    if exception is not None and is_out_of_reach(exception):
        return unavailable(request)
    if exception is not None and is_unreadable_text(exception):
        return bad_request(request, ValueError())
    sentences = (
        _("Something went wrong on our side. Those who look after this site can read what."),
        _("Take what you sent as not saved, and try again in a minute."),
    )
    return _bare(Trouble(_("Something went wrong"), sentences, written_in(request)), 500)


def is_out_of_reach(exception: BaseException) -> bool:
    """Whether the database is away or too busy, and not wrongly asked."""
    if isinstance(exception, InterfaceError):
        return True
    if not isinstance(exception, OperationalError):
        return False
    words = str(exception)
    return not any(w in words for w in ("no such table", "no such column", "syntax error"))


def is_unreadable_text(exception: BaseException) -> bool:
    """Whether text held characters that no database keeps: NUL, or half of a pair."""
    if isinstance(exception, UnicodeError):
        return True
    return isinstance(exception, ValueError) and "NUL (0x00)" in str(exception)


def written_in(request: HttpRequest) -> tuple[str, ...]:
    """The sentences that a person sent, as far as they have been read: never lose what was written.

    Single words, codes and ticks are left out: they are soon given again.
    """
    sent = getattr(request, "_post", None)  # what has been read already; reading may fail again
    if not sent:
        return ()
    names = [name for name in sent if name != "csrfmiddlewaretoken"]
    values = [v.strip() for name in names for v in sent.getlist(name)]
    return tuple(v for v in values if len(v.split()) > 1)[:_MOST_KEPT]


def _framed(request: HttpRequest, trouble: Trouble, status: int) -> HttpResponse:
    """With the bar around it, so that the person can go on; without, where it cannot be made."""
    try:
        return render(request, _TEMPLATE, {"page": trouble}, status=status)
    except DatabaseError:
        return _bare(trouble, status)


def _bare(trouble: Trouble, status: int) -> HttpResponse:
    try:
        template = engines["jinja2"].get_template(_TEMPLATE)
        content = template.render({"page": trouble, "shell": bare_shell()})
    except Exception:  # the page about a fault must never be a second fault
        content = _LAST_RESORT
    return HttpResponse(content, status=status, headers={"Cache-Control": "no-store"})
