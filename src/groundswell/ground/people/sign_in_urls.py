"""Signing in, under the names that allauth asks for. No sign-up, and no passwords."""

from django.urls import path

from .views import oidc, passkeys, signing_in

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/code/", signing_in.confirm_code, name="account_confirm_login_code"),
    path("sign-in/again/", signing_in.request_code, name="account_request_login_code"),
    path("sign-in/passkey/", passkeys.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-in/passkey/challenge/", passkeys.passkey_challenge, name="passkey_challenge"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
    path("<slug:provider_id>/sign-in/", oidc.oidc_sign_in, name="openid_connect_login"),
    path("<slug:provider_id>/callback/", oidc.oidc_callback, name="openid_connect_callback"),
]
