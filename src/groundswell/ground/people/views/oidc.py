"""Signing in through the organisation: OpenID Connect, authorisation code flow with PKCE."""

from typing import Any

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from groundswell.ground.kernel.access import public

from .arrivals import remember_computer, sent_back

SIGNATURES = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
_BAD_ANSWERS = (RequestException, OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError)


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """Verifies the signature of the token always, and that both answers are about one person."""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> Any:
        login = super().complete_login(request, app, token, **kwargs)
        data = login.account.extra_data
        told, signed = data.get("userinfo") or {}, data["id_token"]
        if told and told.get("sub") != signed["sub"]:
            raise OAuth2Error("The token and the user information are about different people.")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict:
        if jwt.get_unverified_header(id_token).get("alg") not in SIGNATURES:
            raise OAuth2Error("The token is signed in a way that we do not trust.")
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


@public
@never_cache
@require_POST
def oidc_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    remember_computer(request)
    return _through(OAuth2LoginView, request, provider_id)


@public
@never_cache
@require_GET
def oidc_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view.adapter_view(StrictAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except _BAD_ANSWERS:
        return sent_back(
            request,
            _("Signing in through your organisation did not work. Try again, or ask for a code."),
        )
