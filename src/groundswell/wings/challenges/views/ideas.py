"""Pages of ideas."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.trying import IdeaForm, ReasonForm
from .framing import form_page, shared_form


@require_safe
def ideas(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.ideas_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/tests/ideas.html", page)


@read_or_send
def add_idea(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.add_idea(request.actor, found).or_refuse()
    form = IdeaForm(sent(request))
    page = form_page(
        found, form, tab=(_("Ideas"), "ideas"), title=_("Add an idea"), button=_("Add it")
    )
    return answer_form(
        request,
        page,
        lambda version, **read: actions.add_idea(
            challenge=found, by=request.actor, at=timezone.now(), **read
        ),
        onward=reverse("challenges:ideas", args=[pk]),
        thanks=_("Written down. When somebody owns it, make it a test."),
    )


@read_or_send
def change_idea(request: PersonRequest, pk: UUID, idea_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    idea = queries.idea_for(found, idea_pk)
    policies.change_idea(request.actor, idea).or_refuse()
    names = ("title", "detail", "theme", "version")
    form = IdeaForm(sent(request), initial={name: getattr(idea, name) for name in names})
    return shared_form(
        request,
        found,
        form,
        lambda version, **read: actions.change_idea(
            idea=idea, version=version or 0, by=request.actor, at=timezone.now(), **read
        ),
        tab=(_("Ideas"), "ideas"),
        title=_("Change the idea"),
        button=_("Save"),
        onward=reverse("challenges:ideas", args=[pk]),
        thanks=_("Saved."),
    )


@read_or_send
def set_aside_idea(request: PersonRequest, pk: UUID, idea_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    idea = queries.idea_for(found, idea_pk)
    policies.set_aside_idea(request.actor, idea).or_refuse()
    form = ReasonForm(sent(request))
    page = form_page(
        found,
        form,
        tab=(_("Ideas"), "ideas"),
        title=_("Set the idea aside"),
        button=_("Set it aside"),
        known=((_("Idea"), idea.title),),
        lead=_("It stays in the list and can be brought back."),
    )
    return answer_form(
        request,
        page,
        lambda reason: actions.set_aside_idea(
            idea=idea, reason=reason, by=request.actor, at=timezone.now()
        ),
        onward=reverse("challenges:ideas", args=[pk]),
        thanks=_("Set aside, with your reason."),
    )


@require_POST
def bring_back_idea(request: PersonRequest, pk: UUID, idea_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    idea = queries.idea_for(found, idea_pk)
    actions.bring_back_idea(idea=idea, by=request.actor, at=timezone.now())
    messages.success(request, _("It is an idea again."))
    return redirect("challenges:ideas", pk)
