"""A person acting today: who they are and what they hold, loaded once a request, asked often."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from .kinds import RoleCode
from .models import Person


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role on the day it is asked about. No place at all: it holds for the whole system."""

    code: str
    organisation_id: UUID | None = None
    team_id: UUID | None = None
    programme_id: UUID | None = None

    @property
    def is_system_wide(self) -> bool:
        return not (self.organisation_id or self.team_id or self.programme_id)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and what they may rest it on. Policies read this and ask no database.

    `organisation_ids` and `team_ids` are those the person belongs to or holds a role in; being in a
    team counts for the larger teams it is part of.
    """

    person: Person
    on: dt.date
    roles: frozenset[HeldRole] = frozenset()
    organisation_ids: frozenset[UUID] = frozenset()
    team_ids: frozenset[UUID] = frozenset()
    place_id: UUID | None = None  # the organisation looked at now; None: all of them
    lacks_passkey: bool = False  # administers, but not until they sign in with a passkey

    @property
    def id(self) -> UUID:
        return self.person.pk

    @property
    def name(self) -> str:
        return self.person.name

    def holds(
        self,
        code: str,
        *,
        organisation_id: UUID | None = None,
        team_id: UUID | None = None,
        programme_id: UUID | None = None,
    ) -> bool:
        """Whether the person holds the role there: in that place itself, or system-wide."""
        return any(
            r.code == code
            and (
                r.is_system_wide
                or (organisation_id is not None and r.organisation_id == organisation_id)
                or (team_id is not None and r.team_id == team_id)
                or (programme_id is not None and r.programme_id == programme_id)
            )
            for r in self.roles
        )

    @property
    def programme_ids(self) -> frozenset[UUID]:
        """Every challenge, cohort or other piece of work that the person holds a role in."""
        return frozenset(r.programme_id for r in self.roles if r.programme_id)

    @property
    def is_system_administrator(self) -> bool:
        return any(r.code == RoleCode.ADMINISTRATOR and r.is_system_wide for r in self.roles)

    @property
    def reader_keys(self) -> frozenset[str]:
        """What the person may find by search; see `kernel.search`."""
        return frozenset(
            {f"person:{self.id}"}
            | {f"organisation:{i}" for i in self.organisation_ids}
            | {f"team:{i}" for i in self.team_ids}
            | {f"programme:{i}" for i in self.programme_ids}
            | ({"administrators"} if self.is_system_administrator else set())
        )
