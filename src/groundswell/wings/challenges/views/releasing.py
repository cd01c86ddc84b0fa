"""The one page for somebody without an account: a line manager who is asked to free hours."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.people.tokens import hash_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, queries
from ..forms.people import ReleaseForm

_GONE = 410  # the link was used, has run out, or was replaced


@public
@read_or_send
def release(request: HttpRequest, key: str) -> HttpResponse:
    """A mail program may open the link by itself: only the form answers."""
    at, found = timezone.now(), queries.release_by(hash_of(key))
    if found is None:
        return render_page(
            request, "challenges/team/release.html", queries.unknown_link_page(), status=404
        )
    form = ReleaseForm(sent(request))
    try:
        done = attempt(form, lambda: _answered(key, form.cleaned_data))
    except Refused:  # somebody was faster, or the link is over: the page says what became of it
        done = found
    if done:
        return redirect("challenges:release", key)
    page = queries.release_page(found, form, key, at=at)
    status = status_of(form) if page.form else (200 if found.answered_at else _GONE)
    return render_page(request, "challenges/team/release.html", page, status=status)


def _answered(key: str, given: dict[str, Any]) -> object:
    return actions.answer_release(
        key=key, is_given=given["answer"] == "yes", words_given=given["words"], at=timezone.now()
    )
