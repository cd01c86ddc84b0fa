"""The staff list, from rows to people."""

import datetime as dt
from typing import Any

import pytest
from tests.ground.imports.files import brought_in, checked, csv_of, heap, reasons
from tests.world import NOON, TODAY, a_founder, a_person, a_team, an_organisation, holding, joins

from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.search import find
from groundswell.ground.people import actions
from groundswell.ground.people.models import Membership, Person, Role, Team

HEAD = ("Staff number", "E-mail", "Name", "Job title", "Pay band", "Team", "Manager")
JOYCE = ("101", "joyce.lim@harrowmere.example", "Joyce Lim", "Ward manager", "8a", "Ward 7", "")
SAM = ("102", "sam.ortiz@harrowmere.example", "Sam Ortiz", "Analyst", "Band 6", "Ward 7", "101")


@pytest.fixture(autouse=True)
def _held(at_noon: Any) -> None:
    """The clock of the worker stands still too."""


@pytest.fixture
def place(db: None) -> Any:
    return an_organisation()


@pytest.fixture
def ngozi(place: Any) -> Any:
    person = joins(a_person("Ngozi Bello"), place, staff_number="1")
    return holding(person, "administrator", organisation=place)


@pytest.fixture
def check(django_capture_on_commit_callbacks: Any, ngozi: Any, place: Any) -> Any:
    def check_file(*rows: Any, **options: Any) -> Any:
        return checked(
            django_capture_on_commit_callbacks, ngozi, "staff-list", csv_of(*rows), place, **options
        )

    return check_file


@pytest.fixture
def bring(django_capture_on_commit_callbacks: Any, ngozi: Any, place: Any) -> Any:
    def bring_file(*rows: Any, **options: Any) -> Any:
        return brought_in(
            django_capture_on_commit_callbacks, ngozi, "staff-list", csv_of(*rows), place, **options
        )

    return bring_file


def post_of(email: str) -> Membership:
    return Membership.objects.get(person__email=email, ends_on=None)


def test_new_people_are_added_with_their_team_and_manager(bring: Any) -> None:
    run = bring(HEAD, JOYCE, SAM)
    assert (run.state, run.faults) == ("applied", [])
    sam = post_of("sam.ortiz@harrowmere.example")
    assert (sam.job_title, sam.pay_band, sam.staff_number) == ("Analyst", "6", "102")
    assert sam.team.name == "Ward 7"
    assert sam.manager.name == "Joyce Lim"
    assert sam.starts_on == TODAY
    assert not sam.person.has_usable_password()


def test_a_dry_run_shows_everything_and_writes_nothing(check: Any) -> None:
    run = check(HEAD, JOYCE, SAM)
    assert heap(run, "added")[1][:3] == ["Sam Ortiz", "sam.ortiz@harrowmere.example", "102"]
    assert heap(run, "teams") == [["Ward 7"]]
    assert not Person.objects.filter(name="Sam Ortiz").exists()
    assert not Team.objects.exists()


def test_the_same_list_twice_changes_nothing_the_second_time(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    run = check(HEAD, JOYCE, SAM)
    assert [(h["code"], h["n"]) for h in run.preview["heaps"]] == [("unchanged", 2)]


def test_changes_are_told_from_old_to_new(bring: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    run = bring(HEAD, ("102", SAM[1], "Samira Ortiz", "Lead analyst", "8b", "Ward 8", ""))
    assert run.outcome.endswith("5 changes.")
    sam = post_of(SAM[1])
    assert (sam.person.name, sam.job_title, sam.pay_band) == ("Samira Ortiz", "Lead analyst", "8b")
    assert sam.team.name == "Ward 8"
    assert sam.manager.name == "Joyce Lim"  # an empty cell leaves what is known


def test_a_move_is_told_apart_from_other_changes(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE)
    run = check(HEAD, (*JOYCE[:5], "Ward 9", ""))
    assert heap(run, "moved") == [["Joyce Lim", JOYCE[1], "Ward 7", "Ward 9"]]
    assert heap(run, "changed") == []


def test_staff_numbers_are_found_without_their_leading_noughts(bring: Any, check: Any) -> None:
    bring(HEAD, ("00101", *JOYCE[1:]))
    assert check(HEAD, JOYCE).preview["n_writes"] == 0


def test_a_number_that_changes_hands_is_no_collision(bring: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    one, two = ("Staff number", "E-mail"), ("Number", "E-mail")
    assert one != two
    run = bring(HEAD, ("900", JOYCE[1], *JOYCE[2:]), ("901", SAM[1], *SAM[2:6], "900"))
    assert (run.state, reasons(run)) == ("applied", [])
    assert post_of(JOYCE[1]).staff_number == "900"


def test_a_new_address_closes_the_old_door(bring: Any) -> None:
    bring(HEAD, JOYCE)
    before = Person.objects.get(name="Joyce Lim")
    bring(HEAD, ("101", "joyce.tan@harrowmere.example", "Joyce Tan", *JOYCE[3:]))
    after = Person.objects.get(pk=before.pk)
    assert (after.email, after.name) == ("joyce.tan@harrowmere.example", "Joyce Tan")
    assert after.sign_in_epoch == before.sign_in_epoch + 1
    assert AuditEvent.objects.filter(name="person.changed", about_id=after.pk).exists()


def test_a_person_of_elsewhere_joins_and_keeps_name_and_address(bring: Any, place: Any) -> None:
    council = an_organisation("Tarnside Borough Council", "council")
    dele = joins(a_person("Dele Martins", "dele@kettleon.example"), council)
    run = bring(HEAD, ("7", "DELE@kettleon.example", "D. Martins", "Volunteer", "", "", ""))
    assert run.preview["heaps"][0]["code"] == "joined"
    dele.refresh_from_db()
    assert dele.name == "Dele Martins"
    assert dele.memberships.count() == 2
    again = bring(HEAD, ("7", "other@kettleon.example", "D. Martins", "Helper", "", "", ""))
    dele.refresh_from_db()
    assert again.state == "applied"
    assert dele.email == "dele@kettleon.example"
    assert dele.memberships.get(organisation=place).job_title == "Helper"


def test_a_role_taken_back_elsewhere_leaves_a_person_to_their_organisation(bring: Any) -> None:
    bring(HEAD, JOYCE)
    council = an_organisation("Tarnside Borough Council", "council")
    joyce = Person.objects.get(name="Joyce Lim")
    holding(joyce, "analyst", organisation=council)
    renamed = ("101", JOYCE[1], "Joyce Tan", *JOYCE[3:])
    assert bring(HEAD, renamed, SAM).preview["heaps"][-1]["code"] == "kept"
    role = Role.objects.get(person=joyce)
    actions.end_role(role=role, by=a_founder(), at=NOON)
    bring(HEAD, renamed)
    assert Person.objects.get(pk=joyce.pk).name == "Joyce Tan"


def test_missing_people_leave_only_when_the_list_is_the_whole(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    ngozi = ("1", "ngozi.bello@harrowmere.example", "Ngozi Bello", "", "", "", "")
    assert check(HEAD, JOYCE, ngozi).preview["n_writes"] == 0
    run = bring(HEAD, JOYCE, ngozi, whole_list=True)
    assert run.preview["heaps"][0]["code"] == "ended"
    assert Membership.objects.get(person__name="Sam Ortiz").ends_on == TODAY


def test_more_than_half_leave_only_when_it_is_said_twice(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    ngozi = ("1", "ngozi.bello@harrowmere.example", "Ngozi Bello", "", "", "", "")
    run = check(HEAD, ngozi, whole_list=True)
    assert reasons(run) == [(0, "2 of 3 people are missing from the list and would leave.")]
    assert check(HEAD, ngozi, whole_list=True, more_than_half=True).faults == []


def test_nobody_brings_in_a_list_by_which_they_lose_their_own_role(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    run = check(HEAD, JOYCE, SAM, whole_list=True)
    assert reasons(run)[0][1].startswith("By this list you yourself would leave")


def test_leaving_ends_the_roles_held_here_and_no_others(bring: Any, place: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    joyce = Person.objects.get(name="Joyce Lim")
    ward = Team.objects.get(name="Ward 7")
    council = an_organisation("Tarnside Borough Council", "council")
    joins(joyce, council)
    holding(joyce, "team_leader", team=ward)
    holding(joyce, "analyst", organisation=place)
    holding(joyce, "analyst", organisation=council)
    epoch = Person.objects.get(pk=joyce.pk).sign_in_epoch
    run = bring((*HEAD, "Last day"), (*JOYCE, str(TODAY)))
    assert len(heap_lines := [h for h in run.preview["heaps"] if h["code"] == "roles"]) == 1
    assert heap_lines[0]["n"] == 2
    kept = Role.objects.get(person=joyce, ended_at=None)
    assert kept.organisation == council
    assert Person.objects.get(pk=joyce.pk).sign_in_epoch == epoch + 1
    assert AuditEvent.objects.filter(name="role.ended").count() == 2


def test_a_last_day_to_come_ends_roles_then(bring: Any, place: Any) -> None:
    bring(HEAD, JOYCE)
    joyce = Person.objects.get(name="Joyce Lim")
    holding(joyce, "analyst", organisation=place)
    last = TODAY + dt.timedelta(days=30)
    bring((*HEAD, "Last day"), (*JOYCE, last.strftime("%d/%m/%Y")))
    role = Role.objects.get(person=joyce)
    assert (role.ended_at, role.ends_on) == (None, last)
    bring((*HEAD, "Last day"), (*JOYCE, ""))
    assert Membership.objects.get(person=joyce).ends_on is None


def test_teams_are_found_and_made_within_their_directorates(bring: Any, place: Any) -> None:
    medicine = a_team(place, "Medicine")
    a_team(place, "Ward 7", parent=medicine)
    head = ("E-mail", "Name", "Division", "Directorate", "Team")
    run = bring(
        head,
        ("a@x.example", "A", "", "", "ward 7"),
        ("b@x.example", "B", "", "Medicine", "Ward 8"),
        ("c@x.example", "C", "Surgery", "Theatres", "Team 1"),
    )
    assert [line[0] for line in run.preview["heaps"][1]["lines"]] == []  # gone once applied
    assert post_of("a@x.example").team.parent == medicine
    assert post_of("b@x.example").team.parent == medicine
    assert post_of("c@x.example").team.parent.parent.name == "Surgery"


def test_two_teams_of_one_name_need_their_directorate(check: Any, place: Any) -> None:
    a_team(place, "Ward 7", parent=a_team(place, "Medicine"))
    a_team(place, "Ward 7", parent=a_team(place, "Surgery"))
    head = ("E-mail", "Name", "Directorate", "Team")
    run = check(head, ("a@x.example", "A", "", "Ward 7"), ("b@x.example", "B", "Surgery", "Ward 7"))
    assert reasons(run) == [
        (2, "There is more than one team called “Ward 7”: Medicine > Ward 7, Surgery > Ward 7.")
    ]


def test_a_closed_team_takes_nobody(check: Any, place: Any) -> None:
    team = a_team(place, "Ward 7")
    actions.close_team(team=team, by=a_founder(), at=NOON)
    run = check(HEAD, JOYCE)
    assert reasons(run) == [(2, "The team “Ward 7” is closed.")]
    inner = ("E-mail", "Name", "Directorate", "Team")
    run = check(inner, ("a@x.example", "A", "Ward 7", "Bay 1"))
    assert reasons(run) == [(2, "The team “Ward 7” is closed.")]


BAD_ROWS = {
    "not-an-address": ("9", "joyce at harrowmere", "Joyce", "", "", "", ""),
    "no-address": ("9", "", "Joyce", "", "", "", ""),
    "no-name": ("9", "new@harrowmere.example", "", "", "", "", ""),
    "unknown-band": ("9", "new@harrowmere.example", "New", "", "Band 8", "", ""),
    "long-name": ("9", "new@harrowmere.example", "N" * 400, "", "", "", ""),
    "unknown-manager": ("9", "new@harrowmere.example", "New", "", "", "", "555"),
    "unknown-manager-address": ("9", "new@harrowmere.example", "New", "", "", "", "no@x.example"),
    "own-manager": ("9", "new@harrowmere.example", "New", "", "", "", "9"),
}
REASONS = {
    "not-an-address": "“joyce at harrowmere” is not an e-mail address.",
    "no-address": "There is no e-mail address, and nobody here has this staff number.",
    "no-name": "There is no name, and nobody here is known by this address or number.",
    "unknown-band": "“Band 8” is not a pay band that we know.",
    "long-name": "This has 400 letters.",
    "unknown-manager": "Nobody in the list or here has the address or staff number “555”.",
    "unknown-manager-address": (
        "Nobody in the list or here has the address or staff number “no@x.example”."
    ),
    "own-manager": "This makes the person their own manager.",
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_told_with_its_row_and_reason(check: Any, case: str) -> None:
    run = check(HEAD, JOYCE, BAD_ROWS[case])
    assert (3, REASONS[case]) in reasons(run)


def test_bad_dates_are_told(check: Any) -> None:
    head = ("E-mail", "Name", "First day", "Last day")
    run = check(
        head,
        ("a@x.example", "A", "31/02/2026", ""),
        ("b@x.example", "B", "2026-05-01", "2026-04-01"),
        ("c@x.example", "C", "01/05/26", ""),
    )
    assert reasons(run) == [
        (2, "“31/02/2026” is not a date."),
        (3, "The last day comes before the first."),
        (4, "“01/05/26” is not a date."),
    ]


def test_a_last_day_before_the_first_that_is_known_is_told(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE)
    run = check((*HEAD, "Last day"), (*JOYCE, "2020-01-01"))
    assert reasons(run) == [(2, "The last day comes before the first, 15 June 2026.")]


def test_two_rows_of_one_person_are_told(check: Any) -> None:
    run = check(
        HEAD,
        JOYCE,
        ("101", "sam@x.example", "Sam", "", "", "", ""),
        ("103", JOYCE[1], "Joyce Lim", "", "", "", ""),
        ("104", JOYCE[1], "Somebody Else", "", "", "", ""),
    )
    assert reasons(run) == [
        (3, "Row 2 is about the same person, or has the same number or address."),
        (4, "Row 2 is about the same person, or has the same number or address."),
        (5, "Row 2 has the same address under another name."),
    ]


def test_a_number_of_one_person_and_the_address_of_another_is_told(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    run = check(HEAD, ("101", SAM[1], "Sam Ortiz", "", "", "", ""))
    assert reasons(run) == [
        (2, "The staff number is that of Joyce Lim and the address that of Sam Ortiz.")
    ]


def test_an_account_that_has_ended_is_not_revived(bring: Any, check: Any) -> None:
    bring(HEAD, (*SAM[:6], ""))
    actions.end_person(person=Person.objects.get(name="Sam Ortiz"), by=a_founder(), at=NOON)
    run = check(HEAD, ("555", *SAM[1:6], ""))
    assert reasons(run) == [(2, "The account of Sam Ortiz has ended.")]


def test_managers_in_a_circle_are_told_once_a_row(check: Any) -> None:
    run = check(HEAD, (*JOYCE[:6], "102"), SAM, ("103", "k@x.example", "Kim", "", "", "", "101"))
    told = "The managers go round in a circle: Joyce Lim, Sam Ortiz."
    assert sorted(reasons(run)) == [(2, told), (3, told)]


def test_a_circle_through_somebody_who_is_not_in_the_file_is_told(bring: Any, check: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    run = check(HEAD, (*JOYCE[:6], SAM[1]))
    assert reasons(run) == [(2, "The managers go round in a circle: Joyce Lim.")]


def test_rows_without_an_address_can_be_left_out(bring: Any) -> None:
    run = bring(HEAD, JOYCE, ("9", "", "Porter", "", "", "", ""), without_email_left_out=True)
    assert run.state == "applied"
    assert not Person.objects.filter(name="Porter").exists()


def test_somebody_unknown_who_has_left_is_left_out(check: Any) -> None:
    run = check((*HEAD, "Last day"), (*JOYCE, "2026-01-31"))
    assert heap(run, "left_out") == [["Joyce Lim", "101", "left on 31 January 2026"]]


def test_names_may_stand_in_two_columns(bring: Any) -> None:
    bring(("Email Address", "Forename", "Surname"), ("z@x.example", "Zoë", "Łódź"))
    assert Person.objects.get(email="z@x.example").name == "Zoë Łódź"


def test_a_list_without_names_is_told_as_a_whole(check: Any) -> None:
    run = check(("Email", "Band"), ("z@x.example", "7"))
    assert (0, "No column holds the names.") in reasons(run)


def test_a_closed_organisation_takes_no_list(check: Any, place: Any) -> None:
    actions.close_organisation(organisation=place, by=a_founder(), at=NOON)
    assert reasons(check(HEAD, JOYCE))[0] == (0, "Harrowmere Teaching Hospitals is closed.")


def test_what_was_brought_in_is_found(bring: Any, place: Any) -> None:
    bring(HEAD, JOYCE)
    found = find("joyce lim", keys=frozenset({f"organisation:{place.pk}"}))
    assert [entry.title for entry in found.entries] == ["Joyce Lim"]


def test_one_line_of_the_trail_tells_of_the_whole_file(bring: Any, place: Any) -> None:
    bring(HEAD, JOYCE, SAM)
    line = AuditEvent.objects.get(name="import.applied")
    assert line.organisation_id == place.pk
    assert line.details["counts"] == "People to add: 2, Teams to make: 1"
    assert not AuditEvent.objects.filter(name="person.added", about_label="Sam Ortiz").exists()


def test_a_fault_late_in_the_file_leaves_nothing(bring: Any) -> None:
    with pytest.raises(Exception, match="faults"):
        bring(HEAD, JOYCE, SAM, ("9", "nothing", "X", "", "", "", ""))
    assert not Person.objects.filter(name="Joyce Lim").exists()


def test_statements_grow_with_batches_and_not_with_rows(
    bring: Any, check: Any, django_assert_max_num_queries: Any
) -> None:
    rows = [
        (f"{n}", f"p{n}@x.example", f"Person {n}", "", "7", "Ward 7", "") for n in range(60, 460)
    ]
    with django_assert_max_num_queries(160) as few:
        bring(HEAD, *rows[:40])
    with django_assert_max_num_queries(260) as many:
        bring(HEAD, *rows)
    assert len(many) < len(few) + 160  # ten times the rows
