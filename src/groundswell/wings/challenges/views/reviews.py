"""Pages of reviews."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.reviews import ReviewForm
from .framing import shared_form


@require_safe
def reviews(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.reviews_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/reviews/reviews.html", page)


@require_safe
def review(request: PersonRequest, pk: UUID, milestone: str) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    one = queries.review_for(found, milestone)
    page = queries.review_page(request.actor, found, one, at=timezone.now())
    return render_page(request, "challenges/reviews/review.html", page)


@read_or_send
def write_review(request: PersonRequest, pk: UUID, milestone: str) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    one = queries.review_for(found, milestone)
    policies.write_review(request.actor, one).or_refuse()
    form = ReviewForm(sent(request), initial=queries.review_initial(one))
    url = reverse("challenges:review", args=[pk, milestone])
    return shared_form(
        request,
        found,
        form,
        lambda version, **read: actions.write_review(
            review=one, version=version, by=request.actor, at=timezone.now(), **read
        ),
        tab=(_("Reviews"), "reviews"),
        title=_("Review: %(when)s") % {"when": one.get_milestone_display()},
        button=_("Save"),
        lead=_("The numbers are filled in from the record. Here is what only you know."),
        back_url=url,
        onward=url,
        thanks=_("Saved."),
    )


@require_POST
def hold_review(request: PersonRequest, pk: UUID, milestone: str) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    one = queries.review_for(found, milestone)
    actions.hold_review(review=one, by=request.actor, at=timezone.now())
    messages.success(request, _("Held. What was read today stays as it was read."))
    return redirect("challenges:review", pk, milestone)
