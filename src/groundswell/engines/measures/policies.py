"""Who may do what with measures, and when. Each answer is the sentence that the page shows.

Who keeps a measure's numbers: its data owner, the leader of its team, and the analysts and
administrators of its organisation (system-wide ones everywhere). Who sees a chart is narrower for
a team's: it is the team's, and of those who keep its organisation's numbers, until the team shares
it; whoever runs the whole system has no part in it.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from .kinds import Audience, ProposalState
from .models import Annotation, Definition, Measure, MeasureSet, Proposal, Target

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation, Team

_STEWARDS = (RoleCode.ANALYST, RoleCode.ADMINISTRATOR)


def is_steward(actor: Actor, organisation_id: UUID | None) -> bool:
    """An analyst or administrator of the organisation; of no organisation: of the whole system."""
    return any(actor.holds(code, organisation_id=organisation_id) for code in _STEWARDS)


def is_steward_of(actor: Actor, measure: "Measure | MeasureSet") -> bool:
    """A steward of where it is; of what is a team's alone, only those of its own organisation."""
    if measure.audience != Audience.TEAM:
        return is_steward(actor, measure.organisation_id)
    return any(
        r.code in _STEWARDS and r.organisation_id == measure.organisation_id for r in actor.roles
    )


def _leads(actor: Actor, team_id: UUID | None) -> bool:
    return team_id is not None and actor.holds(RoleCode.TEAM_LEADER, team_id=team_id)


_DO_THE_WORK = (RoleCode.TEAM_LEADER, RoleCode.TEAM_MEMBER, RoleCode.COACH)


def _works_in(actor: Actor, programme_id: UUID | None) -> bool:
    """Whether the actor is of the people who do that piece of work; not who sponsors it."""
    return programme_id is not None and any(
        r.programme_id == programme_id and r.code in _DO_THE_WORK for r in actor.roles
    )


def _leads_some_team(actor: Actor, organisation_id: UUID | None) -> bool:
    leads = any(r.code == RoleCode.TEAM_LEADER for r in actor.roles)
    return leads and organisation_id in actor.organisation_ids


def defines_somewhere(actor: Actor) -> bool:
    """Whether there is any place for which the actor may define measures and make sets."""
    return any(r.code in {*_STEWARDS, RoleCode.TEAM_LEADER} for r in actor.roles)


def _keeps(actor: Actor, measure: Measure) -> bool:
    return (
        (measure.data_owner_id is not None and actor.id == measure.data_owner_id)
        or _leads(actor, measure.team_id)
        or _works_in(actor, measure.programme_id)
        or is_steward_of(actor, measure)
    )


def _typed(actor: Actor, measure: Measure, refusal: str) -> Decision:
    """For everything that changes numbers: what the program counts, nobody writes over."""
    if measure.definition.kept_by:
        return Decision(
            _("Groundswell counts this itself, so nobody types or changes the numbers.")
        )
    return _kept(actor, measure, refusal)


def keep_number(actor: Actor) -> Decision:
    """A room of the program counts; that its own step was allowed, it has seen to itself."""
    if not actor.person.is_active:
        return Decision(_("This account has ended."))
    return ALLOWED


def _kept(actor: Actor, measure: Measure, refusal: str) -> Decision:
    """For everything that its keepers do with a measure that is in use."""
    if not _keeps(actor, measure):
        return Decision(refusal)
    if measure.retired_at:
        return Decision(_("This measure is retired. Its numbers stay as they are."))
    return ALLOWED


def keepers(measure: Measure) -> str:
    """Who they are, as a refusal names them."""
    stewards = _("the analysts and administrators of %(place)s") % {
        "place": measure.organisation.name
    }
    if measure.data_owner:
        return _("%(owner)s or %(stewards)s") % {
            "owner": measure.data_owner.name,
            "stewards": stewards,
        }
    return stewards


# --- what is counted ------------------------------------------------------------------------


def define_measure(
    actor: Actor, organisation: "Organisation | None", programme_id: UUID | None = None
) -> Decision:
    """`programme_id` is a piece of work that the organisation hosts: its wing has seen to that."""
    if organisation is None:
        if is_steward(actor, None):
            return ALLOWED
        return Decision(_("A system-wide analyst or administrator defines measures for everyone."))
    if is_steward(actor, organisation.pk) or _leads_some_team(actor, organisation.pk):
        return ALLOWED
    if _works_in(actor, programme_id):
        return ALLOWED
    return Decision(
        _("Team leaders, analysts and administrators of %(place)s define its measures.")
        % {"place": organisation.name}
    )


def change_definition(actor: Actor, definition: Definition) -> Decision:
    if definition.kept_by:
        return Decision(_("Groundswell counts this itself, so its definition stays as it is."))
    if is_steward(actor, definition.organisation_id) or actor.id == definition.made_by_id:
        return ALLOWED
    if definition.organisation is None:
        return Decision(_("A system-wide analyst or administrator changes this definition."))
    return Decision(
        _("Analysts and administrators of %(place)s change this definition.")
        % {"place": definition.organisation.name}
    )


def place_measure(
    actor: Actor,
    definition: Definition,
    organisation: "Organisation",
    team: "Team | None" = None,
    programme_id: UUID | None = None,
) -> Decision:
    for_their_own = _leads(actor, team.pk if team else None) or _works_in(actor, programme_id)
    if not (is_steward(actor, organisation.pk) or for_their_own):
        return Decision(
            _(
                "Analysts and administrators of %(place)s add its measures, and a team’s"
                " leader theirs."
            )
            % {"place": organisation.name}
        )
    owner_id = definition.organisation_id
    if owner_id not in {None, organisation.pk} and not is_steward(actor, None):
        return Decision(
            _(
                "This definition belongs to another organisation. Write your own, or ask"
                " for a shared one."
            )
        )
    if organisation.closed_on or (team and team.closed_on):
        return Decision(_("This place is closed. Measures are added to places that are open."))
    return ALLOWED


def change_measure(actor: Actor, measure: Measure) -> Decision:
    return _kept(
        actor,
        measure,
        _("%(keepers)s set how this measure is charted.") % {"keepers": _begun(keepers(measure))},
    )


def retire_measure(actor: Actor, measure: Measure) -> Decision:
    if not _keeps(actor, measure):
        return Decision(
            _("%(keepers)s retire this measure.") % {"keepers": _begun(keepers(measure))}
        )
    if measure.retired_at:
        return Decision(_("This measure is already retired."))
    return ALLOWED


def share_measure(actor: Actor, measure: Measure) -> Decision:
    """A team's chart is shared by the team alone: not even an analyst does it for them."""
    owns = measure.data_owner_id is not None and actor.id == measure.data_owner_id
    if measure.team_id:
        if owns or _leads(actor, measure.team_id):
            return ALLOWED
        return Decision(_("The team decides who sees this chart. Ask its leader."))
    if measure.programme_id:
        if owns or _works_in(actor, measure.programme_id):
            return ALLOWED
        return Decision(_("The people who do this work decide who sees this chart."))
    if owns or is_steward(actor, measure.organisation_id):
        return ALLOWED
    return Decision(
        _("%(keepers)s decide who sees this chart.") % {"keepers": _begun(keepers(measure))}
    )


def set_target(actor: Actor, measure: Measure) -> Decision:
    return _kept(
        actor,
        measure,
        _("%(keepers)s set the target.") % {"keepers": _begun(keepers(measure))},
    )


def withdraw_target(actor: Actor, target: Target) -> Decision:
    decision = set_target(actor, target.measure)
    if decision and target.withdrawn_at:
        return Decision(_("This target is already withdrawn."))
    return decision


# --- numbers ----------------------------------------------------------------------------------


def record_observations(actor: Actor, measure: Measure) -> Decision:
    return _typed(
        actor,
        measure,
        _("%(keepers)s add the numbers of this measure.") % {"keepers": _begun(keepers(measure))},
    )


def bring_in(actor: Actor, organisation_id: UUID | None) -> Decision:
    """Numbers from a file: for many measures at once, so it is for those who keep them all."""
    if is_steward(actor, organisation_id):
        return ALLOWED
    if organisation_id is None:
        return Decision(_("A system-wide analyst or administrator brings in such a file."))
    return Decision(_("Analysts and administrators of the organisation bring in its numbers."))


def correct_observation(actor: Actor, measure: Measure) -> Decision:
    return _typed(
        actor,
        measure,
        _("%(keepers)s correct the numbers of this measure.")
        % {"keepers": _begun(keepers(measure))},
    )


def withdraw_observation(actor: Actor, measure: Measure) -> Decision:
    return _typed(
        actor,
        measure,
        _("%(keepers)s take back the numbers of this measure.")
        % {"keepers": _begun(keepers(measure))},
    )


def annotate(actor: Actor, measure: Measure) -> Decision:
    """Whoever belongs to the team or organisation may say what they know."""
    here = measure.organisation_id in actor.organisation_ids
    in_team = measure.team_id is None or measure.team_id in actor.team_ids
    if _keeps(actor, measure) or (here and in_team):
        return ALLOWED
    if measure.programme_id in actor.programme_ids:
        return ALLOWED
    return Decision(_("People who work there add what they know about this chart."))


def withdraw_annotation(actor: Actor, annotation: Annotation) -> Decision:
    if actor.id != annotation.by_id and not _keeps(actor, annotation.measure):
        return Decision(_("Whoever wrote a note, or the keepers of the measure, take it back."))
    if annotation.withdrawn_at:
        return Decision(_("This note is already taken back."))
    return ALLOWED


# --- limits -----------------------------------------------------------------------------------


def _decide_proposal(actor: Actor, proposal: Proposal) -> Decision:
    measure = proposal.measure
    if not _keeps(actor, measure):
        return Decision(answers_this(measure))
    if proposal.state == ProposalState.WITHDRAWN:
        return Decision(_("The numbers changed and the shift has gone, so nothing waits any more."))
    if proposal.state != ProposalState.WAITING:
        return Decision(_("This has been answered already."))
    return ALLOWED


def answers_this(measure: Measure) -> str:
    if measure.data_owner:
        return _("%(owner)s answers this one.") % {"owner": measure.data_owner.name}
    return _("%(keepers)s answer this one.") % {"keepers": _begun(keepers(measure))}


def accept_proposal(actor: Actor, proposal: Proposal) -> Decision:
    return _decide_proposal(actor, proposal)


def decline_proposal(actor: Actor, proposal: Proposal) -> Decision:
    return _decide_proposal(actor, proposal)


def recalculate_limits(actor: Actor, measure: Measure) -> Decision:
    """The same people who answer a proposal."""
    return _kept(
        actor,
        measure,
        _("%(keepers)s recalculate the limits.") % {"keepers": _begun(keepers(measure))},
    )


def undo_recalculation(actor: Actor, proposal: Proposal) -> Decision:
    decision = recalculate_limits(actor, proposal.measure)
    if not decision:
        return decision
    if proposal.state == ProposalState.UNDONE:
        return Decision(_("This recalculation is already taken back."))
    if proposal.state != ProposalState.ACCEPTED:
        return Decision(_("The limits were not recalculated then, so nothing can be taken back."))
    return ALLOWED


# --- sets -------------------------------------------------------------------------------------


def make_set(
    actor: Actor, organisation: "Organisation | None", team: "Team | None" = None
) -> Decision:
    if team and _leads(actor, team.pk):
        return ALLOWED
    if is_steward(actor, organisation.pk if organisation else None):
        return ALLOWED
    if organisation is None:
        return Decision(_("A system-wide analyst or administrator makes sets for everyone."))
    return Decision(
        _("Analysts and administrators of %(place)s make its sets, and a team’s leader the team’s.")
        % {"place": organisation.name}
    )


def change_set(actor: Actor, measure_set: MeasureSet) -> Decision:
    if actor.id == measure_set.owner_id or _leads(actor, measure_set.team_id):
        return ALLOWED
    if is_steward_of(actor, measure_set):
        return ALLOWED
    return Decision(_("%(owner)s changes this set.") % {"owner": measure_set.owner.name})


def reorder_set(actor: Actor, measure_set: MeasureSet) -> Decision:
    return change_set(actor, measure_set)


# --- seeing -----------------------------------------------------------------------------------


def sees_measure(actor: Actor, measure: Measure) -> bool:
    """The rule that `queries.visible_to` writes as a query; a test holds the two together."""
    if _keeps(actor, measure) or measure.audience == Audience.PARTNERSHIP:
        return True
    if measure.team_id in actor.team_ids or measure.programme_id in actor.programme_ids:
        return True
    is_shared = measure.audience == Audience.ORGANISATION
    return is_shared and measure.organisation_id in actor.organisation_ids


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
