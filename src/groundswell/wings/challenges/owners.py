"""Who looks after a gain when the team has gone."""

from uuid import UUID

from .kinds import GoalState, Verdict
from .models import Challenge, Goal


def goal_of(challenge: Challenge) -> Goal | None:
    """The goal with its measure."""
    related = ("measure__definition", "reached_by")
    return challenge.goals.select_related(*related).filter(state=GoalState.CURRENT).first()


def owners_after(challenge: Challenge) -> list[UUID]:
    """Whoever took over the goal's measure; else the owners of the changes that were kept."""
    goal = goal_of(challenge)
    rows = challenge.measures.filter(removed_at=None, owner_after__is_active=True)
    of_goal = rows.filter(measure=goal.measure_id) if goal and goal.measure_id else rows.none()
    found = list(of_goal.values_list("owner_after", flat=True))
    return found or change_owners(challenge)


def change_owners(challenge: Challenge) -> list[UUID]:
    kept = challenge.changes.exclude(verdict=Verdict.STOP).filter(owner__is_active=True)
    return sorted(set(kept.values_list("owner", flat=True)))


def looks_after(person_id: UUID, challenge: Challenge) -> bool:
    """Whether a measure or a change of the challenge is the person's own now."""
    return (
        challenge.measures.filter(removed_at=None, owner_after=person_id).exists()
        or challenge.changes.filter(owner=person_id).exists()
    )
