"""What stands around every form of a challenge."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.web.form_pages import FormPage, attempt
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from ..forms.versions import SharedForm
from ..models import Challenge

Pairs = Sequence[tuple[str, str]]


def form_page(
    challenge: Challenge,
    form: Form,
    *,
    tab: tuple[str, str],
    title: str,
    button: str,
    lead: str = "",
    note: str = "",
    known: Pairs = (),
    back_url: str = "",
) -> FormPage:
    """`tab` is the label and URL name of the page of the challenge that the form belongs to."""
    label, name = tab
    home = reverse(f"challenges:{name}", args=[challenge.pk])
    return FormPage(
        title=title,
        form=form,
        button=button,
        back_url=back_url or home,
        crumb=(
            (challenge.title, reverse("challenges:challenge", args=[challenge.pk])),
            (label, home),
            (title, ""),
        ),
        lead=lead,
        known=known,
        note=note,
    )


def shared_form(
    request: HttpRequest,
    challenge: Challenge,
    form: SharedForm,
    act: Callable[..., Any],
    *,
    onward: str,
    thanks: str,
    known: Pairs = (),
    **around: Any,
) -> HttpResponse:
    """A form about what others may change meanwhile: what they wrote stands above it then."""
    done = attempt(form, lambda: act(**form.cleaned_data))
    if done:
        messages.success(request, thanks)
        return redirect(onward)
    theirs = [(_("Now: %(name)s") % {"name": name}, text) for name, text in form.theirs]
    page = form_page(challenge, form, known=(*known, *theirs), **around)
    return render_page(request, "web/form.html", page, status=status_of(form))
