"""One writer at a time for each promise, and the words that are given with what is done."""

import datetime as dt

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.web import words

from ..kinds import LONGEST_TEXT
from ..models import Commitment


def locked(commitment: Commitment) -> Commitment:
    """The promise as it stands now, held until the transaction ends."""
    rows = Commitment.objects.select_related("owner", "made_to", "closed_by", "organisation")
    return held(rows, commitment.pk)


def reason_from(text: str, *, missing: str, field: str = "reason") -> str:
    """The reason without blanks around. Raises Unusable where there is none, or an essay."""
    kept = line_from(text, field=field, most=LONGEST_TEXT)
    if not kept:
        raise Unusable(missing, field=field)
    return kept


def line_from(text: str, *, field: str, most: int) -> str:
    """What was written, without blanks around. Raises Unusable where it is too long."""
    kept = text.strip()
    if len(kept) > most:
        raise Unusable(_("Use at most %(n)s characters.") % {"n": f"{most:,}"}, field=field)
    return kept


def day_ahead(due_on: dt.date, today: dt.date) -> dt.date:
    """The day that is promised. Raises Unusable for one that has passed."""
    if due_on < today:
        sentence = _("Give a day from today on. Today is %(today)s.")
        raise Unusable(sentence % {"today": words.day(today)}, field="due_on")
    return due_on
