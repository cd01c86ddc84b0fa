"""Four challenges of the example partnership, told day by day: what happened, who said it, when.

Everybody is made up; so is every figure.
"""

from .door import DOOR
from .knees import KNEES
from .lunch import LUNCH
from .parts import Asked, Number, Seat, Step, Story, Trial, Vow
from .steady import STEADY

STORIES = (KNEES, LUNCH, DOOR, STEADY)

__all__ = ["STORIES", "Asked", "Number", "Seat", "Step", "Story", "Trial", "Vow"]
