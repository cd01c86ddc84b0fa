"""Who is told of results: people by their ids, and nothing of what they answered."""

from collections.abc import Iterator
from uuid import UUID

from groundswell.ground.ballots.models import Invitation
from groundswell.ground.people import queries as people

from ..models import Survey
from ..policies.standing import OF_A_PROGRAMME


def people_asked(survey: Survey) -> Iterator[UUID]:
    """Those of the people asked who have an account; none where answers came from a file."""
    rows = Invitation.objects.filter(box_id=survey.box_id, withdrawn_on=None)
    return rows.filter(person__isnull=False).values_list("person_id", flat=True).iterator()


def people_keeping(survey: Survey) -> set[UUID]:
    """Its keeper and, in a piece of work, those who lead it."""
    found = {survey.keeper_id}
    if survey.programme_id:
        for code in OF_A_PROGRAMME:
            found |= {person.pk for person in people.holders_of(survey.programme_id, code)}
    return found
