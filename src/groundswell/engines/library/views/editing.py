"""The door to Wagtail's editor: who comes in, and under what policy its pages stand."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..models import Item

# Each exception that Wagtail's editor needs; `docs/decisions/0019` says why each is there.
EDITOR_POLICY = {
    "style-src": [SELF, UNSAFE_INLINE],  # its panels set widths and heights on elements
    "frame-src": [SELF],  # the preview of a page stands in a frame
    "frame-ancestors": [SELF],
    "img-src": [SELF, "data:", "blob:"],  # a picture that was chosen is shown before it is sent
}


def editor_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For whoever holds a role in the library today; to all others the editor is not there.

    Who holds one where there is no shelf yet is told so.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        try:
            actions.admit_editor(by=actor, at=timezone.now())
        except Refused as refused:
            if policies.admit_editor(actor):
                raise
            raise Http404(str(refused)) from refused
        # Wagtail's menu asks for a first name, and would show the address where there is none.
        request.user.first_name = actor.name  # type: ignore[union-attr]
        return view(request, *args, **kwargs)

    guarded.login_required = True  # type: ignore[attr-defined]  # Wagtail opens some to all
    return xframe_options_sameorigin(csp_replace(EDITOR_POLICY)(guarded))


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # Wagtail hands it the page
def preview(request: HttpRequest, item: Item) -> HttpResponse:
    """The draft as readers would see it, in the frame of the editor.

    Wagtail makes a request of its own for it, which passes every middleware by itself.
    """
    page = queries.preview_page(item, day_of(timezone.now()))
    return render_page(request, "library/preview.html", page)
