"""Pages of the plan, of the team's agreement, and of its meetings."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.planning import AgreementForm, MeetingForm, PlanForm
from .framing import form_page, shared_form


@require_safe
def plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.plan_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/plan/plan.html", page)


@read_or_send
def add_to_plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """From the plan, or from a meeting that is named in the address: there it leads back."""
    found = queries.challenge_for(request.actor, pk)
    policies.add_to_plan(request.actor, found).or_refuse()
    onward = queries.back_from_plan(request.actor, found, request.GET.get("meeting", ""))
    form = PlanForm(
        sent(request),
        people=queries.team_people(found),
        themes=queries.theme_names(request.actor, found),
        initial={"owner": str(request.actor.id)},
    )
    page = form_page(
        found,
        form,
        tab=(_("Plan"), "plan"),
        title=_("Add to the plan"),
        button=_("Add it"),
        lead=_("One owner, one day. The owner is told, and reminded before the day."),
        back_url=onward,
    )
    return answer_form(
        request,
        page,
        lambda **read: actions.add_to_plan(
            challenge=found, by=request.actor, at=timezone.now(), **read
        ),
        onward=onward,
        thanks=_("It is on the plan."),
    )


@read_or_send
def agree(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.agree(request.actor, found).or_refuse()
    latest = queries.latest_agreement(found)
    now = (latest.words, latest.number) if latest else ("", 0)
    form = AgreementForm(sent(request), initial={"agreement": now[0], "version": now[1]})
    return shared_form(
        request,
        found,
        form,
        lambda **read: actions.agree(challenge=found, by=request.actor, at=timezone.now(), **read),
        tab=(_("Meetings"), "meetings"),
        title=_("How we work together"),
        button=_("We agree"),
        lead=_("What you have agreed before stays to be seen."),
        onward=reverse("challenges:meetings", args=[pk]),
        thanks=_("Agreed. Each weekly meeting brings it to mind."),
    )


@require_safe
def meetings(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.meetings_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/meetings/meetings.html", page)


@read_or_send
def plan_meetings(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.plan_meetings(request.actor, found).or_refuse()
    form = MeetingForm(sent(request), initial={"is_weekly": found.day_zero is not None})
    page = form_page(
        found,
        form,
        tab=(_("Meetings"), "meetings"),
        title=_("Plan the weekly meeting"),
        button=_("Plan it"),
        lead=_("An hour with a fixed agenda. The team and its coach are asked to come."),
    )
    return answer_form(
        request,
        page,
        lambda **read: actions.plan_meetings(
            challenge=found,
            starts_at=form.starts_at,
            place=read["place"],
            link=read["link"],
            is_weekly=read["is_weekly"],
            by=request.actor,
            at=timezone.now(),
        ),
        onward=reverse("challenges:meetings", args=[pk]),
        thanks=_("Planned. Everybody in the team has been told."),
    )


@require_safe
def meeting(request: PersonRequest, pk: UUID, meeting_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    gathering = queries.meeting_for(request.actor, found, meeting_pk)
    page = queries.meeting_page(request.actor, found, gathering, at=timezone.now())
    return render_page(request, "challenges/meetings/meeting.html", page)


@require_safe
def meeting_plan(request: PersonRequest, pk: UUID, meeting_pk: UUID) -> HttpResponse:
    """The plan within a running meeting, as it is now: others add to it at the same time."""
    found = queries.challenge_for(request.actor, pk)
    gathering = queries.meeting_for(request.actor, found, meeting_pk)
    page = queries.meeting_page(request.actor, found, gathering, at=timezone.now())
    return render_page(request, "challenges/meetings/_plan.html", page)
