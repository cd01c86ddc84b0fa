"""One way for every page that is a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from ..queries.forms import FormPage


def answer_form(
    request: HttpRequest,
    page: FormPage,
    do: Callable[..., Any],
    *,
    onward: Callable[[Any], str],
    thanks: str,
) -> HttpResponse:
    """Show the form; when it comes back whole, do it, thank the person and go on.

    What `do` cannot use is said beside its field, and what was typed is kept.
    """
    form: Form = page.form  # type: ignore[assignment]
    if request.method == "POST" and form.is_valid():
        try:
            done = do(**form.cleaned_data)
        except Unusable as unusable:
            form.refuse(unusable)
        else:
            messages.success(request, thanks)
            return redirect(onward(done))
    return render_page(request, "people/form.html", page, status=status_of(form))


def typed_in(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it nothing; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def number_of(request: HttpRequest) -> str:
    """Which part of a long list is asked for."""
    return request.GET.get("page", "")
