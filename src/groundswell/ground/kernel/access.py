"""Pages that need no sign-in are few, and each says so."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required

View = TypeVar("View", bound=Callable)


def public(view: View) -> View:
    """Open a view to people who have not signed in. A test lists every one of these."""
    opened = login_not_required(view)
    opened.is_public = True  # type: ignore[attr-defined]
    return opened
