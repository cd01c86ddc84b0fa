"""Wagtail's editor under /cms/, every address of it behind our own door."""

from typing import Any

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView
from wagtail.admin.views.pages.edit import EditView

from .views import OwnAccount, PageEditing, editor_only, shown_files

# Views of Wagtail's in whose place stands one of ours that differs in a single thing.
IN_THE_PLACE_OF: dict[Any, Any] = {EditView: PageEditing, AccountView: OwnAccount}


def behind_the_door(patterns: list[Any]) -> list[Any]:
    """The same patterns, each view of them for editors alone."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            behind_the_door(pattern.url_patterns)
        else:
            ours = IN_THE_PLACE_OF.get(getattr(pattern.callback, "view_class", None))
            view = require_admin_access(ours.as_view()) if ours else pattern.callback
            pattern.callback = editor_only(view)
    return patterns


urlpatterns = behind_the_door([
    path("files/<path:name>", shown_files.editor_file),  # as MEDIA_URL says
    path("", include(wagtailadmin_urls.urlpatterns)),
])
