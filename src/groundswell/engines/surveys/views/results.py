"""Results: the page, its cuts, comments, and what those who keep them do with them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.exports import csv_response
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies
from ..forms.results import OutcomeForm, TextForm
from ..kinds import Circle
from ..models import Outcome, Survey
from ..queries.results import access
from ..queries.results.moderation import moderation_page, text_for
from ..queries.results.numbers import numbers_file
from ..queries.results.page import results_page
from ..queries.results.texts import comments_page
from ..results.cutting import UNITS


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


@require_safe
def results(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _actor(request)
    survey = access.survey_with_results_for(actor, pk)
    page = results_page(actor, survey, by=request.GET.get("by", ""))
    return render_page(request, "surveys/results/page.html", page)


@require_POST
def cut(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lay the scores out another way: what is asked is asked for good, and the same for all."""
    actor = _actor(request)
    survey = access.survey_with_results_for(actor, pk)
    by = request.POST.get("by", "")
    release = access.release_or_404(actor, survey)
    job = None
    try:
        if by != UNITS:  # those are worked out with the results
            job = actions.cut_results(
                survey=survey, release=release, question=by, by=actor, at=timezone.now()
            )
    except Unusable as unusable:
        messages.error(request, str(unusable))
    if job:
        return redirect("web:job", job.pk)
    return redirect(f"{_page(survey)}?by={by if by.isidentifier() else ''}#groups")


@require_safe
def numbers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every published number as comma-separated text, for a program that reads it."""
    actor = _actor(request)
    name, headings, rows = numbers_file(actor, access.survey_with_results_for(actor, pk))
    return csv_response(name, headings, rows)


@require_safe
def comments(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _actor(request)
    page = comments_page(actor, access.survey_with_results_for(actor, pk))
    return render_page(request, "surveys/results/comments.html", page)


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _actor(request)
    survey = access.kept_survey_for(actor, pk)
    try:
        job = actions.publish_results(survey=survey, by=actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
        return redirect(_page(survey))
    return redirect("web:job", job.pk)


@require_POST
def tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _actor(request)
    survey = access.kept_survey_for(actor, pk)
    wanted = request.POST.get("circle", "")
    circle = wanted if wanted in Circle.values else Circle.KEEPERS
    actions.tell_results(survey=survey, circle=circle, by=actor, at=timezone.now())
    messages.success(request, _("They can read it now, and are being told."))
    return redirect(_page(survey))


@require_safe
def moderation(request: HttpRequest, pk: UUID) -> HttpResponse:
    survey = access.kept_survey_for(_actor(request), pk)
    policies.moderate_text(_actor(request), survey).or_refuse()
    page = moderation_page(survey, request.GET.dict(), done="done" in request.GET)
    return render_page(request, "surveys/results/moderation.html", page)


@require_POST
def keep_texts(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _actor(request)
    survey = access.kept_survey_for(actor, pk)
    ids = [UUID(one) for one in request.POST.getlist("text") if _is_id(one)]
    n = actions.keep_texts(survey=survey, texts=ids, by=actor, at=timezone.now())
    messages.success(request, _("%(n)s comments are shown as written.") % {"n": n})
    return redirect("surveys:moderation", pk)


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@read_or_send
def moderate(request: HttpRequest, pk: UUID, text_pk: UUID) -> HttpResponse:
    actor = _actor(request)
    text = text_for(actor, pk, text_pk)
    back = reverse("surveys:moderation", args=[pk])
    begin = {"state": text.state, "shown_text": text.shown_text or text.text, "reason": text.reason}
    page = FormPage(
        title=_("What is shown of this comment"),
        form=TextForm(sent(request), initial=begin),
        button=_("Decide"),
        back_url=back,
        known=[(_("Written"), text.text)],
        crumb=[(text.survey.title, _page(text.survey)), (_("Comments"), back)],
        note=_("What was written is kept as it is; only what is shown changes."),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.moderate_text(text=text, by=actor, at=timezone.now(), **given),
        onward=back,
        thanks=_("Decided."),
    )


@require_POST
def undo_moderation(request: HttpRequest, pk: UUID, text_pk: UUID) -> HttpResponse:
    actor = _actor(request)
    text = text_for(actor, pk, text_pk)
    actions.undo_moderation(text=text, by=actor, at=timezone.now())
    messages.success(request, _("It waits again, and is not shown until somebody decides."))
    return redirect("surveys:moderation", pk)


@read_or_send
def write_outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _actor(request)
    survey = access.kept_survey_for(actor, pk)
    policies.write_outcome(actor, survey).or_refuse()
    form = OutcomeForm(sent(request))

    def act(**_given: Any) -> Outcome:
        return actions.write_outcome(survey=survey, answer=form.answer, by=actor, at=timezone.now())

    page = _outcome_page(survey, form, _("You said, we did"), _("Write it down"))
    thanks = _("Written down. Everybody who may read the results reads it.")
    return answer_form(request, page, act, onward=f"{_page(survey)}#outcomes", thanks=thanks)


@read_or_send
def change_outcome(request: HttpRequest, pk: UUID, outcome_pk: UUID) -> HttpResponse:
    actor = _actor(request)
    found = access.outcome_for(actor, pk, outcome_pk)
    policies.change_outcome(actor, found).or_refuse()
    begin = {n: getattr(found, n) for n in ("said", "deed", "did", "on", "why", "version")}
    form = OutcomeForm(sent(request), initial=begin)

    def act(**given: Any) -> Outcome:
        return actions.change_outcome(
            outcome=found,
            answer=form.answer,
            version=given.get("version") or 0,
            by=actor,
            at=timezone.now(),
        )

    page = _outcome_page(found.survey, form, _("What became of it"), _("Save"))
    onward = f"{_page(found.survey)}#outcomes"
    return answer_form(request, page, act, onward=onward, thanks=_("Saved."))


def _outcome_page(survey: Survey, form: OutcomeForm, title: str, button: str) -> FormPage:
    return FormPage(
        title=title,
        form=form,
        button=button,
        back_url=_page(survey),
        crumb=[(survey.title, _page(survey)), (title, "")],
        lead=_("Those who were asked read it, and everybody who kept their four words."),
    )


@require_POST
def follow_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A draft of one question to the same people; its own page has all that a draft has."""
    actor = _actor(request)
    survey = access.kept_survey_for(actor, pk)
    made = actions.begin_follow_up(survey=survey, by=actor, at=timezone.now())
    messages.success(request, _("A draft is ready. Give it its days, look at it, and send it out."))
    return redirect("surveys:fielding", made.pk)


def _page(survey: Survey) -> str:
    return reverse("surveys:results", args=[survey.pk])
