from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.pages import render_page
from groundswell.ground.web.paging import step_from

from .. import actions, policies, queries
from ..forms.organisations import (
    ChangeOrganisationForm,
    CloseOrganisationForm,
    OrganisationForm,
)
from ..models import Organisation
from ..requests import PersonRequest
from .answering import answer_form, number_of, typed_in


@require_safe
def organisations(request: PersonRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:200]
    page = queries.organisations_page(request.actor, asked=asked, number=number_of(request))
    return render_page(request, "people/organisations.html", page)


@require_safe
def organisation(request: PersonRequest, pk: UUID) -> HttpResponse:
    page = queries.organisation_page(
        request.actor,
        queries.known_organisation(pk),
        asked=request.GET.get("q", "")[:200],
        step=step_from(request.GET),
    )
    return render_page(request, "people/organisation.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: PersonRequest) -> HttpResponse:
    page = queries.form_page(
        policies.add_organisation(request.actor),
        title=_("Add an organisation"),
        form=OrganisationForm(typed_in(request)),
        button=_("Add it"),
        back_label=_("Organisations"),
        back_url=reverse("people:organisations"),
    )

    def do(**typed: Any) -> Organisation:
        return actions.add_organisation(**typed, by=request.actor, at=timezone.now())

    return answer_form(request, page, do, onward=_page, thanks=_("The organisation is added."))


@require_http_methods(["GET", "HEAD", "POST"])
def change_organisation(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.organisation_for(request.actor, pk)
    known = {f: getattr(row, f) for f in ("name", "kind", "ods_code", "opened_on", "version")}
    page = queries.form_page(
        policies.change_organisation(request.actor, row),
        title=_("Change %(name)s") % {"name": row.name},
        form=ChangeOrganisationForm(typed_in(request), initial=known),
        button=_("Save"),
        back_label=row.name,
        back_url=_page(row),
    )

    def do(**typed: Any) -> Organisation:
        return actions.change_organisation(
            organisation=row, **typed, by=request.actor, at=timezone.now()
        )

    return answer_form(request, page, do, onward=_page, thanks=_("The changes are saved."))


@require_http_methods(["GET", "HEAD", "POST"])
def close_organisation(request: PersonRequest, pk: UUID) -> HttpResponse:
    row = queries.organisation_for(request.actor, pk)
    page = queries.form_page(
        policies.close_organisation(request.actor, row),
        title=_("Close %(name)s") % {"name": row.name},
        lead=_("Its people and its past stay. Nobody new can join. This cannot be undone."),
        form=CloseOrganisationForm(typed_in(request)),
        button=_("Close it"),
        back_label=row.name,
        back_url=_page(row),
    )

    def do(successor: str, **typed: Any) -> Organisation:
        return actions.close_organisation(
            organisation=row,
            successor=_called(successor),
            **typed,
            by=request.actor,
            at=timezone.now(),
        )

    return answer_form(request, page, do, onward=_page, thanks=_("The organisation is closed."))


def _called(text: str) -> Organisation | None:
    if not text:
        return None
    found = queries.organisation_called(text)
    if found is None:
        sentence = _("We know no single organisation by “%(text)s”. Type its ODS code.")
        raise Unusable(sentence % {"text": text}, field="successor")
    return found


def _page(row: Organisation) -> str:
    return reverse("people:organisation", args=[row.pk])
