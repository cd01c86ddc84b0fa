"""Pages of stories: written and approved inside, read by everybody outside."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.stories import StoryForm
from .framing import shared_form


@require_safe
def story(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.story_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/stories/story.html", page)


@read_or_send
def write_story(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    told = queries.story_of(request.actor, found)
    policies.write_story(request.actor, found, told).or_refuse()
    form = StoryForm(
        sent(request),
        results=queries.standing_results(found),
        initial=queries.story_initial(told),
    )
    here = reverse("challenges:story", args=[pk])
    return shared_form(
        request,
        found,
        form,
        lambda title, version, results=(), **_read: actions.write_story(
            challenge=found,
            title=title,
            parts=form.parts(),
            results=results,
            version=version or 0,
            by=request.actor,
            at=timezone.now(),
        ),
        tab=(_("Story"), "story"),
        title=_("Write the story"),
        button=_("Save"),
        lead=_("For people who know nothing of it. Nobody outside reads it until it is approved."),
        onward=here,
        thanks=_("Saved. Nobody outside reads it yet."),
    )


@require_POST
def write_up(request: PersonRequest, pk: UUID) -> HttpResponse:
    """To the drafts for the library; they are made where there are none yet."""
    found = queries.challenge_for(request.actor, pk)
    try:
        drafts = actions.write_up(challenge=found, by=request.actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
        return redirect("challenges:story", pk)
    messages.success(
        request,
        _("Here is the case study. The tested intervention stands beside it, on the story’s page."),
    )
    return redirect("library:draft", drafts[0].uid)


@require_POST
def ask_for_approval(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    told = queries.story_for(request.actor, found)
    try:
        actions.ask_for_approval(story=told, by=request.actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
    else:
        messages.success(request, _("Asked. The sponsor has been told."))
    return redirect("challenges:story", pk)


@require_POST
def approve_story(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    told = queries.story_for(request.actor, found)
    version = request.POST.get("version", "")
    try:
        actions.approve_story(
            story=told,
            version=int(version) if version.isdecimal() else 0,
            by=request.actor,
            at=timezone.now(),
        )
    except Unusable as unusable:
        messages.error(request, str(unusable))
    else:
        messages.success(request, _("Approved. Everybody can read it now."))
    return redirect("challenges:story", pk)


@require_POST
def take_story_down(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    told = queries.story_for(request.actor, found)
    actions.take_story_down(story=told, by=request.actor, at=timezone.now())
    messages.success(request, _("Taken down. Nobody outside reads it any more."))
    return redirect("challenges:story", pk)


@public
@require_safe
def public_stories(request: HttpRequest) -> HttpResponse:
    return render_page(request, "challenges/stories/public_index.html", queries.public_stories())


@public
@require_safe
def public_story(request: HttpRequest, slug: str) -> HttpResponse:
    told = queries.published_story(slug)
    page = queries.public_story(told, on=day_of(timezone.now()))
    return render_page(request, "challenges/stories/public.html", page)
