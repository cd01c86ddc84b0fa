"""Codes that are stored and the words that people read for them."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel.registries import Words
from groundswell.ground.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class GatheringKind:
    """What people come together for. One that a wing plans by itself is not offered in the form."""

    label: Words
    is_offered: bool = False


# A wing adds its own when it starts: "weekly", "review"; the code is stored.
gathering_kinds: Registry[GatheringKind] = Registry("kind of gathering")


def label_of(code: str) -> str:
    """What a kind is called; one whose wing has gone is plainly a meeting."""
    known = gathering_kinds.get(code)
    return str(known.label if known else _("Meeting"))


class Audience(models.TextChoices):
    """Who may read of a gathering. Notes and decisions stay with those who take part."""

    INVITED = "invited", _("Those invited")
    ORGANISATION = "organisation", _("Everyone in the organisation")
    PARTNERSHIP = "partnership", _("Everyone in the partnership")


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Reply(models.TextChoices):
    NONE = "none", _("No answer yet")
    COMING = "coming", _("Coming")
    PERHAPS = "perhaps", _("Perhaps")
    CANNOT = "cannot", _("Can’t come")


class Stage(models.TextChoices):
    """Where an item of the agenda stands while a gathering runs."""

    TO_COME = "to_come", _("To come")
    NOW = "now", _("On now")
    PAST = "past", _("Done")
    SKIPPED = "skipped", _("Passed over")
