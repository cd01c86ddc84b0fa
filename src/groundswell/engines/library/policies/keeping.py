"""Who comes in, reads, writes and lets out, and looks after the library."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.kinds import RoleCode

from ..kinds import Audience

if TYPE_CHECKING:
    from collections.abc import Collection

    from groundswell.ground.kernel.doers import Doer
    from groundswell.ground.kernel.references import Ref
    from groundswell.ground.people.models import Organisation

    from ..models import Shelf, Upload

ROLES = (RoleCode.EDITOR, RoleCode.REVIEWER)


def open_shelf(actor: Actor, organisation: "Organisation | None") -> Decision:
    """An administrator of the organisation opens its shelf; one of the whole system everybody's."""
    place = organisation.pk if organisation else None
    if actor.holds(RoleCode.ADMINISTRATOR, organisation_id=place) and (
        place or actor.is_system_administrator
    ):
        return ALLOWED
    return Decision(_("An administrator opens a shelf."))


def admit_editor(actor: Actor) -> Decision:
    if any(r.code in ROLES for r in actor.roles):
        return ALLOWED
    return Decision(_("The editor is for those who write and review the library."))


def has_shelf(groups: set[int]) -> Decision:
    """Whether there is anything to write on for those who hold these rights."""
    if groups:
        return ALLOWED
    return Decision(_("No shelf is open yet where you write. An administrator opens it."))


def read_item(actor: Actor | None, audience: str, organisation_id: UUID | None) -> bool:
    """Whether somebody, or nobody who has signed in, may read what is published so."""
    if audience == Audience.PUBLIC:
        return True
    if actor is None:
        return False
    if audience == Audience.SIGNED_IN or is_system_reviewer(actor):
        return True
    return organisation_id in actor.organisation_ids


def has_readers(audience: str, organisation_id: UUID | None) -> Decision:
    """Whether anybody could be meant by an audience on the shelf of an organisation."""
    if audience == Audience.ORGANISATION and organisation_id is None:
        return Decision(
            _(
                "This shelf is everybody’s and belongs to no organisation: nobody could read it."
                " Choose another audience."
            )
        )
    return ALLOWED


def is_system_reviewer(actor: Actor) -> bool:
    return any(r.code in ROLES and r.is_system_wide for r in actor.roles)


def reviews(actor: Actor, shelf: "Shelf") -> bool:
    """Whether the actor lets things out on the shelf."""
    return _holds(actor, RoleCode.REVIEWER, shelf)


def edits(actor: Actor, shelf: "Shelf") -> bool:
    return any(_holds(actor, code, shelf) for code in ROLES)


def reviews_place(actor: Actor, organisation_id: UUID | None) -> bool:
    """As `reviews`, of the shelf of an organisation; None: everybody's."""
    return _holds_at(actor, RoleCode.REVIEWER, organisation_id)


def _holds(actor: Actor, code: str, shelf: "Shelf") -> bool:
    return _holds_at(actor, code, shelf.organisation_id)


def _holds_at(actor: Actor, code: str, place: UUID | None) -> bool:
    if place is None:
        return any(r.code == code and r.is_system_wide for r in actor.roles)
    return actor.holds(code, organisation_id=place)


def set_standing(actor: Actor, shelf: "Shelf | None") -> Decision:
    """Whether a thing still holds is said by who lets things out; of a work, by any reviewer."""
    if shelf is None and any(r.code == RoleCode.REVIEWER for r in actor.roles):
        return ALLOWED
    if shelf is not None and reviews(actor, shelf):
        return ALLOWED
    return Decision(_("A reviewer of the library says whether something still holds."))


def restore_standing(actor: Actor, shelf: "Shelf | None") -> Decision:
    return set_standing(actor, shelf)


def shake(doer: "Doer") -> Decision:
    """What follows from what a reviewer has said is the program's own to mark."""
    if doer.id is not None:
        return Decision(_("The program itself marks what rests on something."))
    return ALLOWED


def recheck(doer: "Doer") -> Decision:
    return shake(doer)


def mark_shaken(doer: "Doer") -> Decision:
    return shake(doer)


def draft_from(actor: Actor, ref: "Ref", seen: "Collection[Ref]") -> Decision:
    """The room that holds the record has asked its own policy; here the actor has to see it."""
    if ref not in seen:
        return Decision(_("You can write up only what you may see."))
    return ALLOWED


def read_draft(actor: Actor, shelf: "Shelf", owner_id: UUID | None) -> bool:
    """Whoever asked for the draft reads it, and who keeps its shelf."""
    return owner_id == actor.id or edits(actor, shelf)


def enter_keeping(actor: Actor) -> Decision:
    """The pages about looking after the library."""
    if admit_editor(actor) or keep_packs(actor):
        return ALLOWED
    return Decision(_("Those who write and review the library look after it."))


def look_after_shelves(actor: Actor) -> Decision:
    """Whether there may be a shelf that the actor opens, be it open already."""
    if any(r.code == RoleCode.ADMINISTRATOR for r in actor.roles):
        return ALLOWED
    return Decision(_("An administrator looks after the shelves."))


def keep_packs(actor: Actor) -> Decision:
    """Whether there may be a shelf on which the actor takes packs in."""
    if any(r.code in (RoleCode.REVIEWER, RoleCode.ADMINISTRATOR) for r in actor.roles):
        return ALLOWED
    return Decision(_("A reviewer of a shelf, or an administrator, takes in packs."))


def take_in_works(actor: Actor) -> Decision:
    """Literature stands on no shelf: any reviewer takes it in, and who administers it all."""
    if actor.is_system_administrator or any(r.code == RoleCode.REVIEWER for r in actor.roles):
        return ALLOWED
    return Decision(_("A reviewer of the library, or an administrator, takes in literature."))


def send_works(actor: Actor) -> Decision:
    return take_in_works(actor)


def send_pack(actor: Actor, shelf: "Shelf") -> Decision:
    return take_in_pack(actor, shelf)


def make_pack(actor: Actor, shelf: "Shelf") -> Decision:
    """Whoever takes packs in on a shelf also makes them of what stands there."""
    return take_in_pack(actor, shelf)


def see_upload(actor: Actor, upload: "Upload") -> Decision:
    """A file on its way in is seen by whoever sent it, as long as they may take it in."""
    if upload.sent_by_id != actor.id:
        return Decision(_("Whoever sent this file goes on with it."))
    return take_in_pack(actor, upload.shelf) if upload.shelf else take_in_works(actor)


def confirm_upload(actor: Actor, upload: "Upload") -> Decision:
    may = see_upload(actor, upload)
    if may and upload.state != "read":
        return Decision(_("Read what the file would do first."))
    if may and not upload.fingerprint:
        return Decision(_("This file has faults. Put them right, and send it again."))
    return may


def look_again(actor: Actor, upload: "Upload") -> Decision:
    may = see_upload(actor, upload)
    return may and _not_over(upload)


def put_upload_away(actor: Actor, upload: "Upload") -> Decision:
    may = see_upload(actor, upload)
    if may and upload.state == "taking":
        return Decision(_("It is being taken in just now, and can’t be put away any more."))
    return may and _not_over(upload)


def _not_over(upload: "Upload") -> Decision:
    if upload.state in upload.OVER:
        return Decision(_("This file is put away already. Send it again."))
    return ALLOWED


def take_in_pack(actor: Actor, shelf: "Shelf") -> Decision:
    """A reviewer of the shelf, or an administrator who may open it."""
    if reviews(actor, shelf) or open_shelf(actor, shelf.organisation):
        return ALLOWED
    return Decision(_("A reviewer of the shelf, or an administrator, takes in packs."))
