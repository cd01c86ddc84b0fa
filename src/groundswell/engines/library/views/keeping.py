"""Pages for those who keep the library: what waits, and whether a thing still holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, queries
from ..forms import StandingForm


@dataclass(frozen=True, slots=True)
class StandingPage(FormPage):
    restore_url: str = ""  # empty where it is current
    version: str = ""


@require_safe
def keeping(request: PersonRequest) -> HttpResponse:
    page = queries.keeping_page(request.actor, timezone.now())
    return render_page(request, "library/keeping.html", page)


@read_or_send
def standing(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    """What a reviewer says of it; the page of a thing that is current no longer offers both."""
    actor, at = request.actor, timezone.now()
    thing = queries.thing_for(actor, kind, uid)
    address = queries.address_of_thing(thing)
    version = queries.standing_version(thing)
    form = StandingForm(sent(request), today=day_of(at), initial={"version": version})
    is_current = thing.standing == "current"
    page = StandingPage(
        title=_("Does it still hold?"),
        form=form,
        button=_("Say so, and mark what rests on it"),
        back_url=address,
        crumb=(
            (_("Library"), reverse("library:index")),
            (str(thing), address),
            (_("Standing"), ""),
        ),
        lead=_("It stays to be read, and says plainly what became of it."),
        known=queries.standing_pairs(thing),
        note=_("Everything that rests on it is marked, and those who answer for that are told."),
        restore_url="" if is_current else reverse("library:restore", args=[kind, uid]),
        version=version,
    )

    def act(instead: str, **given: Any) -> Any:
        replacement: Any = queries.instead_of(actor, thing, instead)
        return actions.set_standing(thing=thing, instead=replacement, by=actor, at=at, **given)

    return answer_form(
        request, page, act, onward=address, thanks=_("Said. What rests on it is being marked."),
        template="library/standing.html",
    )  # fmt: skip


@require_POST
def restore(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    thing = queries.thing_for(request.actor, kind, uid)
    version = request.POST.get("version", "")
    try:
        actions.restore_standing(thing=thing, version=version, by=request.actor, at=timezone.now())
    except Unusable as unusable:
        messages.warning(request, str(unusable))
    else:
        messages.success(
            request, _("It holds again. Marks that have no other reason are taken off.")
        )
    return redirect(queries.address_of_thing(thing))


@require_safe
def draft(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What was written up, before anybody lets it out."""
    found = queries.draft_for(request.actor, uid)
    page = queries.shown_draft(request.actor, found, day_of(timezone.now()))
    return render_page(request, "library/draft.html", page)
