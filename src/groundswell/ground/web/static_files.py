"""Addresses of our own styles, scripts and pictures, each with a stamp of its content."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static as address_of


@cache
def static(path: str) -> str:
    """The address of a static file. A changed file has a new one, so no browser keeps the old."""
    found = finders.find(path)
    if not isinstance(found, str):
        return address_of(path)
    stamp = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:16]
    return f"{address_of(path)}?v={stamp}"
