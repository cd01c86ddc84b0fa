"""Forms of signing in: an address, a code, a passkey."""

import json
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.ground.web.forms import Form


class SignInForm(Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "spellcheck": "false"}),
        error_messages={"invalid": _("Type an e-mail address such as name@example.org.")},
    )
    shared_computer = forms.BooleanField(
        label=_("This is a shared computer"),
        required=False,
        help_text=_(
            "We sign you out after 15 minutes without a click, or when the browser closes."
        ),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CodeForm(Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "width": "10",
            }
        ),
        error_messages={"required": _("Type the code from the mail.")},
    )


class PasskeyForm(Form):
    """What the browser's passkey ceremony gave, verified against the challenge in the session."""

    name = forms.CharField(label=_("A name for this passkey, such as “Work phone”"), max_length=100)
    credential = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_credential(self) -> dict[str, Any]:
        data = {"credential": self.cleaned_data["credential"], "passwordless": "on"}
        ceremony = AddWebAuthnForm(data, user=self.user)
        if not verified(ceremony):
            raise forms.ValidationError(
                _("The passkey was not made. Try again, on a device that can keep passkeys.")
            )
        return dict(ceremony.cleaned_data["credential"])


def passkey_of(credential: str) -> Any:
    """The passkey with which somebody signs in, or None where the ceremony does not hold."""
    ceremony = LoginWebAuthnForm({"credential": credential})
    return ceremony.cleaned_data["credential"] if verified(ceremony) else None


def verified(ceremony: forms.Form) -> bool:
    """Whether the ceremony holds; what is no credential at all is no fault of ours."""
    try:
        if not isinstance(json.loads(ceremony.data["credential"]), dict):
            return False
        return ceremony.is_valid()
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
