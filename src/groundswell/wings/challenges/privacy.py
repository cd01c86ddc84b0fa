"""The personal data of challenges: who takes part, what they wrote, who answered whom."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.held import HeldRows
from groundswell.ground.kernel.registries import PersonalData

from . import models as m


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The person's own rows as plain values, newest first."""
    return {
        _("Teams you are or were in"): _rows(
            m.Member.objects.filter(person_id=person_id).order_by("-joined_on", "pk"),
            "challenge__title", "brings", "standing", "is_leader", "leave", "joined_on", "left_on",
            "left_words",
        ),
        _("Challenges you began, launched or ended"): _rows(
            m.Challenge.objects
            .filter(Q(made_by=person_id) | Q(launched_by=person_id) | Q(ended_by=person_id))
            .order_by("-made_at", "pk"),
            "title", "stage", "made_at", "launched_at", "ended_at",
        ),
        _("Your coaching log"): _by(m.CoachEntry, "coach", "written_at", person_id, "words", "on"),
        _("Ideas"): _by(m.Idea, "by", "at", person_id, "title", "detail"),
        _("Tests you own"): _by(m.Test, "owner", "made_at", person_id, "title", "state"),
        _("Asks you made"): _by(m.Ask, "asked_by", "asked_at", person_id, "title", "words"),
        _("Asks you answer"): _by(
            m.Ask, "to", "asked_at", person_id, "title", "state", "answer", "limits", "answered_at"
        ),
        _("Results you wrote down"): _by(m.Result, "by", "at", person_id, "statement"),
        _("Changes you carry"): _by(m.Change, "owner", "at", person_id, "title", "verdict"),
        _("Recommendations you wrote"): _by(m.Recommendation, "by", "at", person_id, "words"),
        _("Recommendations you answered"): _by(
            m.Recommendation, "answered_by", "answered_at", person_id, "answered", "answer_words"
        ),
        _("Whether a gain held, as you answered"): _by(
            m.HoldCheck, "answered_by", "answered_at", person_id, "held", "words"
        ),
        _("Stories you wrote"): _by(m.Story, "written_by", "changed_at", person_id, "title"),
        _("Tests you wrote up"): _by(
            m.TestedIntervention, "written_by", "changed_at", person_id, "title"
        ),
        _("You as a coach"): _by(m.CoachListing, "person", "listed_on", person_id, "about"),
    }  # fmt: skip


def _by(model: Any, who: str, when: str, person_id: UUID, *names: str) -> HeldRows:
    rows = model.objects.filter(**{f"{who}_id": person_id}).order_by(f"-{when}", "pk")
    return _rows(rows, *names, when)


def _rows(rows: Any, *names: str) -> HeldRows:
    return HeldRows(rows.values(*names))


def erase(person_id: UUID, at: dt.datetime) -> None:
    """A coach's log goes with the coach; what a team did together stays, without the name."""
    m.CoachEntry.objects.filter(coach_id=person_id).delete()
    m.CoachListing.objects.filter(person_id=person_id).update(about="")


DECLARATION = PersonalData(
    purpose=gettext_lazy("To run 100-day challenges: who takes part, who asked, who answered."),
    lawful_basis=gettext_lazy("Public task; for charities and companies legitimate interests."),
    retention=gettext_lazy(
        "As long as the challenge is kept. When your account is erased your coaching log goes; what"
        " you did in a team stays with the team, without your name."
    ),
    models=(
        "challenges.Agreement",
        "challenges.Ask",
        "challenges.AskMove",
        "challenges.Challenge",
        "challenges.ChallengeMeasure",
        "challenges.Change",
        "challenges.CoachEntry",
        "challenges.CoachListing",
        "challenges.Copy",
        "challenges.Goal",
        "challenges.Handover",
        "challenges.HoldCheck",
        "challenges.Idea",
        "challenges.Member",
        "challenges.NoteVersion",
        "challenges.Recommendation",
        "challenges.Release",
        "challenges.Result",
        "challenges.Review",
        "challenges.Shift",
        "challenges.SignOff",
        "challenges.Story",
        "challenges.Test",
        "challenges.TestedIntervention",
        "challenges.Training",
        "challenges.Wave",
    ),
    export=export,
    erase=erase,
)
