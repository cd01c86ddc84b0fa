"""Case studies: sent in, followed by who sent them, decided by who reviews the shelf."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms import DeclineForm, SubmitForm
from ..models import Submission


@read_or_send
def submit(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    shelves = queries.shelves_open_to(actor)
    library = reverse("library:index")
    if not shelves:
        return render_page(request, "library/no_shelf.html", library)
    return answer_form(
        request,
        FormPage(
            title=_("Send in a case study"),
            lead=_(
                "What somebody tried, what came of it, and how they know. What did not work is as"
                " welcome as what did."
            ),
            form=SubmitForm(sent(request), shelves=shelves),
            button=_("Send it in"),
            back_url=library,
            note=_(
                "Those who review the shelf see your name, so that they can ask you. Readers see"
                " the names under “Credit” and no others."
            ),
            crumb=((_("Library"), library), (_("Send in a case study"), "")),
        ),
        lambda shelf, **told: actions.submit_case_study(
            shelf=shelf, told=told, by=actor, at=timezone.now()
        ),
        onward=_address,
        thanks=_("Thank you. Those who review the shelf have it; you are told what they decide."),
        template="library/submit.html",
    )


def _address(sent_in: Submission) -> str:
    return reverse("library:sent_in", args=[sent_in.pk])


@require_safe
def sent_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What its sender sees: their words, and how it stands."""
    actor = actor_of(request)
    page = queries.sent_page(actor, queries.own_submission_for(actor, pk))
    return render_page(request, "library/sent_in.html", page)


@require_POST
def take_back_submission(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.own_submission_for(actor, pk)
    actions.take_back_submission(sent=found, by=actor, at=timezone.now())
    messages.success(request, _("It is taken back, and nothing of it stays here."))
    return redirect(f"{reverse('library:mine')}#sent")


@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """For those who review a shelf; to all others the page is not there."""
    actor = actor_of(request)
    queries.refuse_who_reviews_none(actor)
    page = queries.submissions_page(
        actor, done="done" in request.GET, number=request.GET.get("page")
    )
    return render_page(request, "library/submissions.html", page)


@require_safe
def submission(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    page = queries.review_page(actor, queries.submission_for(actor, pk))
    return render_page(request, "library/submission.html", page)


@require_POST
def draft_submission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A page on the shelf in the sender's words; the reviewer goes on from its submission."""
    actor = actor_of(request)
    found = queries.submission_for(actor, pk)
    actions.draft_from_submission(sent=found, by=actor, at=timezone.now())
    thanks = _("The draft is on the shelf. No reader finds it until it is published.")
    messages.success(request, thanks)
    return redirect("library:submission", pk)


@read_or_send
def decline_submission(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.submission_for(actor, pk)
    if request.method != "POST":
        policies.decline_submission(actor, found).or_refuse()
    back = reverse("library:submission", args=[pk])
    waiting = reverse("library:submissions")
    return answer_form(
        request,
        FormPage(
            title=_("Do not take it up"),
            lead=found.title,
            form=DeclineForm(sent(request)),
            button=_("Tell the sender"),
            back_url=back,
            crumb=(
                (_("Library"), reverse("library:index")),
                (_("Case studies sent in"), waiting),
                (found.title, back),
                (_("Not taken up"), ""),
            ),
        ),
        lambda reason: actions.decline_submission(
            sent=found, reason=reason, by=actor, at=timezone.now()
        ),
        onward=waiting,
        thanks=_("It is not taken up, and the sender reads why."),
    )
