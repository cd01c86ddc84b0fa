"""Who wrote, reviewed and took in: rows of ours, and those that Wagtail keeps of its editors."""

from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
)

from groundswell.ground.kernel.held import Held, HeldRows

from ..models import ITEMS, Pack, Upload

# What Wagtail keeps for the editor alone, and nobody else has a use for.
_OWN = {
    "wagtailusers.UserProfile": "user",
    "wagtailadmin.EditingSession": "user",
    "wagtailadmin.FormState": "user",
    "wagtailcore.PageSubscription": "user",
    "wagtailcore.UploadedFile": "uploaded_by_user",
}
TABLES = (
    "library.Item",
    *(model._meta.label for model in ITEMS.values()),
    "library.Shelf",
    "library.Pack",
    "library.Upload",
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "wagtailcore.Page",
    "wagtailcore.Revision",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.WorkflowState",
    "wagtailcore.TaskState",
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    *_OWN,
)


def export(person_id: UUID) -> dict[str, Held]:
    pages = Page.objects.filter(owner=person_id).order_by("-latest_revision_created_at", "-pk")
    locked = Page.objects.filter(locked_by=person_id).order_by("-locked_at")
    drafts = Revision.objects.filter(user=person_id).order_by("-created_at")
    pictures = get_image_model().objects.filter(uploaded_by_user=person_id).order_by("-created_at")
    papers = apps.get_model("wagtaildocs.Document").objects.filter(uploaded_by_user=person_id)
    sent = WorkflowState.objects.filter(requested_by=person_id).order_by("-created_at")
    reviewed = TaskState.objects.filter(finished_by=person_id).order_by("-finished_at")
    comments = Comment.objects.filter(user=person_id).order_by("-created_at")
    answers = CommentReply.objects.filter(user=person_id).order_by("-created_at")
    settled = Comment.objects.filter(resolved_by=person_id).order_by("-resolved_at")
    on_pages = PageLogEntry.objects.filter(user=person_id).order_by("-timestamp")
    on_others = ModelLogEntry.objects.filter(user=person_id).order_by("-timestamp")
    uploads = Upload.objects.filter(sent_by=person_id).order_by("-sent_at")
    packs = Pack.objects.filter(taken_in_by=person_id).order_by("-taken_in_at")
    return {
        _("Pages of the library you began"): HeldRows(pages.values("title", "slug")),
        _("Pages you locked"): HeldRows(locked.values("title", "locked_at")),
        _("Drafts you saved"): HeldRows(drafts.values("object_str", "created_at")),
        _("Pictures you put in"): HeldRows(pictures.values("title", "description", "created_at")),
        _("Papers you put in"): HeldRows(papers.order_by("-created_at").values("title")),
        _("What you sent in to be reviewed"): HeldRows(sent.values("status", "created_at")),
        _("What you said as a reviewer"): HeldRows(
            reviewed.values("status", "comment", "finished_at")
        ),
        _("Comments on drafts"): HeldRows(comments.values("page__title", "text", "created_at")),
        _("Answers to comments"): HeldRows(answers.values("text", "created_at")),
        _("Comments you settled"): HeldRows(settled.values("text", "resolved_at")),
        _("What you did to pages"): HeldRows(on_pages.values("label", "action", "timestamp")),
        _("What you did to literature and pictures"): HeldRows(
            on_others.values("label", "action", "timestamp")
        ),
        _("Files you sent to the library"): HeldRows(
            uploads.values("file_name", "sent_at", "state")
        ),
        _("Packs you took in"): HeldRows(packs.values("title", "version", "taken_in_at")),
        **_own(person_id),
    }


def _own(person_id: UUID) -> dict[str, Held]:
    """The editor's own settings and unfinished work, as far as anybody could read it."""
    profile = apps.get_model("wagtailusers.UserProfile").objects.filter(user=person_id)
    sessions = apps.get_model("wagtailadmin.EditingSession").objects.filter(user=person_id)
    uploads = apps.get_model("wagtailcore.UploadedFile").objects.filter(uploaded_by_user=person_id)
    unfinished = apps.get_model("wagtailadmin.FormState").objects.filter(user=person_id)
    watched = apps.get_model("wagtailcore.PageSubscription").objects.filter(user=person_id)
    return {
        _("How you set the editor"): HeldRows(
            profile.order_by("pk").values(
                "preferred_language", "current_time_zone", "theme", "contrast", "density"
            )
        ),
        _("Pages you have open in the editor"): HeldRows(
            sessions.order_by("-last_seen_at").values("last_seen_at")
        ),
        _("What you have typed and not saved yet"): HeldRows(
            unfinished.order_by("-last_updated_at").values("data", "last_updated_at")
        ),
        _("Pictures you have not described yet"): HeldRows(uploads.order_by("-pk").values("file")),
        _("Pages whose comments you are told of"): HeldRows(
            watched.order_by("-pk").values("page__title")
        ),
    }


def erase(person_id: UUID) -> None:
    for label, column in _OWN.items():
        apps.get_model(label).objects.filter(**{column: person_id}).delete()
    Upload.objects.filter(sent_by=person_id).delete()
    Page.objects.filter(locked_by=person_id).update(locked=False, locked_by=None, locked_at=None)
    apps.get_model("people.Person").groups.through.objects.filter(person=person_id).delete()
