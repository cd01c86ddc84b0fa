"""What Wagtail asks of a page, answered as this house answers: our address, our view, our rows."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from wagtail.models import Page


class LibraryPage(Page):
    """A page of Wagtail's tree that readers get from a view of ours."""

    # Said of the page as a whole: an old draft that is taken up again does not bring these back.
    not_of_a_draft: ClassVar[tuple[str, ...]] = ()

    private_page_options: ClassVar[list[str]] = []  # who may read is said by `audience` alone

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Where readers find it: a page of ours, under the path that Wagtail keeps."""
        path = self.url_path.strip("/").split("/")[-2:]
        return (0, settings.PUBLIC_URL, reverse("library:item", args=path))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Wagtail asks the model for its preview; the page itself is made by a view."""
        return import_string("groundswell.engines.library.views.preview")(request, self)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        draft = super().with_content_json(content)
        for name in self.not_of_a_draft:
            column = self._meta.get_field(name).attname
            setattr(draft, column, getattr(self, column))
        return draft
