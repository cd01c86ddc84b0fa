"""From a frozen page of ready values to a response."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_page(
    request: HttpRequest, template: str, page: Any = None, *, status: int = 200
) -> HttpResponse:
    """Render a template with `page` (one frozen dataclass of ready values).

    The frame around it, `shell`, comes with every template: see `shell.around`.
    """
    return render(request, template, {"page": page}, status=status)
