"""Pages of Wagtail's editor that would write to people past our messages, or show addresses."""

from typing import Any

from django.utils import timezone
from wagtail.admin.views.account import AccountView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.reports.aging_pages import AgingPagesView

from groundswell.ground.people.queries import people_named

from .. import actions


class PageEditing(EditView):
    """The form of a page; what is said in its margin is told by our own messages."""

    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        """In the place of Wagtail's mail; it asks for it after each way of saving."""
        actions.note_commented(
            page=self.page,
            comments=changes["new_comments"],
            answers=[reply for _thread, replies in changes["new_replies"] for reply in replies],
            settled=changes["resolved_comments"],
            by=self.request.user,
            at=timezone.now(),
        )


class OwnAccount(AccountView):
    """How an editor sets the editor; name and mails are set where everybody sets theirs."""

    def get_panels(self) -> list[Any]:
        elsewhere = {"notifications", "name_email", "avatar"}
        return [panel for panel in super().get_panels() if panel.name not in elsewhere]


class AgingPages(AgingPagesView):
    """Pages that have not been let out for long; whoever did it is called by name."""

    def decorate_paginated_queryset(self, queryset: Any) -> Any:
        pages = super().decorate_paginated_queryset(queryset)
        ids = {page.pk: self.user_id_to_python(page.last_published_by) for page in pages}
        names = people_named(ids.values())
        for page in pages:
            page.last_published_by_user = names.get(ids[page.pk], "")
        return pages
