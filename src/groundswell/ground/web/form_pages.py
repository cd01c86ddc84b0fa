"""The page that is one form: asked, mended, taken. Most of what a person does is such a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.registries import Words

from .forms import Form, status_of
from .pages import render_page

BACK = gettext_lazy("Back, and change nothing")
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around one form, in ready words."""

    title: str
    form: Form
    button: str
    back_url: str
    crumb: Sequence[tuple[str, str]] = ()
    lead: str = ""
    known: Sequence[tuple[str, str]] = ()  # what the person should have before their eyes
    note: str = ""  # what follows from it, under the button
    back_label: Words = BACK


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it nothing; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def attempt(form: Form, act: Callable[[], Any]) -> Any:
    """What the action gives; None where form or action found a fault: the form shows it."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act()
    except Unusable as unusable:
        form.refuse(unusable)
        return None


def answer_form(
    request: HttpRequest,
    page: FormPage,
    act: Callable[..., Any],
    *,
    onward: str | Callable[[Any], str],
    thanks: str = "",
    template: str = "web/form.html",
) -> HttpResponse:
    """Show the form; when it comes back whole, do it, thank the person and go on.

    `act` is given what the form has read, by name. What it cannot use is said beside its field, and
    what was typed is kept.
    """
    form = page.form
    if form.is_bound and form.is_valid():
        try:
            done = act(**form.cleaned_data)
        except Unusable as unusable:
            form.refuse(unusable)
        else:
            if thanks:
                messages.success(request, thanks)
            return redirect(onward if isinstance(onward, str) else onward(done))
    return render_page(request, template, page, status=status_of(form))
