"""Every table of the wing: a challenge and its team, its goal, tests, asks, reviews, results."""

from .asks import Ask, AskMove
from .challenges import Challenge, NoteVersion, Partner, Shift, SignOff, Wave
from .goals import ChallengeMeasure, Goal
from .results import Copy, Result, Story, TestedIntervention
from .reviews import Change, HoldCheck, Recommendation, Review
from .teams import (
    Agreement,
    CoachEntry,
    CoachListing,
    Handover,
    Member,
    Release,
    Training,
)
from .trials import Idea, Test, TestMeasure

__all__ = [
    "Agreement",
    "Ask",
    "AskMove",
    "Challenge",
    "ChallengeMeasure",
    "Change",
    "CoachEntry",
    "CoachListing",
    "Copy",
    "Goal",
    "Handover",
    "HoldCheck",
    "Idea",
    "Member",
    "NoteVersion",
    "Partner",
    "Recommendation",
    "Release",
    "Result",
    "Review",
    "Shift",
    "SignOff",
    "Story",
    "Test",
    "TestMeasure",
    "TestedIntervention",
    "Training",
    "Wave",
]
