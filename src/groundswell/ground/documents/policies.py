"""May this person take this away, in this form? What they may read of it, its kind decides."""

from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from .kinds import DocumentKind
from .models import Paper


def ask_for_document(actor: Any, kind: DocumentKind, format_: str) -> Decision:
    if actor.id is None:
        return Decision(_("A file belongs to the person who asks for it."))
    if format_ not in kind.formats:
        return Decision(_("This can’t be taken away in that form."))
    return ALLOWED


def fetch_paper(actor: Any, paper: Paper) -> Decision:
    if paper.asked_by_id != actor.id:
        return Decision(_("Only the person who asked for a file can have it."))
    return ALLOWED
