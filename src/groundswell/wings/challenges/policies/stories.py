"""Policies about stories: written by the team, answered for by somebody else, then public."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import StoryState
from ..models import Challenge, Story
from .results import by_who_did_it
from .standing import is_in, leads_system, takes_part


def sees_story(actor: Actor, challenge: Challenge) -> bool:
    """Who reads a story before anybody has answered for it: its own people, and the host's system
    leads. Boards and partners read what is public."""
    return takes_part(actor, challenge) or leads_system(actor, challenge.organisation_id)


def write_story(actor: Actor, challenge: Challenge, story: Story | None) -> Decision:
    decision = by_who_did_it(actor, challenge)
    if decision and story and story.state == StoryState.PUBLISHED:
        return Decision(_("It is public as it was approved. Take it down to change it."))
    return decision


def ask_for_approval(actor: Actor, story: Story) -> Decision:
    decision = write_story(actor, story.challenge, story)
    if decision and story.state == StoryState.ASKED:
        return Decision(_("It waits for approval already."))
    return decision


def approve_story(actor: Actor, story: Story) -> Decision:
    decision = by_who_answers_for_it(actor, story.challenge)
    if not decision:
        return decision
    if story.state == StoryState.PUBLISHED and story.approved_by:
        return Decision(_("%(who)s has approved it.") % {"who": story.approved_by.name})
    if story.state != StoryState.ASKED:
        return Decision(_("The team has not asked for approval yet."))
    if story.written_by_id == actor.id:
        return Decision(_("You wrote it. Somebody else answers for it."))
    return ALLOWED


def take_story_down(actor: Actor, story: Story) -> Decision:
    """Whoever may write it or approve it may take it down, at once."""
    if story.state != StoryState.PUBLISHED:
        return Decision(_("It is not public."))
    if by_who_did_it(actor, story.challenge):
        return ALLOWED
    return by_who_answers_for_it(actor, story.challenge)


def by_who_answers_for_it(actor: Actor, challenge: Challenge) -> Decision:
    if is_in(actor, challenge, RoleCode.SPONSOR) or leads_system(actor, challenge.organisation_id):
        return ALLOWED
    return Decision(
        _("The sponsor or a system lead of %(place)s approves it.")
        % {"place": challenge.organisation.name}
    )
