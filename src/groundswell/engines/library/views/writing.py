"""Pages of Wagtail's editor that would write to people past our messages, or offer to."""

from typing import Any

from django.utils import timezone
from wagtail.admin.views.account import AccountView
from wagtail.admin.views.pages.edit import EditView

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
    """How an editor sets the editor; what reaches them by mail they choose beside the inbox."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if panel.name != "notifications"]
