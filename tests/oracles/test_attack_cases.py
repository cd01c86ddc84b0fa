"""The attack cases beside the checkout, against their own attacker; and the auditor on them."""

import importlib.util
import json

import pytest
from tests.attacks.planned import read, release_of
from tests.oracles.truth import SHARED, needs

from groundswell.cli.disclose import audited
from groundswell.science import disclosure

pytestmark = needs("attacks", "attacker.py")
FOLDER = SHARED / "attacks"
NAMES = sorted(path.stem for path in FOLDER.glob("O*.json"))
WITHOUT_RECORDS = "O09_peer_group_of_two"
CONTROLS = ("OC1_control_all_large", "OC2_control_two_primaries")


def case_named(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def attacker():
    spec = importlib.util.spec_from_file_location("attacker", FOLDER / "attacker.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", [name for name in NAMES if name != WITHOUT_RECORDS])
def test_nothing_leaks_and_what_must_be_is_released(name):
    case = case_named(name)
    release = release_of(case)
    found = attacker().attack(case, release) if case["check"] == "interval" else []
    assert [one for one in found if not one["safe"]] == []
    due = [(one["query"], one["cell"], one["stat"]) for one in case["must_release"]]
    assert [place for place in due if release[place[0]][place[1]][place[2]] == "S"] == []


def test_a_change_is_withheld_where_the_wave_before_was_too_small():
    release = release_of(case_named("O08_change_reveals_earlier_wave"))
    assert release["change"]["U1"]["change:q:2"] == "S"


def test_a_peer_value_needs_three_others():
    case = case_named(WITHOUT_RECORDS)
    own, average = case["queries"]
    other = disclosure.Score(case["secrets"][0]["true"], own["n"])
    assert disclosure.peer_value({"other": other}, max, k=case["k_min"]) is None
    told = disclosure.peer_left_over(own["value"], average["value"], average["orgs"])
    assert told.endswith(f"= {other.value:g}")


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in {WITHOUT_RECORDS, *CONTROLS}]
)
def test_the_auditor_finds_the_leak_of_every_naive_release(name, tmp_path):
    case = case_named(name)
    naive = case.get("naive_release") or attacker_of_change(case)
    (tmp_path / "naive.json").write_text(json.dumps(naive), encoding="utf-8")
    found = audited(read(case), tmp_path / "naive.json", disclosure.Ledger())
    assert found["findings"]


def attacker_of_change(case):
    """The naive release of the change case: both of U1's numbers are shown."""
    release = release_of(case)
    release["change"]["U1"]["change:q:2"] = 2.27
    return release


@pytest.mark.parametrize("name", CONTROLS)
def test_the_auditor_finds_nothing_in_the_controls(name, tmp_path):
    case = case_named(name)
    (tmp_path / "naive.json").write_text(json.dumps(case["naive_release"]), encoding="utf-8")
    assert audited(read(case), tmp_path / "naive.json", disclosure.Ledger()) == {"findings": []}
