"""The page on which somebody says whether a gain held."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, queries
from ..forms.reviews import HoldCheckForm


@require_safe
def hold_check(request: PersonRequest, pk: UUID) -> HttpResponse:
    check = queries.hold_check_for(request.actor, pk)
    page = queries.hold_page(request.actor, check, at=timezone.now())
    return render_page(request, "challenges/reviews/hold_check.html", page)


@read_or_send
def answer_hold_check(request: PersonRequest, pk: UUID) -> HttpResponse:
    check, at = queries.hold_check_for(request.actor, pk), timezone.now()
    page = queries.hold_page(request.actor, check, at=at)
    page.may_answer.or_refuse()
    here = reverse("challenges:hold_check", args=[pk])
    return answer_form(
        request,
        FormPage(
            title=page.title,
            form=HoldCheckForm(sent(request)),
            button=_("This is the answer"),
            back_url=here,
            crumb=((page.challenge, page.challenge_url), (page.title, "")),
            known=page.known,
            note=_("It stands beside the result for everybody who sees the challenge."),
        ),
        lambda **read: actions.answer_hold_check(check=check, by=request.actor, at=at, **read),
        onward=here,
        thanks=_("Thank you. What you know now stands beside the result."),
    )
