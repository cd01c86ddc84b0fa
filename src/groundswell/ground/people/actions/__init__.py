"""Every write to people, organisations, teams, memberships, roles and keys."""

from .founding import found_system
from .memberships import add_member, add_membership, change_membership, end_membership
from .organisations import add_organisation, change_organisation, close_organisation
from .passkeys import add_passkey, remove_passkey
from .persons import add_person, change_person, end_person
from .roles import end_role, grant_role
from .signing_in import note_lock_out, note_sign_in
from .teams import add_team, close_team, rename_team
from .tokens import make_token, withdraw_token

__all__ = [
    "add_member",
    "add_membership",
    "add_organisation",
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
    "end_role",
    "found_system",
    "grant_role",
    "make_token",
    "note_lock_out",
    "note_sign_in",
    "remove_passkey",
    "rename_team",
    "withdraw_token",
]
