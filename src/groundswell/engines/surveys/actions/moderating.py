"""What people wrote is read before anybody else reads it: kept, shortened, or not shown."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import LONGEST_REASON, TextState
from ..models import Survey, WrittenText
from ..redacting import only_takes_out

_DECIDED = ["state", "shown_text", "reason", "decided_by", "decided_on"]


@transaction.atomic
def moderate_text(
    *,
    text: WrittenText,
    state: str,
    shown_text: str = "",
    reason: str = "",
    by: Actor,
    at: dt.datetime,
) -> WrittenText:
    """Decide about one text. What was written stays as it is; what is shown may be less of it.

    Parameters
    ----------
    state
        KEPT, REDACTED or WITHHELD; the last two need a reason, which readers see.
    shown_text
        Where it is REDACTED: the text with a mark such as "[name]" for each part taken out.

    Raises
    ------
    Refused
        If the actor does not keep the survey.
    Unusable
        If the reason is missing, or what is shown says anything that was not written.
    """
    text = held(WrittenText.objects.select_related("survey", "survey__keeper"), text.pk)
    policies.moderate_text(by, text.survey).or_refuse()
    state = TextState(state)
    text.shown_text = _shown(text, state, shown_text)
    text.reason = "" if state == TextState.KEPT else _reason(reason)
    text.state, text.decided_by_id, text.decided_on = state, by.id, day_of(at)
    text.save(update_fields=_DECIDED)
    _record_text(state, text.survey, by, at)
    return text


@transaction.atomic
def keep_texts(*, survey: Survey, texts: Sequence[UUID], by: Actor, at: dt.datetime) -> int:
    """Show as written all of these that still wait. Raises Refused."""
    policies.keep_texts(by, survey).or_refuse()
    rows = WrittenText.objects.select_for_update().filter(
        survey=survey, pk__in=texts, state=TextState.WAITING
    )
    found = list(rows)
    for text in found:
        text.state, text.shown_text = TextState.KEPT, text.text
        text.decided_by_id, text.decided_on = by.id, day_of(at)
    WrittenText.objects.bulk_update(found, _DECIDED)
    if found:
        home = survey.organisation_id
        audit.record(
            "survey.texts_kept", about=survey, by=by, at=at, organisation_id=home, n=len(found)
        )
    return len(found)


@transaction.atomic
def undo_moderation(*, text: WrittenText, by: Actor, at: dt.datetime) -> WrittenText:
    """Let the text wait again, and so be shown nowhere. Raises Refused."""
    text = held(WrittenText.objects.select_related("survey", "survey__keeper"), text.pk)
    policies.undo_moderation(by, text.survey, text.state).or_refuse()
    text.state, text.shown_text, text.reason = TextState.WAITING, "", ""
    text.decided_by, text.decided_on = None, None
    text.save(update_fields=_DECIDED)
    home = text.survey.organisation_id
    audit.record("survey.text_reopened", about=text.survey, by=by, at=at, organisation_id=home)
    return text


_EVENTS = {
    TextState.KEPT: "survey.text_kept",
    TextState.REDACTED: "survey.text_redacted",
    TextState.WITHHELD: "survey.text_withheld",
}


def _record_text(state: TextState, survey: Survey, by: Actor, at: dt.datetime) -> None:
    """The trail says that something was decided, and never what was written."""
    audit.record(_EVENTS[state], about=survey, by=by, at=at, organisation_id=survey.organisation_id)


def _shown(text: WrittenText, state: TextState, shown: str) -> str:
    if state == TextState.KEPT:
        return text.text
    if state == TextState.WITHHELD:
        return ""
    if not only_takes_out(text.text, shown.strip()):
        raise Unusable(
            _("Take words out and mark each place, such as “[name]”. Change nothing else."),
            field="shown_text",
        )
    return shown.strip()


def _reason(reason: str) -> str:
    kept = reason.strip()
    if not kept:
        raise Unusable(_("Say why: those who read the results see it."), field="reason")
    if len(kept) > LONGEST_REASON:
        told = {"n": LONGEST_REASON}
        raise Unusable(_("Use at most %(n)s characters.") % told, field="reason")
    return kept
