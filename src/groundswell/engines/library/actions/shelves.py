"""A shelf is opened: its place, its two groups, where its pictures lie, and who lets things out."""

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from groundswell.ground.kernel import audit
from groundswell.ground.people.actors import Actor

from .. import policies
from ..models import Shelf

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation

# What Wagtail lets each do with the pages below a shelf, and with the literature.
EDITING = ("add_page", "change_page")
REVIEWING = (*EDITING, "publish_page", "lock_page", "unlock_page")
_OF_ALL = ("access_admin", "add_work", "change_work", "view_work")
# What stands in addresses where the name of a shelf would; `tests` hold it to the urls.
RESERVED = frozenset({
    "ask", "glossary", "lists", "mine", "notes", "questions", "save", "shared", "submissions",
    "submit", "works", "drafts", "keeping",
})  # fmt: skip
_PICTURES = ("add_image", "change_image", "choose_image")


@transaction.atomic
def open_shelf(*, organisation: "Organisation | None", by: Actor, at: dt.datetime) -> Shelf:
    """The shelf of an organisation, or everybody's: opened once, however often asked.

    Raises Refused; see `policies.open_shelf`.
    """
    policies.open_shelf(by, organisation).or_refuse()
    root = tree()
    found = Shelf.objects.filter(organisation=organisation).first()
    if found:
        return found
    title = organisation.name if organisation else _("For everybody")
    shelf = Shelf(
        title=title,
        slug=_free_slug(root, title if organisation else "common"),
        organisation=organisation,
        is_common=None if organisation else True,
        editors=group_of(_("%(shelf)s: library editors") % {"shelf": title}),
        reviewers=group_of(_("%(shelf)s: library reviewers") % {"shelf": title}),
        pictures=_collection(title),
    )
    root.add_child(instance=shelf)
    _let(shelf.editors, shelf, EDITING, shelf.pictures)
    _let(shelf.reviewers, shelf, REVIEWING, shelf.pictures)
    _set_workflow(shelf)
    audit.record(
        "library.shelf_opened", about=organisation or shelf.editors, by=by, at=at,
        organisation_id=organisation.pk if organisation else None, shelf=title,
    )  # fmt: skip
    return shelf


def tree() -> Page:
    """The root of all pages, with the groups of those who edit and review everywhere."""
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title="Root", slug="root", locale=Locale.objects.get())
    everything = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for group, allowed in ((all_editors(), EDITING), (all_reviewers(), REVIEWING)):
        _let(group, root, allowed, everything)
    return Page.objects.select_for_update().get(pk=root.pk)


def all_editors() -> Group:
    return group_of("Library: editors everywhere")


def all_reviewers() -> Group:
    return group_of("Library: reviewers everywhere")


def group_of(name: str) -> Group:
    return Group.objects.get_or_create(name=name[:150])[0]


def _let(group: Group, page: Page, allowed: tuple[str, ...], pictures: Collection) -> None:
    known = {p.codename: p for p in Permission.objects.filter(
        codename__in=[*allowed, *_OF_ALL, *_PICTURES],
        content_type__app_label__in=["wagtailcore", "wagtailadmin", "wagtailimages", "library"],
    )}  # fmt: skip
    group.permissions.add(*(known[name] for name in _OF_ALL))
    for name in allowed:
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=known[name])
    for name in _PICTURES:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=pictures, permission=known[name]
        )


def _collection(title: str) -> Collection:
    root = Collection.get_first_root_node()
    assert root is not None  # `tree` has made it
    return root.add_child(name=title)


def _set_workflow(shelf: Shelf) -> None:
    """What an editor sends in is let out by a reviewer of this shelf, or of all."""
    named = _("%(shelf)s: a reviewer reads it") % {"shelf": shelf.title}
    task = GroupApprovalTask.objects.create(name=named[:255], active=True)
    task.groups.add(shelf.reviewers, all_reviewers())
    workflow = Workflow.objects.create(name=named[:255], active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=shelf)


def _free_slug(root: Page, title: str) -> str:
    slug = slugify(title)[:80] or "shelf"
    taken = set(root.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    taken |= RESERVED
    return next(s for s in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if s not in taken)
