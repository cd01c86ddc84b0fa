"""Whether pages may go to another shelf: by what readers have of each, and by what waits."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from .. import policies
from ..models import Item, Shelf


def may_go_to(pages: Iterable[Page], to: Page) -> Decision:
    """The first page that may not be moved or copied there, and why; Wagtail asks for rights."""
    for page in pages:
        if Shelf.objects.filter(pk=page.pk).exists():
            return policies.move_shelf()
        may = _may_go_to(page, to)
        if not may:
            told = {"title": page.get_admin_display_title(), "reason": may.reason}
            return Decision(_("“%(title)s” stays where it is. %(reason)s") % told)
    return ALLOWED


def _may_go_to(page: Page, to: Page) -> Decision:
    item = Item.objects.filter(pk=page.pk).first()
    was, becomes = (Shelf.objects.filter(pk=shelf.pk).first() for shelf in (page.get_parent(), to))
    if item is None or was is None or becomes is None or was == becomes:
        return ALLOWED
    asked = (
        policies.change_shelf(audience, was=was.organisation_id, becomes=becomes.organisation_id)
        for audience in sorted(_audiences(item))
    )
    return next((may for may in asked if not may), ALLOWED)


def _audiences(item: Item) -> set[str]:
    """For whom it is now, and for whom it would be once what is written or set to a day is out."""
    waits = (
        Q(pk=item.latest_revision_id)
        | Q(approved_go_live_at__isnull=False)
        | Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    )
    drafted = set(item.revisions.filter(waits).values_list("content__audience", flat=True))
    return drafted | {item.audience} if item.live or not drafted else drafted
