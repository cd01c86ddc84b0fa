"""May this person do this, now? Each policy bears its action's name and asks no database."""

from .organisations import (
    add_organisation,
    add_organisations,
    add_team,
    change_organisation,
    close_organisation,
    close_team,
    rename_team,
)
from .persons import (
    add_member,
    add_membership,
    add_person,
    change_address,
    change_membership,
    change_person,
    end_membership,
    end_person,
)
from .programmes import end_programme_role, grant_programme_role, welcome_person
from .seeing import see_audit, see_people
from .standing import (
    add_passkey,
    end_role,
    found_system,
    grant_role,
    make_token,
    note_lock_out,
    note_sign_in,
    remove_passkey,
    withdraw_token,
)

__all__ = [
    "add_member",
    "add_membership",
    "add_organisation",
    "add_organisations",
    "add_passkey",
    "add_person",
    "add_team",
    "change_address",
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
    "see_audit",
    "see_people",
    "welcome_person",
    "withdraw_token",
]
