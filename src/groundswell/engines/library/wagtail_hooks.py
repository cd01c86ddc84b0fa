"""What of Wagtail's editor is ours: the literature in its menu, what is left out of it, and what
is asked before a page goes out or to another shelf; and where an editor begins.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextField
from django.forms import Select
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.requests import actor_of

from . import actions, policies, queries
from .forms.editing import WorkForm
from .models import Shelf, Work

# What is one of several is chosen, and not typed.
register_form_field_override(
    TextField,
    override=lambda column: {"widget": Select if column.choices else AdminAutoHeightTextInput},
    exact_class=True,
)
LEFT_OUT = {"help", "settings", "documents"}  # it explains Wagtail, and sets what we set


class Literature(SnippetViewSet):
    model = Work
    icon = "openquote"
    menu_label = _("Literature")
    menu_order = 200
    add_to_admin_menu = True
    list_display = ["title", "authors", "year", "standing"]
    list_filter = ["kind", "standing", "year"]
    search_fields = ["title", "authors", "doi"]
    list_per_page = 50
    edit_handler = ObjectList(Work.panels, base_form_class=WorkForm)


register_snippet(Literature)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def readers_find_it(request: Any, instance: Any) -> None:
    """A work is not let out by anybody: what is written down is there."""
    if isinstance(instance, Work):
        actions.note_work_written(work=instance, by=request.user, at=timezone.now())


@hooks.register("construct_main_menu")
def leave_out(request: Any, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in LEFT_OUT]


@hooks.register("register_admin_menu_item")
def back_to_the_library() -> MenuItem:
    return MenuItem(
        _("Back to the library"), reverse("library:index"), name="back", icon_name="home", order=10
    )


class WhereToBegin(Component):
    """What an editor who comes in for the first time would look for."""

    template_name = "library/editor_home.html"
    order = 400  # after what waits for the editor already

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = actor_of(parent_context["request"])
        return {
            "places": queries.places_to_write(actor),
            "keeping_url": reverse("library:keeping") if policies.enter_keeping(actor) else "",
        }


@hooks.register("construct_homepage_panels")
def say_where_to_begin(request: Any, panels: list[Any]) -> None:
    panels.append(WhereToBegin())


@hooks.register("before_move_page")
def may_be_moved(request: Any, page: Page, destination: Page) -> HttpResponse | None:
    may = queries.may_go_to([page], destination)
    return _unless_refused(request, may, reverse("wagtailadmin_pages:move", args=[page.pk]))


@hooks.register("before_bulk_action")
def may_be_done_together(
    request: Any, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """All of them or none; back to the same choice of pages."""
    if action_type == "move":
        may = queries.may_go_to(objects, action.cleaned_form.cleaned_data["chooser"])
    elif action_type == "publish":
        below = action.cleaned_form.cleaned_data["include_descendants"]
        may = queries.may_go_out(objects, with_drafts_below=below)
    else:
        return None
    return _unless_refused(request, may, request.get_full_path())


@hooks.register("before_copy_page")
def may_be_copied(request: Any, page: Page) -> HttpResponse | None:
    """A page is asked about by its form, which knows where to."""
    if not isinstance(page.specific_deferred, Shelf):
        return None
    back = reverse("wagtailadmin_explore", args=[page.pk])
    return _unless_refused(request, policies.move_shelf(), back)


def _unless_refused(request: Any, may: Decision, back: str) -> HttpResponse | None:
    """Nothing has happened yet; the editor reads why where they have come from."""
    if may:
        return None
    messages.error(request, may.reason)
    return redirect(back)
