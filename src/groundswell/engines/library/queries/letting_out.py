"""Whether pages may go out as they are drafted, where no form is asked."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from .. import policies
from ..models import Video


def may_go_out(pages: Iterable[Page], *, with_drafts_below: bool) -> Decision:
    """The first of the pages, perhaps of the drafts below them, that lacks something; and what."""
    for page in pages:
        drafts = Video.objects.descendant_of(page).filter(live=False)
        asked = Q(pk=page.pk) | Q(pk__in=drafts) if with_drafts_below else Q(pk=page.pk)
        for video in Video.objects.filter(asked):
            draft = video.get_latest_revision_as_object()
            may = policies.caption_film(draft.film, draft.captions)
            may = may and policies.transcribe_film(draft.film, draft.transcript)
            if not may:
                told = {"title": draft.title, "reason": may.reason}
                return Decision(_("“%(title)s” is not let out. %(reason)s") % told)
    return ALLOWED
