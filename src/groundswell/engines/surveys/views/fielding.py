"""Pages from which a survey is sent out, looked after and closed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import FormPage, answer_form, attempt, read_or_send, sent
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.fielding import AudienceForm, DoorwayForm, ExtendForm, PromiseForm
from ..models import Survey


@require_safe
def fielding(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    page = queries.fielding_page(actor, survey, timezone.now())
    return render_page(request, "surveys/fielding/fielding.html", page)


@require_safe
def burden(request: HttpRequest) -> HttpResponse:
    page = queries.burden_page(actor_of(request), timezone.now())
    return render_page(request, "surveys/fielding/burden.html", page)


@require_safe
def poster(request: HttpRequest, pk: UUID, doorway_pk: UUID) -> HttpResponse:
    page = queries.poster_page(actor_of(request), doorway_pk)
    return render_page(request, "surveys/fielding/poster.html", page)


@read_or_send
def audience(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    policies.set_audience(actor, survey).or_refuse()
    form = AudienceForm(
        sent(request),
        actor=actor,
        survey=survey,
        teams=queries.team_choices(survey),
        roles=queries.role_choices(),
        named=queries.people_given(survey),
        initial=queries.audience_given(survey),
    )
    changed = attempt(
        form,
        lambda: actions.set_audience(
            survey=survey, parts=form.parts(), by=actor, at=timezone.now()
        ),
    )
    if changed is not None:
        return _done(request, survey, _("Saved. Below is who that would be today."))
    page = _form_page(
        survey,
        form,
        title=_("Whom it asks"),
        lead=_("Each person is asked once, however often they are named."),
        button=_("Save"),
    )
    return render_page(request, "web/form.html", page, status=status_of(form))


@read_or_send
def promise(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    policies.change_promise(actor, survey).or_refuse()
    form = PromiseForm(sent(request), initial=queries.promise_given(survey))
    page = _form_page(
        survey,
        form,
        title=_("Days and promises"),
        lead=_("Everybody reads this before they answer. Once it is sent out, it stands."),
        button=_("Save"),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.change_promise(
            survey=survey,
            details=form.details(),
            version=given["version"],
            by=actor,
            at=timezone.now(),
        ),
        onward=page.back_url,
        thanks=_("Saved. Nothing is sent yet."),
    )


@require_POST
def launch(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    try:
        launched = actions.launch_survey(survey=survey, by=actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
        return redirect("surveys:fielding", survey.pk)
    if launched.job:
        return redirect("web:job", launched.job.pk)
    return _done(request, survey, _("It goes out on its first day."))


@require_POST
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    actions.remind(survey=survey, by=actor, at=timezone.now())
    return _done(request, survey, _("A reminder is on its way to those who had not begun."))


@read_or_send
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    policies.extend_survey(actor, survey).or_refuse()
    form = ExtendForm(sent(request))
    page = _form_page(
        survey,
        form,
        title=_("A later last day"),
        lead=_("It can only be made later, so that nobody is cut off."),
        button=_("Save"),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.extend_survey(survey=survey, by=actor, at=timezone.now(), **given),
        onward=page.back_url,
        thanks=_("Saved. Every page says so."),
    )


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    actions.close_survey(survey=survey, by=actor, at=timezone.now())
    return _done(request, survey, _("It is closed."))


@read_or_send
def open_doorway(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    policies.open_doorway(actor, survey).or_refuse()
    form = DoorwayForm(sent(request))
    page = _form_page(
        survey,
        form,
        title=_("Add a shared way in"),
        lead=_("For people whom no mail reaches. Anonymous surveys only."),
        button=_("Add it"),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.open_doorway(
            survey=survey, details=form.details(), by=actor, at=timezone.now()
        ),
        onward=page.back_url,
        thanks=_("Added."),
    )


@require_POST
def shut_doorway(request: HttpRequest, pk: UUID, doorway_pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    doorway = queries.doorway_for(actor, doorway_pk)
    actions.shut_doorway(doorway=doorway, by=actor, at=timezone.now())
    return _done(request, doorway.survey, _("Nobody begins there any more."))


def _done(request: HttpRequest, survey: Survey, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("surveys:fielding", survey.pk)


def _form_page(survey: Survey, form: Form, *, title: str, lead: str, button: str) -> FormPage:
    return queries.fielding_form_page(survey, form, title=title, lead=lead, button=button)
