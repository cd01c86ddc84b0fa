"""Wagtail's editor under /cms/, every address of it behind our own door."""

from typing import Any

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from .views import editor_only, shown_files


def behind_the_door(patterns: list[Any]) -> list[Any]:
    """The same patterns, each view of them for editors alone."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            behind_the_door(pattern.url_patterns)
        else:
            pattern.callback = editor_only(pattern.callback)
    return patterns


urlpatterns = behind_the_door([
    path("files/<path:name>", shown_files.editor_file),  # as MEDIA_URL says
    path("", include(wagtailadmin_urls.urlpatterns)),
])
