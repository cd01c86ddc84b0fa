"""The pages of messages."""

from uuid import UUID

from django.contrib import messages as notices
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.ground.kernel.access import public
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from . import actions, queries
from .forms import UntilForm, choices_form


@require_safe
def inbox(request: PersonRequest) -> HttpResponse:
    page = queries.inbox_page(request.actor, number=request.GET.get("page"), at=timezone.now())
    return render_page(request, "messaging/inbox.html", page)


@require_safe
def message(request: PersonRequest, pk: UUID) -> HttpResponse:
    told = queries.message_for(request.actor, pk)
    actions.mark_read(message=told, by=request.actor, at=timezone.now())
    return render_page(request, "messaging/message.html", queries.message_page(told))


@require_POST
def mark_read(request: PersonRequest, pk: UUID) -> HttpResponse:
    told = queries.message_for(request.actor, pk)
    actions.mark_read(message=told, by=request.actor, at=timezone.now())
    return redirect("messages:inbox")


@require_POST
def mark_all_read(request: PersonRequest) -> HttpResponse:
    form = UntilForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    actions.mark_all_read(until=form.cleaned_data["until"], by=request.actor, at=timezone.now())
    return redirect("messages:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: PersonRequest) -> HttpResponse:
    form = choices_form(queries.kinds_in_order())(
        request.POST if request.method == "POST" else None,
        initial=queries.chosen_channels(request.actor),
    )
    if form.is_valid():
        actions.choose_channels(channels=form.cleaned_data, by=request.actor, at=timezone.now())
        notices.success(request, _("Thank you. Messages will reach you this way from now on."))
        return redirect("messages:choices")
    return render_page(request, "messaging/choices.html", form, status=status_of(form))


@public
@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """Routed in the demo only: whoever signs in there reads the code here."""
    return render_page(request, "messaging/demo_mail.html", queries.demo_mail_page())
