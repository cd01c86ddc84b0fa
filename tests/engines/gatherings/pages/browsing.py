"""Short words for what every test of these pages does."""

import re
from html import unescape

from django.urls import reverse

BY_HTMX = {"HTTP_HX_REQUEST": "true"}


def url(name, *args):
    return reverse(f"gatherings:{name}", args=[getattr(a, "pk", a) for a in args])


def text_of(response):
    return unescape(response.content.decode())


def seen_on(response):
    """The stamps that a page would send with its next question."""
    return re.findall(r'name="seen" value="([^"]+)"', response.content.decode())
