"""What every write here begins with: the row as it stands now, and words that can be used."""

import datetime as dt
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.locking import held

from ..models import Challenge

LONGEST_LINE, LONGEST_TEXT = 160, 5_000  # characters


def locked(challenge: Challenge) -> Challenge:
    """The challenge as it stands now, held until the transaction ends: one writer at a time."""
    return held(Challenge.objects.select_related("organisation", "wave"), challenge.pk)


def line(text: str, *, field: str, missing: str = "") -> str:
    """One line of words without blanks around. `missing` is said where there are none."""
    kept = " ".join(text.split())
    if missing and not kept:
        raise Unusable(missing, field=field)
    return _short_enough(kept, LONGEST_LINE, field)


def words(text: str, *, field: str, missing: str = "") -> str:
    """Words of several lines. `missing` is said where there are none."""
    kept = text.replace("\r\n", "\n").strip()
    if missing and not kept:
        raise Unusable(missing, field=field)
    return _short_enough(kept, LONGEST_TEXT, field)


def _short_enough(text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise Unusable(
            _("Use %(most)s characters or fewer. You used %(n)s.")
            % {"most": f"{most:,}", "n": f"{len(text):,}"},
            field=field,
        )
    if any(ord(c) < 32 and c not in "\n\t" for c in text):
        raise Unusable(_("Take out the characters that cannot be shown."), field=field)
    return text


def unchanged_since(version: int | None, now: int) -> None:
    """Raises Stale where somebody else was faster; None asks for no such care."""
    if version is not None and version != now:
        raise Stale(
            _("Somebody else changed this while you were writing. Look again, then decide.")
        )


class Overtaken(Stale):
    """Somebody else changed it meanwhile; nothing was overwritten, nothing is lost.

    `now` is what stands there, by the name of its field; `version` the one to send next time.
    """

    def __init__(self, sentence: str, *, now: dict[str, str], version: int) -> None:
        super().__init__(sentence)
        self.now, self.version = now, version


def not_overtaken(version: int | None, now: int, texts: dict[str, str]) -> None:
    """Raises Overtaken, with what stands there, where somebody else was faster."""
    if version is not None and version != now:
        raise Overtaken(
            _(
                "Somebody else changed this while you were writing. What it says now stands"
                " above; yours is in the form. Put together what should stand, then save."
            ),
            now=texts,
            version=now,
        )


def next_number(rows: "models.Manager[models.Model] | models.QuerySet[models.Model]") -> int:
    """The number after the last; the caller holds the challenge's lock."""
    return (rows.aggregate(last=models.Max("number"))["last"] or 0) + 1


def record(
    name: str, challenge: Challenge, *, by: Doer, at: dt.datetime, **details: object
) -> None:
    """One line of the host's trail about the challenge."""
    host: UUID = challenge.organisation_id
    audit.record(name, about=challenge, by=by, at=at, organisation_id=host, **details)
