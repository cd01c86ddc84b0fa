"""Packs and references on their way in and out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.exports import download
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..finding.asked import asked_by
from ..forms import MakePackForm, PackForm, WorksForm
from ..models import Shelf, Upload


@read_or_send
def packs(request: PersonRequest) -> HttpResponse:
    """What was taken in, and a form to send a pack."""
    actor = request.actor
    policies.keep_packs(actor).or_refuse()
    form = PackForm(sent(request), request.FILES or None, shelves=queries.shelf_choices(actor))
    made = attempt(
        form,
        lambda: actions.send_pack(
            shelf=queries.shelf_kept_by(actor, int(form.cleaned_data["shelf"])),
            file_name=form.cleaned_data["file"].name,
            content=form.cleaned_data["file"].read(),
            by=actor,
            at=timezone.now(),
        ),
    )
    if made:
        return redirect("library:upload", made.pk)
    page = queries.packs_page(actor, form)
    return render_page(request, "library/packs.html", page, status=status_of(form))


@require_POST
def starting_library(request: PersonRequest) -> HttpResponse:
    """What comes with the program, laid beside a shelf."""
    given = request.POST.get("shelf", "")
    shelf = queries.shelf_kept_by(request.actor, int(given) if given.isdecimal() else 0)
    made = actions.send_pack(shelf=shelf, by=request.actor, at=timezone.now())
    return redirect("library:upload", made.pk)


@read_or_send
def make_pack(request: PersonRequest, shelf_pk: int) -> HttpResponse:
    """A selection as a zip; the form stays where something is missing."""
    actor = request.actor
    shelf = queries.shelf_kept_by(actor, shelf_pk)
    initial = {"version": 1, "licence": "CC BY 4.0"}
    there = queries.choosing(actor, shelf)
    form = MakePackForm(sent(request), choices=there.choices, initial=initial)
    made = attempt(form, lambda: _made(request, shelf, form))
    if made:
        return download(f"{form.cleaned_data['title']}.zip", made, "application/zip")
    page = queries.make_page(shelf, form, there, request.POST.getlist("items"))
    return render_page(request, "library/make_pack.html", page, status=status_of(form))


def _made(request: PersonRequest, shelf: Shelf, form: MakePackForm) -> bytes:
    given = form.cleaned_data
    return actions.make_pack(
        shelf=shelf,
        chosen=form.selection,
        title=given["title"],
        version=int(given["version"]),
        licence=given["licence"],
        about=given["about"],
        by=request.actor,
        at=timezone.now(),
    )


@read_or_send
def works(request: PersonRequest) -> HttpResponse:
    """A form to send references, and the ways to take them away."""
    actor = request.actor
    policies.take_in_works(actor).or_refuse()
    form = WorksForm(sent(request), request.FILES or None)
    made = attempt(
        form,
        lambda: actions.send_works(
            file_name=form.cleaned_data["file"].name,
            content=form.cleaned_data["file"].read(),
            by=actor,
            at=timezone.now(),
        ),
    )
    if made:
        return redirect("library:upload", made.pk)
    page = queries.works_page(actor, form, asked_by(request.GET))
    return render_page(request, "library/works.html", page, status=status_of(form))


@require_safe
def works_file(request: PersonRequest, format_: str) -> HttpResponse:
    policies.take_in_works(request.actor).or_refuse()
    name, content, kind = queries.works_file(request.actor, format_, asked_by(request.GET))
    return download(name, content, kind)


@require_safe
def upload(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Wherever the file has come to: what it would do, or the bar of whoever works at it."""
    found = queries.upload_for(request.actor, pk)
    if found.state in {Upload.State.SENT, Upload.State.TAKING} and found.job_id:
        return redirect("web:job", found.job_id)
    page = queries.upload_page(request.actor, found)
    return render_page(request, "library/upload.html", page)


@require_POST
def take_upload(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.upload_for(request.actor, pk)
    prefix = "choice-"
    choices = {
        name.removeprefix(prefix): str(value)
        for name, value in request.POST.items()
        if name.startswith(prefix)
    }
    try:
        actions.confirm_upload(
            upload=found,
            fingerprint=request.POST.get("fingerprint", ""),
            choices=choices,
            by=request.actor,
            at=timezone.now(),
        )
    except Unusable as unusable:
        messages.warning(request, str(unusable))
    return redirect("library:upload", pk)


@require_POST
def look_again(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.upload_for(request.actor, pk)
    try:
        actions.look_again(upload=found, by=request.actor, at=timezone.now())
    except Unusable as unusable:
        messages.warning(request, str(unusable))
    return redirect("library:upload", pk)


@require_POST
def put_upload_away(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.upload_for(request.actor, pk)
    actions.put_upload_away(upload=found, by=request.actor, at=timezone.now())
    messages.success(request, _("The file was put away. Nothing of it was taken in."))
    return redirect("library:packs" if found.shelf_id else "library:works")
