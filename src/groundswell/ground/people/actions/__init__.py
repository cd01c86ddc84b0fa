"""Every write to people, organisations, teams, memberships, roles and keys."""

from .founding import found_system
from .memberships import add_member, add_membership, change_membership, end_membership
from .organisations import (
    NewOrganisation,
    add_organisation,
    add_organisations,
    change_organisation,
    close_organisation,
)
from .passkeys import add_passkey, remove_passkey
from .persons import add_person, change_person, end_person
from .programmes import end_programme_role, grant_programme_role, welcome_person
from .roles import end_role, grant_role
from .signing_in import note_lock_out, note_sign_in
from .teams import add_team, close_team, rename_team
from .tokens import make_token, withdraw_token

__all__ = [
    "NewOrganisation",
    "add_member",
    "add_membership",
    "add_organisation",
    "add_organisations",
    "add_passkey",
    "add_person",
    "add_team",
    "change_membership",
    "change_organisation",
    "change_person",
    "close_organisation",
    "close_team",
    "end_membership",
    "end_person",
    "end_programme_role",
    "end_role",
    "found_system",
    "grant_programme_role",
    "grant_role",
    "make_token",
    "note_lock_out",
    "note_sign_in",
    "remove_passkey",
    "rename_team",
    "welcome_person",
    "withdraw_token",
]
