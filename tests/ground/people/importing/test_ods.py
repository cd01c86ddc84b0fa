"""The national list of organisations."""

import datetime as dt
from typing import Any

import pytest
from tests.ground.imports.files import brought_in, checked, csv_of, heap, reasons
from tests.world import a_founder, a_person, an_organisation, holding

from groundswell.ground.imports.importers import Place, importers
from groundswell.ground.kernel.search import find
from groundswell.ground.people.models import Organisation

HEAD = ("Org Code", "Org Name", "Primary Role", "Open date", "Close date", "Successor")
OLD = ("RXA", "OLD TRUST", "RO197", "20010401", "2017-09-30", "R0X")
NEW = ("R0X", "NEW FOUNDATION TRUST", "RO197;RO57", "2017-10-01", "", "")


@pytest.fixture(autouse=True)
def _held(at_noon: Any) -> None:
    """The clock of the worker stands still too."""


@pytest.fixture
def check(django_capture_on_commit_callbacks: Any, db: None) -> Any:
    def check_file(*rows: Any, **options: Any) -> Any:
        commit = django_capture_on_commit_callbacks
        return checked(commit, a_founder(), "organisations", csv_of(HEAD, *rows), **options)

    return check_file


@pytest.fixture
def bring(django_capture_on_commit_callbacks: Any, db: None) -> Any:
    def bring_file(*rows: Any, **options: Any) -> Any:
        commit = django_capture_on_commit_callbacks
        return brought_in(commit, a_founder(), "organisations", csv_of(HEAD, *rows), **options)

    return bring_file


def test_organisations_are_added_with_kind_days_and_successor(bring: Any) -> None:
    run = bring(OLD, NEW, ("A1", "A Surgery", "GP PRACTICE", "", "", ""))
    assert run.outcome == "The list of organisations is in: 3 changes."
    old = Organisation.objects.get(ods_code="RXA")
    assert (old.kind, old.opened_on) == ("trust", dt.date(2001, 4, 1))
    assert (old.closed_on, old.successor.ods_code) == (dt.date(2017, 9, 30), "R0X")
    assert Organisation.objects.get(ods_code="A1").kind == "primary_care"
    titles = [e.title for e in find("surgery", keys=frozenset()).entries]
    assert titles == ["A Surgery"]


def test_the_same_list_twice_changes_nothing_the_second_time(bring: Any, check: Any) -> None:
    bring(OLD, NEW)
    run = check(OLD, NEW)
    assert [(h["code"], h["n"]) for h in run.preview["heaps"]] == [("unchanged", 2)]


def test_changes_are_told_from_old_to_new_and_empty_cells_change_nothing(bring: Any) -> None:
    bring(NEW)
    before = Organisation.objects.get(ods_code="R0X")
    bring(("r0x", "Newer Trust", "", "", "", ""))
    after = Organisation.objects.get(pk=before.pk)
    assert (after.name, after.kind, after.opened_on) == ("Newer Trust", "trust", before.opened_on)
    assert after.version == before.version + 1


def test_one_without_a_code_is_found_by_its_name_and_gets_it(bring: Any) -> None:
    known = an_organisation("New Foundation Trust")
    bring(NEW)
    known.refresh_from_db()
    assert (known.ods_code, known.name) == ("R0X", "NEW FOUNDATION TRUST")


def test_an_unknown_role_is_a_fault_or_left_out(check: Any) -> None:
    site = ("RXA01", "A site", "RO198", "", "", "")
    assert reasons(check(site)) == [(2, "We do not know the role “RO198”.")]
    run = check(site, unknown_left_out=True)
    assert (run.faults, heap(run, "left_out")) == ([], [["A site", "RXA01", "RO198"]])


@pytest.mark.parametrize(
    ("rows", "row", "reason"),
    [
        ([OLD], 2, "Nobody here or in the file has the code R0X."),
        ([NEW, NEW], 3, "Row 2 has the same code."),
        ([("", "Nameless", "RO197", "", "", "")], 2, "There is no code."),
        ([("TOO-LONG-CODE", "X", "RO197", "", "", "")], 2, "“TOO-LONG-CODE” is not an ODS code."),
        ([("R1", "", "RO197", "", "", "")], 2,
         "This organisation is new, and its Org Name is missing."),
        ([("R1", "X", "", "", "", "")], 2,
         "This organisation is new, and its Primary Role is missing."),
        ([("R1", "N" * 301, "RO197", "", "", "")], 2, "This has 301 letters."),
        ([("R1", "X", "RO197", "2020-01-01", "2019-01-01", "")], 2, "It closes before it opens."),
        ([NEW, ("R1", "X", "RO197", "", "", "R0X")], 3,
         "It has a successor and no day on which it closes."),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_with_its_row_and_reason(
    check: Any, rows: Any, row: int, reason: str
) -> None:
    assert (row, reason) in reasons(check(*rows))


def test_successors_in_a_circle_are_told(check: Any) -> None:
    one = ("R1", "One", "RO197", "", "2020-01-01", "R2")
    two = ("R2", "Two", "RO197", "", "2020-01-01", "R1")
    told = "Its successors lead back to itself."
    assert reasons(check(one, two, NEW)) == [(2, told), (3, told)]


def test_only_a_system_administrator_brings_organisations_in(db: None) -> None:
    importer = importers["organisations"]
    place = an_organisation()
    ngozi = holding(a_person("Ngozi Bello"), "administrator", organisation=place)
    assert "Only a system administrator" in importer.may(ngozi, Place()).reason
    assert importer.may(a_founder(), Place())
    assert "whole system" in importer.may(a_founder(), Place(place.pk)).reason
