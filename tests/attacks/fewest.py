"""The fewest numbers that any safe release of a small case hides, by trying every set."""

import copy
import itertools

from tests.attacks.intruder import leaks, nothing_shown
from tests.attacks.planned import read

from groundswell.science import disclosure


def fewest_hidden(case):
    """Smallest number of hidden numbers with which nothing leaks; cases of counts only."""
    own = read(case)
    menu = [cell for stage in own.stages for cell in stage]
    recorded = disclosure.recorded(own.held, [cell.now for cell in menu])
    full = nothing_shown(case)
    for cell in menu:
        full[cell.query][cell.key][cell.text] = recorded[cell.now]
    small = [cell for cell in menu if recorded[cell.now] < case["k_min"]]
    large = [cell for cell in menu if cell not in small]
    for more in range(len(large) + 1):
        for chosen in itertools.combinations(large, more):
            release = copy.deepcopy(full)
            for cell in (*small, *chosen):
                release[cell.query][cell.key][cell.text] = "S"
            if not leaks(case, release):
                return len(small) + more
    raise AssertionError("a release that shows nothing leaks nothing")
