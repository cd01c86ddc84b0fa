from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.web.forms import Form
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.persons import PersonForm, RoleForm
from ..models import Person, Role
from ..requests import PersonRequest
from ..standing import actor_for
from .answering import answer_form, typed_in


@require_safe
def person(request: PersonRequest, pk: UUID) -> HttpResponse:
    page = queries.person_page(request.actor, queries.person_for(request.actor, pk))
    return render_page(request, "people/person.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change_person(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.person_for(request.actor, pk)
    known = {f: getattr(row, f) for f in ("name", "known_as", "email", "version")}
    with_address = queries.may_change_address(request.actor, row)
    form = PersonForm(typed_in(request), initial=known, with_address=with_address)
    page = queries.form_page(
        policies.change_person(request.actor, actor_for(row, on=request.actor.on)),
        title=_("Change %(name)s") % {"name": row.name},
        form=form,
        button=_("Save"),
        back_label=row.name,
        back_url=_page(row),
    )

    def do(**typed: Any) -> Person:
        typed.setdefault("email", row.email)
        return actions.change_person(person=row, **typed, by=request.actor, at=timezone.now())

    return answer_form(request, page, do, onward=_page, thanks=_("The changes are saved."))


@require_http_methods(["GET", "HEAD", "POST"])
def end_person(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.person_for(request.actor, pk)
    page = queries.form_page(
        policies.end_person(request.actor, actor_for(row, on=request.actor.on)),
        title=_("End the account of %(name)s") % {"name": row.name},
        lead=_(
            "They are signed out everywhere at once, and can’t sign in again. Their roles, keys "
            "and memberships end today. What they did stays."
        ),
        form=Form(typed_in(request)),
        button=_("End the account"),
        back_label=row.name,
        back_url=_page(row),
    )

    def do() -> Person:
        return actions.end_person(person=row, by=request.actor, at=timezone.now())

    return answer_form(request, page, do, onward=_after_end, thanks=_("The account has ended."))


@require_http_methods(["GET", "HEAD", "POST"])
def grant_role(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.person_for(request.actor, pk)
    form = RoleForm(
        typed_in(request),
        codes=queries.role_choices(),
        places=queries.place_choices(request.actor, row),
    )
    page = queries.form_page(
        queries.may_grant_somewhere(request.actor, actor_for(row, on=request.actor.on)),
        title=_("Grant %(name)s a role") % {"name": row.name},
        lead=_("They are signed out, so that what they can do is what they hold."),
        form=form,
        button=_("Grant the role"),
        back_label=row.name,
        back_url=_page(row),
    )

    def do(code: str, place: str, **typed: Any) -> Role:
        at = timezone.now()
        typed["starts_on"] = typed["starts_on"] or day_of(at)
        held_in = queries.place_from(request.actor, place)
        return actions.grant_role(
            person=row, code=code, **held_in, **typed, by=request.actor, at=at
        )

    return answer_form(
        request, page, do, onward=lambda role: _page(row), thanks=_("The role is granted.")
    )


def _page(row: Person) -> str:
    return reverse("people:person", args=[row.pk])


def _after_end(row: Person) -> str:
    return reverse("people:organisations")
