"""Where allauth's way of signing in becomes ours: nobody signs up, everybody is written down."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from . import actions
from .models import Person


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """A code or a passkey is enough: a passkey is two factors; a lost one locks nobody out."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def is_safe_url(self, url: str | None) -> bool:
        """Where to go on is a path of ours: "-0" would be taken for the name of a view."""
        return bool(url) and str(url).startswith("/") and bool(super().is_safe_url(url))

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only our own pages speak to people; what is said after signing in is said by them."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The page that adds or removes a passkey says so; the trail keeps it."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, _("We could not sign you in. Ask your administrator for help."))
        return redirect("account_login")

    def login(self, request: HttpRequest, user: Any) -> None:
        before = user.last_login
        super().login(request, user)
        actions.note_sign_in(person=user, way=_way(request), before=before, at=timezone.now())


def _way(request: HttpRequest) -> str:
    records = request.session.get("account_authentication_methods") or [{}]
    words = {
        "code": _("mailed code"),
        "mfa": _("passkey"),
        "socialaccount": _("their organisation’s own sign-in"),
    }
    return words.get(records[-1].get("method"), _("the list of the demonstration"))


class SocialAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the organisation: it says who somebody is, and never makes anybody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        address = next((a.email for a in sociallogin.email_addresses if a.verified is True), "")
        person = Person.objects.filter(email=address.strip().lower(), is_active=True).first()
        if person is None:
            raise ImmediateHttpResponse(_sent_back(request, _not_known()))
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(_sent_back(request, _failed()))


def _sent_back(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("account_login")


def _not_known() -> str:
    return _(
        "Your organisation’s sign-in gave an address that we don’t know. "
        "Ask your administrator to add you, or sign in by a code."
    )


def _failed() -> str:
    return _("Signing in through your organisation did not work. Try again, or sign in by a code.")


class PasskeyAdapter(DefaultMFAAdapter):
    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """As above: the page says so, and the trail keeps it."""
