"""Who is told of results: people by their ids, and nothing of what they answered."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from groundswell.ground.ballots.models import Invitation
from groundswell.ground.people import queries as people
from groundswell.ground.people.kinds import SCOPES_OF, Scope

from ..models import Survey

_OF_WORK = [code for code, scopes in SCOPES_OF.items() if Scope.PROGRAMME in scopes]


def people_asked(survey: Survey) -> Iterator[UUID]:
    """Those of the people asked who have an account; none where answers came from a file."""
    rows = Invitation.objects.filter(box_id=survey.box_id or survey.pk, withdrawn_on=None)
    return rows.filter(person__isnull=False).values_list("person_id", flat=True).iterator()


def addresses_asked(survey: Survey) -> Iterator[tuple[UUID, str]]:
    """The invitations of people without an account, each with its address."""
    return _without_account(survey).exclude(address="").values_list("pk", "address").iterator()


def phones_asked(survey: Survey) -> Iterator[tuple[UUID, str]]:
    """The invitations of people of whom only a phone number is known."""
    rows = _without_account(survey).filter(address="").exclude(phone="")
    return rows.values_list("pk", "phone").iterator()


def _without_account(survey: Survey) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        box_id=survey.box_id or survey.pk, withdrawn_on=None, person=None
    )


def people_keeping(survey: Survey) -> set[UUID]:
    """Its keeper and, of a piece of work, everybody who holds a role in it."""
    found = {survey.keeper_id}
    if survey.programme_id:
        for code in _OF_WORK:
            found |= {person.pk for person in people.holders_of(survey.programme_id, code)}
    return found
