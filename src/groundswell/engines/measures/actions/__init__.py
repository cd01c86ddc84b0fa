"""Every write to measures: what is counted, the numbers, the targets, the limits, the sets."""

from .annotating import annotate, withdraw_annotation
from .correcting import correct_observation, withdraw_observation
from .deciding import (
    accept_proposal,
    decline_proposal,
    recalculate_limits,
    undo_recalculation,
)
from .defining import DefinitionDetails, change_definition, define_measure
from .keeping import keep_number
from .placing import Programme, change_measure, place_measure, retire_measure, share_measure
from .recording import record_observations
from .sets import change_set, make_set, reorder_set
from .shifts import look_for_shifts
from .targets import set_target, withdraw_target

__all__ = [
    "DefinitionDetails",
    "Programme",
    "accept_proposal",
    "annotate",
    "change_definition",
    "change_measure",
    "change_set",
    "correct_observation",
    "decline_proposal",
    "define_measure",
    "keep_number",
    "look_for_shifts",
    "make_set",
    "place_measure",
    "recalculate_limits",
    "record_observations",
    "reorder_set",
    "retire_measure",
    "set_target",
    "share_measure",
    "undo_recalculation",
    "withdraw_annotation",
    "withdraw_observation",
    "withdraw_target",
]
