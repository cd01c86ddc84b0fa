"""Every write of the wing."""

from .asking import (
    AskWords,
    answer_ask,
    escalate_ask,
    pass_on_ask,
    raise_ask,
    remind_ask,
    withdraw_ask,
)
from .beginning import add_partner, start_challenge, start_wave
from .chasing import chase_asks
from .coaches import end_listing, list_coach, record_training, withdraw_training
from .coaching import change_log, hand_over, make_promise, write_log
from .design import change_note, name_roles, remove_partner, sign_note
from .ending import close_challenge, stop_challenge
from .goals import (
    GoalWords,
    answer_goal,
    complete_goal,
    decide_goal,
    propose_goal,
    set_goal,
    withdraw_goal,
)
from .holding import answer_hold_check, ask_hold_checks
from .ideas import add_idea, bring_back_idea, change_idea, set_aside_idea
from .interventions import (
    InterventionWords,
    approve_intervention,
    copy_intervention,
    offer_intervention,
    take_intervention_out,
    write_intervention,
)
from .inviting import appoint_by_mail, invite_member
from .keeping import (
    ChangeDetails,
    add_change,
    answer_change,
    answer_recommendation,
    edit_change,
    edit_recommendation,
    hand_over_measure,
    recommend,
)
from .launching import launch_challenge
from .measuring import attach_measure, chase_numbers, define_measure, detach_measure
from .meeting import plan_meetings
from .notes import NoteWords
from .planning import add_to_plan, agree
from .releasing import answer_release, ask_release
from .results import ResultFacts, change_result, record_result, withdraw_result
from .reviews import hold_review, write_review
from .stories import approve_story, ask_for_approval, take_story_down, write_story
from .teams import add_member, appoint, dismiss, elect_leader, end_member
from .templates import set_up_challenge
from .timing import shift_day_zero
from .trying import (
    TestPlan,
    change_test,
    finish_test,
    hold_test,
    note_on_test,
    plan_test,
    start_test,
)
from .writing_up import write_up

__all__ = [
    "AskWords",
    "ChangeDetails",
    "GoalWords",
    "InterventionWords",
    "NoteWords",
    "ResultFacts",
    "TestPlan",
    "add_change",
    "add_idea",
    "add_member",
    "add_partner",
    "add_to_plan",
    "agree",
    "answer_ask",
    "answer_change",
    "answer_goal",
    "answer_hold_check",
    "answer_recommendation",
    "answer_release",
    "appoint",
    "appoint_by_mail",
    "approve_intervention",
    "approve_story",
    "ask_for_approval",
    "ask_hold_checks",
    "ask_release",
    "attach_measure",
    "bring_back_idea",
    "change_idea",
    "change_log",
    "change_note",
    "change_result",
    "change_test",
    "chase_asks",
    "chase_numbers",
    "close_challenge",
    "complete_goal",
    "copy_intervention",
    "decide_goal",
    "define_measure",
    "detach_measure",
    "dismiss",
    "edit_change",
    "edit_recommendation",
    "elect_leader",
    "end_listing",
    "end_member",
    "escalate_ask",
    "finish_test",
    "hand_over",
    "hand_over_measure",
    "hold_review",
    "hold_test",
    "invite_member",
    "launch_challenge",
    "list_coach",
    "make_promise",
    "name_roles",
    "note_on_test",
    "offer_intervention",
    "pass_on_ask",
    "plan_meetings",
    "plan_test",
    "propose_goal",
    "raise_ask",
    "recommend",
    "record_result",
    "record_training",
    "remind_ask",
    "remove_partner",
    "set_aside_idea",
    "set_goal",
    "set_up_challenge",
    "shift_day_zero",
    "sign_note",
    "start_challenge",
    "start_test",
    "start_wave",
    "stop_challenge",
    "take_intervention_out",
    "take_story_down",
    "withdraw_ask",
    "withdraw_goal",
    "withdraw_result",
    "withdraw_training",
    "write_intervention",
    "write_log",
    "write_review",
    "write_story",
    "write_up",
]
