"""Passkeys: signing in with one, adding one, removing one."""

from allauth.account.models import Login
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, limits, queries
from ..forms.signing_in import PasskeyForm, passkey_of
from ..requests import PersonRequest
from .answering import typed_in
from .arrivals import (
    network_of,
    next_of,
    remember_computer,
    sent_back,
    signed_in_recently,
    too_many,
)


@public
@never_cache
@require_GET
def passkey_challenge(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask for a passkey; the challenge is kept in the session."""
    if limits.count(limits.PASSKEYS_FROM_NETWORK, network_of(request)):
        return JsonResponse({}, status=429)
    return JsonResponse(auth.begin_authentication())


@public
@never_cache
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    wait = limits.count(limits.PASSKEYS_FROM_NETWORK, network_of(request))
    if wait:
        return too_many(request, wait)
    passkey = passkey_of(request.POST.get("credential", ""))
    if passkey is None:
        sentence = _("We could not sign you in with a passkey. Try again, or ask for a code.")
        return sent_back(request, sentence)
    remember_computer(request)
    login = Login(user=passkey.user, redirect_url=next_of(request) or None)
    return flows.perform_passwordless_login(request, passkey, login)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey(request: PersonRequest) -> HttpResponse:
    if not signed_in_recently(request):
        return redirect("people:security")
    form = PasskeyForm(typed_in(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_passkey(**form.cleaned_data, by=request.actor, at=timezone.now())
        except Unusable as unusable:
            form.refuse(unusable)
        else:
            messages.success(request, _("Your passkey is ready. Use it next time you sign in."))
            return redirect("people:security")
    options = auth.begin_registration(request.user, passwordless=True)
    page = queries.passkey_page(form, options)
    return render_page(request, "people/passkey.html", page, status=status_of(form))


@require_POST
def remove_passkey(request: PersonRequest, pk: int) -> HttpResponse:
    passkey = queries.passkey_for(request.actor, pk)
    if not signed_in_recently(request):
        return redirect("people:security")
    actions.remove_passkey(passkey=passkey, by=request.actor, at=timezone.now())
    messages.success(request, _("The passkey is removed."))
    return redirect("people:security")
