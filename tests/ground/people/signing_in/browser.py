"""Signing in as a person does it: type an address, read the mail, type the code."""

import re
from typing import Any

from django.core import mail
from django.test import Client

SIGN_IN = "/accounts/sign-in/"
CODE = "/accounts/sign-in/code/"


def ask_for_code(client: Client, email: str, **typed: Any) -> Any:
    return client.post(SIGN_IN, {"email": email, **typed})


def newest_code() -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group()


def type_code(client: Client, code: str, **typed: Any) -> Any:
    return client.post(CODE, {"code": code, **typed})


def sign_in_by_code(email: str, **typed: Any) -> Client:
    client = Client()
    ask_for_code(client, email, **typed)
    type_code(client, newest_code())
    return client


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
