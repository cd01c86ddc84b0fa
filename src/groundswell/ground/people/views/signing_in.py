"""Signing in by a mailed code, and signing out."""

import time
from urllib.parse import urlsplit

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods as require_methods
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.access import public
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, limits, queries
from ..forms.signing_in import CodeForm, SignInForm
from .answering import typed_in
from .arrivals import network_of, next_of, remember_computer, sent_back, too_many


@public
@never_cache
@require_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_of(request) or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        return _send_code(request, form.cleaned_data["email"])
    page = queries.sign_in_page(form, next_of(request))
    return _may_lead_to_issuer(
        render_page(request, "people/sign_in.html", page, status=status_of(form))
    )


def _may_lead_to_issuer(response: HttpResponse) -> HttpResponse:
    """A browser follows a form to another host only where the page's policy names it."""
    if settings.OIDC_ISSUER:
        parts = urlsplit(settings.OIDC_ISSUER)
        response._csp_update = {"form-action": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]
    return response


def _send_code(request: HttpRequest, email: str) -> HttpResponse:
    began = time.monotonic()
    wait = (
        limits.wait(limits.TRIES_FOR_ADDRESS, email)
        or limits.count(limits.CODES_FROM_NETWORK, network_of(request))
        or limits.count(limits.CODES_FOR_ADDRESS, email)
    )
    if wait:
        return too_many(request, wait)
    remember_computer(request)
    person = queries.person_who_signs_in(email)
    LoginCodeVerificationProcess.initiate(request=request, user=person, email=email)
    _take_as_long_for_everybody(began)
    return redirect(_with_next("account_confirm_login_code", request))


def _take_as_long_for_everybody(began: float) -> None:
    """So that the time an answer takes does not tell whose address is known."""
    time.sleep(max(0.0, settings.SIGN_IN_SECONDS - (time.monotonic() - began)))


@public
@never_cache
@require_methods(["GET", "HEAD", "POST"])
def confirm_code(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_of(request) or settings.LOGIN_REDIRECT_URL)
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    process = stage and LoginCodeVerificationProcess.resume(stage)
    if not process:
        return sent_back(request, _("That code is too old, or was used. Ask for a new one."))
    form = CodeForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        return _try_code(request, process, form)
    return _code_page(request, process, form)


def _try_code(
    request: HttpRequest, process: LoginCodeVerificationProcess, form: CodeForm
) -> HttpResponse:
    email = process.state["email"]
    wait = limits.count(limits.TRIES_FOR_ADDRESS, email) or limits.count(
        limits.TRIES_FROM_NETWORK, network_of(request)
    )
    if wait:
        if limits.first_time(f"lock-out:{email}", wait):
            actions.note_lock_out(email=email, at=timezone.now())
        return too_many(request, wait)
    if _is_right(process, form.cleaned_data["code"]):
        return process.finish(next_of(request) or None)
    if not process.record_invalid_attempt():
        return sent_back(request, _("Too many wrong codes. Ask for a new one."))
    form.add_error("code", _("That is not the code we sent. Look at the newest mail from us."))
    return _code_page(request, process, form)


def _is_right(process: LoginCodeVerificationProcess, code: str) -> bool:
    """Whether it is the code we sent, and nobody has used it before, not even at the same time."""
    if not compare_user_code(actual=code, expected=process.code):
        return False
    token = f"code:{process.state['email']}:{process.state['at']}:{process.code}"
    return limits.first_time(token, settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)


def _code_page(
    request: HttpRequest, process: LoginCodeVerificationProcess, form: CodeForm
) -> HttpResponse:
    page = queries.code_page(form, process.state["email"], next_of(request))
    return render_page(request, "people/code.html", page, status=status_of(form))


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You have signed out."))
    return redirect("account_login")


@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """For what needs a fresh sign-in: out, and in again, and back."""
    logout(request)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('people:security')})}")


@public
@require_safe
def request_code(request: HttpRequest) -> HttpResponse:
    """Where allauth sends somebody whose code has gone."""
    return redirect("account_login")


def _with_next(name: str, request: HttpRequest) -> str:
    onward = next_of(request)
    return f"{reverse(name)}?{urlencode({'next': onward})}" if onward else reverse(name)
