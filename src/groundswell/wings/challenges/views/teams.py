"""Pages of the team: who is in it, who joins and leaves, who stands behind it."""

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
from ..forms.people import (
    AddMemberForm,
    AppointByMailForm,
    AppointForm,
    AskReleaseForm,
    InviteMemberForm,
    LeaveForm,
)
from ..models import Challenge
from .framing import form_page


@require_safe
def team(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.team_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/team/team.html", page)


@read_or_send
def add_member(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.add_member(request.actor, found).or_refuse()
    form = AddMemberForm(sent(request), actor=request.actor, places=queries.places_of_team(found))
    page = _page(
        found,
        form,
        _("Add somebody"),
        _("Add"),
        lead=_("They are told, and see the challenge at once."),
    )
    return answer_form(
        request,
        page,
        lambda **_read: actions.add_member(
            challenge=found, **form.joining(), by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Added. They are told."),
    )


@read_or_send
def invite_member(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.invite_member(request.actor, found).or_refuse()
    form = InviteMemberForm(sent(request), places=queries.places_of_team(found))
    page = _page(
        found,
        form,
        _("Invite somebody by e-mail"),
        _("Invite"),
        lead=_("For people without an account here. They sign in with a code sent by mail."),
    )
    return answer_form(
        request,
        page,
        lambda **_read: actions.invite_member(
            challenge=found, **form.joining(), by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Invited. A mail is on its way."),
    )


@read_or_send
def appoint(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.appoint(request.actor, found).or_refuse()
    form = AppointForm(sent(request), challenge=found, actor=request.actor)
    page = _page(found, form, _("Name a sponsor or a coach"), _("Name them"))
    return answer_form(
        request,
        page,
        lambda **given: actions.appoint(
            challenge=found, **given, by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Done. They are told."),
    )


@read_or_send
def appoint_by_mail(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.appoint_by_mail(request.actor, found).or_refuse()
    form = AppointByMailForm(sent(request), challenge=found)
    page = _page(found, form, _("Invite a sponsor or a coach by e-mail"), _("Invite"))
    return answer_form(
        request,
        page,
        lambda **given: actions.appoint_by_mail(
            challenge=found, **given, by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Invited. A mail is on its way."),
    )


@require_POST
def dismiss(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.dismiss(request.actor, found).or_refuse()
    code = request.POST.get("code", "")
    person = queries.holder_for(found, code, request.POST.get("person", ""))
    actions.dismiss(challenge=found, person=person, code=code, by=request.actor, at=timezone.now())
    messages.success(request, _("%(name)s is that no longer.") % {"name": person.name})
    return redirect("challenges:team", found.pk)


@require_POST
def elect_leader(request: PersonRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    member = queries.member_for(found, member_pk)
    actions.elect_leader(challenge=found, member=member, by=request.actor, at=timezone.now())
    told = {"name": member.person.name}
    messages.success(request, _("%(name)s leads the team, chosen by it.") % told)
    return redirect("challenges:team", found.pk)


@read_or_send
def end_member(request: PersonRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    member = queries.member_for(found, member_pk)
    policies.end_member(request.actor, found, member).or_refuse()
    form, is_me = LeaveForm(sent(request)), member.person_id == request.actor.id
    told = {"name": member.person.name}
    page = _page(
        found,
        form,
        _("Leave the team") if is_me else _("%(name)s leaves the team") % told,
        _("Leave") if is_me else _("Write it down"),
        lead=_("What was done stays as it is. The others are told, and find new owners."),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.end_member(
            challenge=found, member=member, **given, by=request.actor, at=timezone.now()
        ),
        onward=reverse("challenges:index") if is_me else _home(found),
        thanks=_("Written down. The others are told."),
    )


@read_or_send
def ask_release(request: PersonRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    member = queries.member_for(found, member_pk)
    policies.ask_release(request.actor, found, member).or_refuse()
    told = {"name": member.person.name}
    page = _page(
        found,
        AskReleaseForm(sent(request)),
        _("Ask for the release of %(name)s") % told,
        _("Send the link"),
        lead=_("The manager gets a mail with a link that works once, for 21 days."),
        note=_("A link that was sent before stops working."),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.ask_release(
            member=member, **given, by=request.actor, at=timezone.now()
        ),
        onward=_home(found),
        thanks=_("Sent. You are told when the manager has answered."),
    )


def _home(challenge: Challenge) -> str:
    return reverse("challenges:team", args=[challenge.pk])


def _page(
    challenge: Challenge, form: Form, title: str, button: str, *, lead: str = "", note: str = ""
) -> FormPage:
    return form_page(
        challenge,
        form,
        tab=(_("Team"), "team"),
        title=title,
        button=button,
        lead=lead,
        note=note,
    )
