"""Policies about who is asked in, and who releases them."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..models import Challenge, Member, Release
from .standing import by_system_leads, by_who_runs_it


def invite_member(actor: Actor, challenge: Challenge) -> Decision:
    return by_who_runs_it(actor, challenge)


def appoint_by_mail(actor: Actor, challenge: Challenge) -> Decision:
    return by_system_leads(actor, challenge)


def ask_release(actor: Actor, challenge: Challenge, member: Member) -> Decision:
    decision = by_who_runs_it(actor, challenge)
    if decision and member.left_on:
        return Decision(_("%(name)s has left the team.") % {"name": member.person.name})
    return decision


def answer_release(release: Release, at: dt.datetime) -> Decision:
    """Of whoever holds the link: it answers once, in time, and gives way to a newer one."""
    if release.answered_at:
        return Decision(
            _("This link was used on %(day)s, and works once.")
            % {"day": words.day(day_of(release.answered_at))}
        )
    if release.withdrawn_at:
        return Decision(_("A newer mail took the place of this one, or it is no longer needed."))
    if at > release.expires_at:
        return Decision(
            _("This link could be used until %(day)s.")
            % {"day": words.day(day_of(release.expires_at))}
        )
    return ALLOWED
