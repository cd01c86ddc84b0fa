"""No request brings the site down; `tests/proof/hostile.py` sends many more of them."""

from tests.hostile.attacks import Attacker, targets_of
from tests.hostile.sending import send_all
from tests.url_table import a_scene


def test_no_hostile_request_is_answered_with_an_error_of_ours(db):
    scene = a_scene().all_sign_in()
    targets = targets_of(scene)
    attacker = Attacker(scene, targets, seed=20260615)
    outcome = send_all(attacker.attacks(400), scene)
    assert not outcome.breaks, outcome.faults()
    assert set(outcome.of_url) == {target.name for target in targets}
    assert outcome.n > 400  # some are sent twice
