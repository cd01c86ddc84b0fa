"""A reader's own notes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent

from .. import actions, queries
from ..forms import NoteForm


@read_or_send
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Beside the thing `pk`; what another window wrote meanwhile stands beside what was typed."""
    actor = actor_of(request)
    place = queries.note_place(actor, pk)
    back = f"{place.url or reverse('library:mine')}#note"
    initial = (
        {"words": place.note.words, "version": place.note.version} if place.note else {"version": 0}
    )
    return answer_form(
        request,
        FormPage(
            title=_("Your note"),
            lead=place.title,
            form=NoteForm(sent(request), initial=initial),
            button=_("Save the note"),
            back_url=back,
            crumb=(
                (_("Library"), reverse("library:index")),
                (place.title, place.url),
                (_("Your note"), ""),
            ),
        ),
        lambda words, version: actions.write_note(
            thing_id=place.thing_id, words=words, version=version, by=actor, at=timezone.now()
        ),
        onward=back,
        thanks=_("Your note is saved. Only you can read it."),
        template="library/note.html",
    )


@require_POST
def delete_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    actions.delete_note(note=queries.note_for(actor, pk), by=actor, at=timezone.now())
    messages.success(request, _("The note is deleted. Below you can bring it back."))
    return redirect(f"{reverse('library:mine')}#deleted")


@require_POST
def bring_back_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    try:
        actions.bring_back_note(note=queries.note_for(actor, pk), by=actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
    else:
        messages.success(request, _("The note is back."))
    return redirect(f"{reverse('library:mine')}#notes")
