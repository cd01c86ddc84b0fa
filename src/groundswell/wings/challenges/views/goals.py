"""Pages of the goal: the card and its checks, and each step with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.forms import Form
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.goals import (
    AnswerGoalForm,
    CompleteGoalForm,
    DecideGoalForm,
    GoalForm,
    ProposeGoalForm,
)
from ..models import Challenge
from .framing import form_page


@require_safe
def goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.goal_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/goals/goal.html", page)


@read_or_send
def set_goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    panel = queries.goal_panel(request.actor, found, at=at)
    panel.may_set.or_refuse()
    form = GoalForm(
        sent(request),
        measures=queries.watched_by(request.actor, found),
        initial=queries.goal_initial(found),
    )
    page = _page(
        found,
        form,
        title=_("Set the goal"),
        button=_("This is our goal"),
        lead=_("Possible but improbable: a result that would surprise those who know the work."),
        note=_("For two days you can still find better words. Then it stands until day 50."),
    )
    return answer_form(
        request,
        page,
        lambda **_read: actions.set_goal(
            challenge=found, goal=form.goal(), by=request.actor, at=at
        ),
        onward=_goal_url(found),
        thanks=_("The goal is set. See below what makes it a good one."),
    )


@read_or_send
def complete_goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    goal = queries.current_goal(found)
    policies.complete_goal(request.actor, goal).or_refuse()
    form = CompleteGoalForm(
        sent(request),
        measures=queries.watched_by(request.actor, found),
        has_measure=goal.measure_id is not None,
        has_baseline=goal.baseline is not None,
    )
    page = _page(found, form, title=_("Fill in what is missing"), button=_("Save"))
    return answer_form(
        request,
        page,
        lambda **read: actions.complete_goal(goal=goal, by=request.actor, at=at, **read),
        onward=_goal_url(found),
        thanks=_("Saved. The goal knows more now."),
    )


@read_or_send
def propose_goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    queries.goal_page(request.actor, found, at=at).may_propose.or_refuse()
    form = ProposeGoalForm(
        sent(request),
        measures=queries.watched_by(request.actor, found),
        initial=queries.goal_initial(found),
    )
    page = _page(
        found,
        form,
        title=_("Propose another goal"),
        button=_("Ask the sponsor"),
        lead=_("The goal stays as it is until the sponsor has answered."),
    )
    return answer_form(
        request,
        page,
        lambda reason, **_read: actions.propose_goal(
            challenge=found, goal=form.goal(), reason=reason, by=request.actor, at=at
        ),
        onward=_goal_url(found),
        thanks=_("The sponsor has been told, and answers here."),
    )


@require_POST
def withdraw_goal(request: PersonRequest, pk: UUID, goal_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    goal = queries.goal_for(found, goal_pk)
    actions.withdraw_goal(goal=goal, by=request.actor, at=timezone.now())
    messages.success(request, _("Taken back. The goal stays as it is."))
    return redirect(_goal_url(found))


@read_or_send
def decide_goal(request: PersonRequest, pk: UUID, goal_pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    goal = queries.goal_for(found, goal_pk)
    policies.decide_goal(request.actor, goal).or_refuse()
    form = DecideGoalForm(sent(request))
    page = _page(
        found,
        form,
        title=_("Answer the team about its goal"),
        button=_("Answer"),
        known=queries.proposal_pairs(found, goal),
    )
    return answer_form(
        request,
        page,
        lambda **read: actions.decide_goal(goal=goal, by=request.actor, at=at, **read),
        onward=_goal_url(found),
        thanks=_("Thank you. The team has been told."),
    )


@read_or_send
def answer_goal(request: PersonRequest, pk: UUID) -> HttpResponse:
    found, at = queries.challenge_for(request.actor, pk), timezone.now()
    goal = queries.current_goal(found)
    policies.answer_goal(request.actor, goal, at).or_refuse()
    form = AnswerGoalForm(sent(request))
    page = _page(
        found,
        form,
        title=_("Was the goal reached?"),
        button=_("This is our answer"),
        known=((_("The goal"), goal.statement), (_("The question"), goal.yes_no_test)),
        note=_("The answer stays as it is given."),
    )
    return answer_form(
        request,
        page,
        lambda **read: actions.answer_goal(goal=goal, by=request.actor, at=at, **read),
        onward=_goal_url(found),
        thanks=_("Thank you. The answer stands beside the goal."),
    )


def _page(challenge: Challenge, form: Form, **around: Any) -> FormPage:
    return form_page(challenge, form, tab=(_("Goal"), "goal"), **around)


def _goal_url(challenge: Challenge) -> str:
    return reverse("challenges:goal", args=[challenge.pk])
