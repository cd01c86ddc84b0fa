"""Who may link what. The room in which the work is done has asked its own policy first.

`seen` holds those of the two ends that the actor may see; the system links whatever is registered.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import thread_kinds

from .models import Link


def link(actor: Doer, source: Ref, target: Ref, seen: Collection[Ref] = ()) -> Decision:
    if actor.id is not None and not {source, target} <= set(seen):
        return Decision(_("You can link only what you may see."))
    if source.kind not in thread_kinds or target.kind not in thread_kinds:
        return Decision(_("One of the two is of a kind that has no place on the thread."))
    return ALLOWED


def unlink(actor: Doer, link: Link, seen: Collection[Ref] = ()) -> Decision:
    if actor.id is not None and not {link.source, link.target} <= set(seen):
        return Decision(_("Whoever may see both of its ends takes a link away."))
    if link.removed_at:
        return Decision(_("This link is already taken away."))
    return ALLOWED


def set_doubts(actor: Doer) -> Decision:
    """The program marks what rests on what; people say whether the one thing holds."""
    if actor.id is not None:
        return Decision(_("The program itself marks what rests on something."))
    return ALLOWED


def settle_doubts(actor: Doer, answers_for_it: bool, n_open: int) -> Decision:
    if not answers_for_it:
        return Decision(_("Whoever answers for it says whether it still holds."))
    if not n_open:
        return Decision(_("Nothing that it rests on is in doubt now."))
    return ALLOWED
