"""Numbers from files: what a dry run says, what comes in, and what is refused."""

import datetime as dt

import pytest
from tests.engines.measures.emergency import NEW, emergency
from tests.engines.measures.making import FIRST_WEEK, SHIFTED, a_definition, a_measure
from tests.ground.imports.files import brought_in, checked, csv_of, heap, reasons, uploaded, xlsx_of
from tests.world import NOON, a_founder, a_team, an_organisation

from groundswell.engines.measures import actions
from groundswell.engines.measures.actions.bringing import Bringing, Destination, NewNumber, bring_in
from groundswell.engines.measures.importing.options import OptionsForm
from groundswell.engines.measures.models import (
    Correction,
    Definition,
    Measure,
    MeasureState,
    Observation,
    Proposal,
)
from groundswell.ground.imports.importers import Place, RunContext, importers
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.people.models import Organisation
from groundswell.ground.web.fields import FieldDrawer
from groundswell.ground.web.nhs import NhsMacros

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_a_national_file_makes_organisations_measures_and_charts(db, commit):
    run = brought_in(commit, a_founder(), "observations", emergency(), **NEW)
    assert run.outcome == "42 numbers are in, 0 corrected, in 3 measures."
    definition = Definition.objects.get()
    assert (definition.title, definition.organisation) == (NEW["title"], None)
    measure = Measure.objects.get(organisation__ods_code="RX1")
    first = measure.observations.order_by("on").first()
    assert (first.value, first.n, first.source) == (100, 1_500, "imported")
    assert MeasureState.objects.get(measure=measure).n_points == 14
    kinds = dict(Organisation.objects.exclude(ods_code=None).values_list("ods_code", "kind"))
    assert kinds == {"RX1": "trust", "RX2": "trust", "Y00123": "primary_care"}
    assert AuditEvent.objects.filter(name="measure.numbers_imported").count() == 3


def test_a_dry_run_says_what_would_be_added_and_writes_nothing(db, commit):
    run = checked(commit, a_founder(), "observations", emergency(2), **NEW)
    heaps = {h["code"]: h["n"] for h in run.preview["heaps"]}
    assert heaps["organisations"] == heaps["measures"] == 3 and heaps["added"] == 6
    assert not Definition.objects.exists() and not Measure.objects.exists()
    assert "would be defined" in str(run.preview)


def test_the_same_file_again_changes_nothing(db, commit):
    brought_in(commit, a_founder(), "observations", emergency(3), **NEW)
    again = {**NEW, "which": str(Definition.objects.get().pk)}
    run = checked(commit, a_founder(), "observations", emergency(3), **again)
    assert [h["n"] for h in run.preview["heaps"] if h["code"] == "same"] == [9]
    assert heap(run, "added") == [] and run.faults == []


def weekly_csv(*rows, head=("date", "value")):
    return csv_of(head, *rows)


def into(house, commit, *rows, head=("date", "value"), by="analyst", go=True, **options):
    """A file for the measures of the house's trust."""
    usual = {"which": str(house.measure.definition_id)}
    walk = brought_in if go else checked
    content = weekly_csv(*rows, head=head)
    return walk(commit, getattr(house, by), "observations", content, house.trust,
                **{**usual, **options})  # fmt: skip


def test_numbers_for_a_team_find_its_measure(house, commit):
    run = into(
        house,
        commit,
        ("16/03/2026", 50, "HOME FOR LUNCH"),
        ("01/09/2025", 31, "Home for lunch"),
        head=("date", "value", "team"),
    )
    assert run.outcome == "1 number is in, 0 corrected, in 1 measures."
    number = Observation.objects.get(on=dt.date(2026, 3, 16))
    assert number.measure == house.measure
    assert MeasureState.objects.get(measure=house.measure).last_value == 50


def test_numbers_that_differ_are_a_fault_or_are_corrected_with_a_reason(house, commit):
    row = ("01/09/2025", 44, "Home for lunch")
    head = ("date", "value", "team")
    run = into(house, commit, row, head=head, go=False)
    assert reasons(run) == [(2, "Another number stands here for 2025-09-01.")]
    options = {"differing": "correct", "reason": "The system was late."}
    run = into(house, commit, row, head=head, **options)
    assert run.outcome == "0 numbers are in, 1 corrected, in 1 measures."
    kept = Correction.objects.get()
    assert (kept.old_value, kept.new_value, kept.reason) == (31, 44, "The system was late.")
    number = Observation.objects.get(measure=house.measure, on=FIRST_WEEK)
    assert (number.value, number.version) == (44, 2)
    assert number.source == "typed"  # how it first came in stays


def test_a_correction_that_takes_a_shift_away_withdraws_its_proposal(house, commit):
    last = FIRST_WEEK + dt.timedelta(weeks=len(SHIFTED) - 1)
    into(
        house,
        commit,
        (last, 20, "Home for lunch"),
        head=("date", "value", "team"),
        differing="correct",
        reason="Late.",
    )
    assert Proposal.objects.get().state == "withdrawn"


def test_measures_are_found_by_the_titles_in_a_column(house, commit):
    a_definition(house.trust, title="Falls", number="count")
    a_definition(None, title="For everyone", number="count")
    run = into(
        house,
        commit,
        ("01/06/2026", 5, "falls"),
        ("01/06/2026", 7, "For everyone"),
        head=("date", "value", "measure"),
        which="column",
    )
    assert run.outcome == "2 numbers are in, 0 corrected, in 2 measures."
    assert {m.definition.title for m in Measure.objects.all()} == {
        "Left before 1 pm", "Falls", "For everyone",
    }  # fmt: skip


def test_rows_of_one_day_are_added_up_only_where_asked(house, commit):
    a_definition(house.trust, title="Falls", number="count")
    rows = [("01/06/2026", 5, "Falls"), ("03/06/2026", 6, "Falls")]
    head = ("date", "value", "measure")
    run = into(house, commit, *rows, head=head, which="column", go=False)
    assert reasons(run) == [(3, "Row 2 has another number for the same place and date.")]
    into(house, commit, *rows, head=head, which="column", add_up=True)
    assert Observation.objects.get(measure__definition__title="Falls").value == 11
    same = [("01/06/2026", 11, "Falls"), ("03/06/2026", 11, "Falls")]
    assert reasons(into(house, commit, *same, head=head, which="column", go=False)) == []


@pytest.mark.parametrize(
    ("row", "row_number", "reason"),
    [
        (("soon", 5, ""), 2, "“soon” is not a date."),
        (("01/06/2026", "lots", ""), 2, "“lots” is not a number."),
        (("", 5, ""), 2, "The date is missing."),
        (("01/06/2026", 101, "Home for lunch"), 2, "A percentage is at most 100."),
        (("01/06/2030", 5, "Home for lunch"), 2, "1 June 2030 has not come yet."),
        (("01/06/2026", 5, "Ward 99"), 2, "There is no team called “Ward 99” there."),
    ],
)
def test_every_fault_has_its_row_and_reason_and_nothing_comes_in(
    house, commit, row, row_number, reason
):
    n_before = Observation.objects.count()
    run = into(house, commit, row, head=("date", "value", "team"), go=False)
    assert (row_number, reason) in reasons(run)
    assert Observation.objects.count() == n_before


def test_a_row_without_a_number_is_passed_over_and_one_without_its_first_number_is_not(
    house, commit
):
    shares = a_measure(house.trust, title="Seen", n=40, by=house.analyst)
    rows = [("01/06/2026", "", ""), ("08/06/2026", "", 40)]
    run = into(
        house, commit, *rows, head=("date", "value", "n"), which=str(shares.definition_id), go=False
    )
    assert reasons(run) == [(3, "The number is missing.")]


def test_what_names_no_measure_or_place_says_so(house, commit, db):
    run = into(house, commit, ("01/06/2026", 5), which="column", go=False)
    assert reasons(run) == [(0, "Nothing says which measure the numbers belong to.")]
    gone = "7e460ebf-8c67-42eb-b3bc-cbf38e75e62c"
    run = into(house, commit, ("01/06/2026", 5), which=gone, go=False)
    assert reasons(run) == [(0, "The measure that was chosen is not there any more.")]
    everywhere = checked(
        commit,
        house.everywhere,
        "observations",
        weekly_csv(("01/06/2026", 5)),
        which=str(house.measure.definition_id),
    )
    assert reasons(everywhere) == [(0, "Nothing says which organisation the numbers belong to.")]


def test_unknown_titles_and_codes_are_one_fault_each(house, commit):
    rows = [("01/06/2026", 5, "Slips", ""), ("08/06/2026", 5, "Slips", ""),
            ("08/06/2026", 5, "", "")]  # fmt: skip
    run = into(
        house, commit, *rows, head=("date", "value", "measure", "team"), which="column", go=False
    )
    assert reasons(run) == [(2, "No measure is called “Slips”."), (4, "The measure is missing.")]
    assert "The same in 1 more row." in run.faults[0]["remedy"]
    other = an_organisation("Tarnside", ods_code="RZT")
    rows = [("01/06/2026", 5, "ZZZ"), ("01/06/2026", 5, other.ods_code), ("01/06/2026", 5, "")]
    run = into(house, commit, *rows, head=("date", "value", "ods code"), go=False)
    assert reasons(run) == [
        (2, "No organisation has the code “ZZZ”."),
        (3, "You do not keep the numbers of “RZT”."),
        (4, "No organisation has the code “”."),
    ]


def test_a_retired_measure_takes_no_more_numbers(house, commit):
    actions.retire_measure(measure=house.measure, by=house.leader, at=NOON)
    run = into(
        house,
        commit,
        ("16/03/2026", 50, "Home for lunch"),
        head=("date", "value", "team"),
        go=False,
    )
    assert reasons(run) == [(2, "Left before 1 pm, Home for lunch is retired.")]


def test_names_of_organisations_come_with_their_codes(db, commit):
    content = csv_of(
        ("period", "org_code", "org_name", "attendances", "breaches"),
        ("2024-01-01", "nx9", "A Company of Doctors", 100, 3),
        ("2024-01-01", "QX9", "", 100, 3),
    )
    brought_in(commit, a_founder(), "observations", content, **NEW)
    coded = Organisation.objects.exclude(ods_code=None)
    found = dict(coded.values_list("ods_code", "name"))
    assert found == {"NX9": "A Company of Doctors", "QX9": "QX9"}
    assert Organisation.objects.get(ods_code="NX9").kind == "company"
    assert Organisation.objects.get(ods_code="QX9").kind == "icb"


def test_a_workbook_comes_in_like_a_text_file(house, commit):
    content = xlsx_of(("Date", "Value", "Team"), (dt.date(2026, 3, 16), 50, "Home for lunch"))
    which = str(house.measure.definition_id)
    run = brought_in(commit, house.analyst, "observations", content, house.trust, which=which)
    assert run.outcome.startswith("1 number is in")


def test_a_new_measure_of_an_organisation_is_its_own(house, commit):
    options = {**NEW, "add_organisations": False, "out_of": "", "title": "Sickness"}
    into(house, commit, ("01/05/2026", 5), **options)
    assert Definition.objects.get(title="Sickness").organisation == house.trust


def test_files_are_refused_to_those_who_keep_no_numbers(house):
    with pytest.raises(Refused, match="Analysts and administrators"):
        uploaded(house.leader, "observations", b"a,b\n1,2\n", house.trust)
    with pytest.raises(Refused, match="system-wide"):
        uploaded(house.analyst, "observations", b"a,b\n1,2\n")


def options_form(house, by="analyst", **given):
    usual = {"which": "column", "audience": "organisation", "differing": "fault"}
    context = RunContext(getattr(house, by), Place(house.trust.pk), NOON, {})
    return importers["observations"].options_form(context, {**usual, **given})


def test_options_that_do_not_fit_together_say_what_is_missing(house):
    assert options_form(house).is_valid()
    new = options_form(house, which="new")
    assert set(new.errors) == {"title", "number", "good", "frequency", "counted"}
    rate = options_form(
        house, which="new", title="Falls", number="rate", good="down", frequency="month",
        counted="Falls",
    )  # fmt: skip
    assert set(rate.errors) == {"out_of"}
    assert set(options_form(house, differing="correct").errors) == {"reason"}
    assert isinstance(new, OptionsForm)


def test_what_is_asked_of_a_new_measure_counts_for_nothing_without_one(house):
    given = options_form(house, title="Left over", number="nonsense", places="many", reason="x")
    assert given.is_valid()
    assert "title" not in given.cleaned_data and "reason" not in given.cleaned_data


def test_the_questions_about_a_new_measure_belong_to_that_answer_and_say_what_is_needed(house):
    form = options_form(house)
    drawn = FieldDrawer(NhsMacros())
    title, source, reason = (str(drawn(form[n])) for n in ("title", "source", "reason"))
    assert title.startswith('<div class="asked-with-new">') and "(optional)" not in title
    assert source.startswith('<div class="asked-with-new">') and "(optional)" in source
    assert reason.startswith('<div class="asked-with-correct">') and "(optional)" not in reason
    assert "asked-with" not in drawn(form["which"])


def test_organisations_are_added_by_system_administrators_alone(house):
    assert "add_organisations" not in options_form(house).fields
    context = RunContext(a_founder(), Place(), NOON, {})
    form = importers["observations"].options_form(context)
    assert "add_organisations" in form.fields


def test_an_analyst_is_offered_the_definitions_of_their_place_and_of_everybody(house):
    other = an_organisation("Kettle On", kind="charity")
    a_measure(other, title="Drives", audience="partnership")
    a_definition(None, title="For everyone")
    titles = [label for _code, label in options_form(house).fields["which"].choices]
    assert "Left before 1 pm" in titles and "For everyone" in titles and "Drives" not in titles


def test_the_place_of_a_file_is_called_by_its_name(house):
    importer = importers["observations"]
    assert importer.place_name(house.analyst, Place(house.trust.pk)) == house.trust.name
    assert importer.place_name(house.everywhere, Place())


def plain(house, **changes):
    usual = {
        "new_definition": None,
        "for_organisation_id": house.trust.pk,
        "new_organisations": (),
        "audience": "organisation",
        "added": {},
        "changed": (),
        "reason": "",
    }
    return Bringing(**{**usual, **changes})


def destination(house, **changes):
    usual = {
        "definition_id": house.measure.definition_id,
        "organisation_id": house.trust.pk,
        "code": "",
        "team_id": None,
        "label": "",
        "title": "",
        "is_new": True,
    }
    return Destination(**{**usual, **changes})


def test_bring_in_is_refused_to_those_who_keep_no_numbers_there(house):
    added = {destination(house): (NewNumber(FIRST_WEEK, 5, None),)}
    with pytest.raises(Refused, match="bring in its numbers"):
        bring_in(bringing=plain(house, added=added), by=house.leader, at=NOON)
    assert Measure.objects.count() == 1


def test_somebody_who_was_quicker_is_told_of_and_nothing_is_written(house):
    again = {destination(house, team_id=house.team.pk): ()}
    with pytest.raises(Unusable, match="Somebody else began to measure this meanwhile"):
        bring_in(bringing=plain(house, added=again), by=house.analyst, at=NOON)
    there = {
        destination(house, team_id=house.team.pk, is_new=False): (NewNumber(FIRST_WEEK, 9, None),)
    }
    with pytest.raises(Stale, match="Somebody else added one of these numbers meanwhile"):
        bring_in(bringing=plain(house, added=there), by=house.analyst, at=NOON)


def test_teams_of_other_organisations_are_not_found_by_name(house, commit):
    a_team(an_organisation("Tarnside", ods_code="RZT"), "Crisis team")
    run = into(
        house, commit, ("01/06/2026", 5, "Crisis team"), head=("date", "value", "team"), go=False
    )
    assert reasons(run) == [(2, "There is no team called “Crisis team” there.")]
