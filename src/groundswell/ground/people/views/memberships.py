"""Joining an organisation, changing the post, leaving; and ending a role."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable

from .. import actions, policies, queries
from ..forms.persons import MemberForm, PostForm
from ..models import Membership
from ..requests import PersonRequest
from .answering import answer_form, typed_in


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: PersonRequest, pk: UUID) -> HttpResponse:
    place = queries.organisation_for(request.actor, pk)
    page = queries.form_page(
        policies.add_member(request.actor, place),
        title=_("Add somebody to %(name)s") % {"name": place.name},
        lead=_("Somebody we know already by this address keeps their name."),
        form=MemberForm(typed_in(request), teams=queries.team_choices(place)),
        button=_("Add them"),
        back_label=place.name,
        back_url=reverse("people:organisation", args=[pk]),
    )

    def do(starts_on: Any, **typed: Any) -> Membership:
        at = timezone.now()
        return actions.add_member(
            organisation=place,
            starts_on=starts_on or day_of(at),
            **queries.post_from(request.actor, typed),
            by=request.actor,
            at=at,
        )

    return answer_form(request, page, do, onward=_person, thanks=_("They now belong here."))


@require_http_methods(["GET", "HEAD", "POST"])
def change_membership(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.membership_for(request.actor, pk)
    page = queries.form_page(
        policies.change_membership(request.actor, row),
        title=_("%(name)s in %(place)s")
        % {"name": row.person.name, "place": row.organisation.name},
        form=PostForm(
            typed_in(request),
            teams=queries.team_choices(row.organisation),
            initial=queries.post_of(row),
        ),
        button=_("Save"),
        back_label=row.person.name,
        back_url=_person(row),
    )

    def do(**typed: Any) -> Membership:
        post = queries.post_from(request.actor, typed)
        return actions.change_membership(
            membership=row, **post, by=request.actor, at=timezone.now()
        )

    return answer_form(request, page, do, onward=_person, thanks=_("The changes are saved."))


@require_POST
def end_membership(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.membership_for(request.actor, pk)
    try:
        actions.end_membership(membership=row, by=request.actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
    else:
        messages.success(request, _("Today is their last day there."))
    return redirect(_person(row))


@require_POST
def end_role(request: PersonRequest, pk: UUID) -> HttpResponse:
    role = queries.role_for(request.actor, pk)
    actions.end_role(role=role, by=request.actor, at=timezone.now())
    messages.success(request, _("The role has ended."))
    return redirect("people:person", pk=role.person_id)


def _person(row: Membership) -> str:
    return reverse("people:person", args=[row.person_id])
