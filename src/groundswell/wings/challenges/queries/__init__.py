"""Every read of challenges that a page, a file or another app needs."""

from .access import ask_for, asks_visible_to, challenge_for, visible_to
from .agreement import AgreementPart, agreement_part, latest_agreement
from .ask_page import (
    answer_pairs,
    answered_meanwhile,
    ask_page,
    crumb_of,
    places_to_ask,
)
from .ask_rows import AskRow
from .asks import AsksPanel, asks_page, asks_panel, tests_to_hold
from .charts import ChartPanel, day_zero_marks
from .coaches import coaches_page, listing_for, training_for
from .coaching import entry_for, handover_page, log_page
from .goals import (
    GoalPanel,
    current_goal,
    goal_for,
    goal_initial,
    goal_page,
    goal_panel,
    proposal_pairs,
)
from .holding import HoldRow, held_of, hold_check_for, hold_page, hold_rows
from .ideas import idea_for, ideas_page
from .interventions import (
    handbook_page,
    intervention_for,
    intervention_initial,
    intervention_page,
    own_challenges,
    written_of,
)
from .keeping import (
    AnswerWords,
    KeepingPage,
    change_for,
    change_initial,
    keeping_page,
    recommendation_for,
    recommendation_page,
)
from .many_teams import many_teams_page, watches_teams
from .measuring import attachable_by, attached_to, challenge_measure_for, measures_page, watched_by
from .meeting import back_from_plan, meeting_for, meeting_page, meetings_page, next_meeting
from .notes import note_initial, note_page, note_version_for
from .pages import challenge_page
from .parts import EvidencePart
from .persons import team_people
from .planning import PlanPanel, PlanRows, plan_page, plan_panel, theme_names
from .portfolio import portfolio_page, wanted_of
from .promises import PromisesPanel, promises_panel
from .readiness import launch_page
from .register import RegisterPage, Sift, asks_behind, register_page, sift_from
from .releases import release_page, unknown_link_page
from .results import result_for, result_initial, results_page, standing_results
from .reviews import evidence_for, review_for, review_initial, review_page, reviews_page, said_of
from .starting import (
    all_packs,
    could_take_part,
    hosts_for,
    pack_named,
    partners_page,
    wave_choices,
    wave_for,
)
from .stories import (
    Telling,
    ToldResult,
    draft_of,
    public_stories,
    public_story,
    published_story,
    story_for,
    story_initial,
    story_of,
    story_page,
)
from .teams import holder_for, member_for, places_of_team, release_by, team_page
from .trying import (
    TestsPanel,
    beginning_pairs,
    test_beginning,
    test_for,
    test_initial,
    test_page,
    tests_page,
    tests_panel,
)

__all__ = [
    "AgreementPart",
    "AnswerWords",
    "AskRow",
    "AsksPanel",
    "ChartPanel",
    "EvidencePart",
    "GoalPanel",
    "HoldRow",
    "KeepingPage",
    "PlanPanel",
    "PlanRows",
    "PromisesPanel",
    "RegisterPage",
    "Sift",
    "Telling",
    "TestsPanel",
    "ToldResult",
    "agreement_part",
    "all_packs",
    "answer_pairs",
    "answered_meanwhile",
    "ask_for",
    "ask_page",
    "asks_behind",
    "asks_page",
    "asks_panel",
    "asks_visible_to",
    "attachable_by",
    "attached_to",
    "back_from_plan",
    "beginning_pairs",
    "challenge_for",
    "challenge_measure_for",
    "challenge_page",
    "change_for",
    "change_initial",
    "coaches_page",
    "could_take_part",
    "crumb_of",
    "current_goal",
    "day_zero_marks",
    "draft_of",
    "entry_for",
    "evidence_for",
    "goal_for",
    "goal_initial",
    "goal_page",
    "goal_panel",
    "handbook_page",
    "handover_page",
    "held_of",
    "hold_check_for",
    "hold_page",
    "hold_rows",
    "holder_for",
    "hosts_for",
    "idea_for",
    "ideas_page",
    "intervention_for",
    "intervention_initial",
    "intervention_page",
    "keeping_page",
    "latest_agreement",
    "launch_page",
    "listing_for",
    "log_page",
    "many_teams_page",
    "measures_page",
    "meeting_for",
    "meeting_page",
    "meetings_page",
    "member_for",
    "next_meeting",
    "note_initial",
    "note_page",
    "note_version_for",
    "own_challenges",
    "pack_named",
    "partners_page",
    "places_of_team",
    "places_to_ask",
    "plan_page",
    "plan_panel",
    "portfolio_page",
    "promises_panel",
    "proposal_pairs",
    "public_stories",
    "public_story",
    "published_story",
    "recommendation_for",
    "recommendation_page",
    "register_page",
    "release_by",
    "release_page",
    "result_for",
    "result_initial",
    "results_page",
    "review_for",
    "review_initial",
    "review_page",
    "reviews_page",
    "said_of",
    "sift_from",
    "standing_results",
    "story_for",
    "story_initial",
    "story_of",
    "story_page",
    "team_page",
    "team_people",
    "test_beginning",
    "test_for",
    "test_initial",
    "test_page",
    "tests_page",
    "tests_panel",
    "tests_to_hold",
    "theme_names",
    "training_for",
    "unknown_link_page",
    "visible_to",
    "wanted_of",
    "watched_by",
    "watches_teams",
    "wave_choices",
    "wave_for",
    "written_of",
]
