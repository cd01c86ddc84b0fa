"""A person's own pages: what is held about them, sign-in and security, the place they look at."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.ground.web.exports import xlsx_response
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..actions.tokens import MOST_TOKENS, NewToken
from ..forms.persons import TokenForm
from ..middleware import PLACE, SHARED
from ..requests import PersonRequest
from .answering import answer_form, typed_in
from .arrivals import next_of, signed_in_recently

_SHOWN_ONCE = "new_token"  # session key: a key is shown once, on the page after it was made


@require_safe
def own_data(request: PersonRequest) -> HttpResponse:
    return render_page(request, "people/own_data.html", queries.own_data_page(request.actor))


@require_safe
def own_data_file(request: PersonRequest, form: str) -> HttpResponseBase:
    name = _("What is held about me")
    if form == "xlsx":
        return xlsx_response(name, queries.own_data_sheets(request.actor))
    return StreamingHttpResponse(
        queries.own_data_text(request.actor),
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="own-data.json"'},
    )


@never_cache
@require_safe
def security(request: PersonRequest) -> HttpResponse:
    page = queries.security_page(
        request.actor,
        is_recent=signed_in_recently(request),
        is_shared=SHARED in request.session,
        secret=request.session.pop(_SHOWN_ONCE, ""),
    )
    return render_page(request, "people/security.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make_token(request: PersonRequest) -> HttpResponse:
    page = queries.form_page(
        policies.make_token(request.actor, 0, MOST_TOKENS),
        title=_("Make a key for a program"),
        lead=_("Whoever has the key can read what you can read. It is shown once."),
        form=TokenForm(typed_in(request)),
        button=_("Make the key"),
        back_label=_("Sign-in and security"),
        back_url=_security(None),
    )

    def do(**typed: object) -> NewToken:
        made = actions.make_token(**typed, by=request.actor, at=timezone.now())  # type: ignore[arg-type]
        request.session[_SHOWN_ONCE] = made.secret
        return made

    return answer_form(request, page, do, onward=_security, thanks=_("The key is made."))


@require_POST
def withdraw_token(request: PersonRequest, pk: UUID) -> HttpResponse:
    token = queries.token_for(request.actor, pk)
    actions.withdraw_token(token=token, by=request.actor, at=timezone.now())
    messages.success(request, _("The key is withdrawn."))
    return redirect("people:security")


@require_safe
def switch(request: PersonRequest) -> HttpResponse:
    """Look at one organisation, or at all of them. Changes nothing but what this person sees."""
    wanted = request.GET.get("place", "")
    if not wanted:
        request.session.pop(PLACE, None)
    else:
        request.session[PLACE] = str(queries.organisation_for(request.actor, _id(wanted)).pk)
    return redirect(next_of(request) or "/")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _security(made: NewToken | None) -> str:
    return reverse("people:security")
