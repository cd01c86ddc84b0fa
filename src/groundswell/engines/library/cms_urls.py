"""Wagtail's editor under /cms/, every address of it behind our own door."""

from typing import Any

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.reports.aging_pages import AgingPagesView

from .views import AgingPages, OwnAccount, PageEditing, editor_only, shown_files

# Views of Wagtail's in whose place stands one of ours that differs in a single thing.
IN_THE_PLACE_OF: dict[Any, Any] = {
    EditView: PageEditing,
    AccountView: OwnAccount,
    AgingPagesView: AgingPages,
}


def behind_the_door(patterns: list[Any]) -> list[Any]:
    """The same patterns, each view of them for editors alone."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            behind_the_door(pattern.url_patterns)
        else:
            pattern.callback = editor_only(_ours(pattern.callback))
    return patterns


def _ours(theirs: Any) -> Any:
    """The view of ours in the place of one of Wagtail's, told the same; or theirs."""
    ours = IN_THE_PLACE_OF.get(getattr(theirs, "view_class", None))
    return require_admin_access(ours.as_view(**theirs.view_initkwargs)) if ours else theirs


urlpatterns = behind_the_door([
    path("files/<path:name>", shown_files.editor_file),  # as MEDIA_URL says
    path("", include(wagtailadmin_urls.urlpatterns)),
])
