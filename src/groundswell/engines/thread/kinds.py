"""What a link says, and the words that people read for it."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column

LONGEST_WORDS = 1_000  # characters of why something still holds


class LinkType(models.TextChoices):
    """Read as a sentence: the source *rests on* the target."""

    RESTS_ON = "rests_on", _("rests on")
    ANSWERS = "answers", _("answers")
    DECIDED_BY = "decided_by", _("is decided by")
    TESTED_BY = "tested_by", _("is tested by")
    MEASURED_BY = "measured_by", _("is measured by")
    LED_TO = "led_to", _("led to")
    TOLD_TO = "told_to", _("was told to")


# Of these the target was there first; of all others the source.
LOOKING_BACK = frozenset({LinkType.RESTS_ON, LinkType.ANSWERS})

# The same link as it is told at its source, and at its target.
FROM_SOURCE = {
    LinkType.RESTS_ON: _("Rests on"),
    LinkType.ANSWERS: _("Answers"),
    LinkType.DECIDED_BY: _("Decided by"),
    LinkType.TESTED_BY: _("Tested by"),
    LinkType.MEASURED_BY: _("Measured by"),
    LinkType.LED_TO: _("Led to"),
    LinkType.TOLD_TO: _("Told to"),
}
FROM_TARGET = {
    LinkType.RESTS_ON: _("Supports"),
    LinkType.ANSWERS: _("Answered by"),
    LinkType.DECIDED_BY: _("Decides"),
    LinkType.TESTED_BY: _("Tests"),
    LinkType.MEASURED_BY: _("Measures"),
    LinkType.LED_TO: _("Came of"),
    LinkType.TOLD_TO: _("Was told of"),
}

COLUMNS = {
    Column.EVIDENCE: _("Evidence"),
    Column.FINDING: _("Finding"),
    Column.DECISION: _("Decision"),
    Column.TEST: _("Test"),
    Column.MEASURE: _("Measure"),
    Column.RESULT: _("Result"),
}


class Told(models.TextChoices):
    """The kinds of messages of the thread."""

    DOUBT = "thread.doubt", _("What your work rests on")


@dataclass(frozen=True, slots=True)
class Cause:
    """What holds no longer, since when and why.

    `told` is the sentence for those who answer for what rests on it; empty where not all of them
    may know what it is.
    """

    ref: Ref
    on: dt.date
    reason: str
    told: str = ""
