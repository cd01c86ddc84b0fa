from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.pages import render_page
from groundswell.ground.web.paging import step_from

from .. import actions, policies, queries
from ..forms.organisations import RenameTeamForm, TeamForm
from ..models import Team
from ..requests import PersonRequest
from .answering import answer_form, typed_in


@require_safe
def team(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.team_for(request.actor, pk)
    page = queries.team_page(request.actor, row, step=step_from(request.GET))
    return render_page(request, "people/team.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_team(request: PersonRequest, pk: UUID) -> HttpResponse:
    place = queries.organisation_for(request.actor, pk)
    within = {"parent": request.GET.get("within", "")}
    page = queries.form_page(
        policies.add_team(request.actor, place),
        title=_("Add a team to %(name)s") % {"name": place.name},
        form=TeamForm(typed_in(request), teams=queries.team_choices(place), initial=within),
        button=_("Add it"),
        back_label=place.name,
        back_url=reverse("people:organisation", args=[pk]),
    )

    def do(name: str, parent: str) -> Team:
        larger = queries.team_for(request.actor, UUID(parent)) if parent else None
        return actions.add_team(
            organisation=place, name=name, parent=larger, by=request.actor, at=timezone.now()
        )

    return answer_form(request, page, do, onward=_page, thanks=_("The team is added."))


@require_http_methods(["GET", "HEAD", "POST"])
def rename_team(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.team_for(request.actor, pk)
    known = {"name": row.name, "version": row.version}
    page = queries.form_page(
        policies.rename_team(request.actor, row),
        title=_("Rename %(name)s") % {"name": row.name},
        form=RenameTeamForm(typed_in(request), initial=known),
        button=_("Save"),
        back_label=row.name,
        back_url=_page(row),
    )

    def do(**typed: Any) -> Team:
        return actions.rename_team(team=row, **typed, by=request.actor, at=timezone.now())

    return answer_form(request, page, do, onward=_page, thanks=_("The team is renamed."))


@require_POST
def close_team(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.team_for(request.actor, pk)
    try:
        actions.close_team(team=row, by=request.actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
    else:
        messages.success(request, _("The team is closed."))
    return redirect(_page(row))


def _page(row: Team) -> str:
    return reverse("people:team", args=[row.pk])
