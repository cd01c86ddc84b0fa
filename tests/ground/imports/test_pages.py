"""The pages of the flow, as a browser sees them."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from tests.ground.imports.files import applied, checked, csv_of, uploaded
from tests.world import NOON, a_founder, a_person, an_organisation, holding, joins

from groundswell.ground.imports import actions
from groundswell.ground.imports.importers import start_url
from groundswell.ground.imports.models import ImportRun
from groundswell.ground.people.models import Person

State = ImportRun.State
HEAD = ("E-mail", "Name", "Team")
JOYCE = ("joyce@x.example", "Joyce Lim", "Ward 7")
FILE = csv_of(HEAD, JOYCE, ("sam@x.example", "=Sam()", "Ward 8"))
FAULTY = csv_of(HEAD, ("nothing", "<script>", "Ward 7"))


@pytest.fixture(autouse=True)
def _held(at_noon: Any) -> None:
    """The clock stands still."""


@pytest.fixture
def place(db: None) -> Any:
    return an_organisation()


@pytest.fixture
def ngozi(place: Any) -> Any:
    return holding(joins(a_person("Ngozi Bello"), place), "administrator", organisation=place)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


@pytest.fixture
def browser(signed_in: Any, ngozi: Any) -> Client:
    return signed_in(ngozi.person)


@pytest.fixture
def start(place: Any) -> str:
    return start_url("staff-list", organisation_id=place.pk)


def send(browser: Client, url: str, content: bytes = FILE, name: str = "staff.csv") -> Any:
    return browser.post(url, {"file": SimpleUploadedFile(name, content)})


def page(name: str, run: ImportRun, *more: Any) -> str:
    return reverse(f"imports:{name}", args=[run.pk, *more])


def text(response: Any) -> str:
    return response.content.decode()


def test_a_file_goes_from_upload_to_people(
    browser: Client, start: str, commit: Any, place: Any
) -> None:
    assert "What the columns may hold" in text(browser.get(start))
    columns = send(browser, start)
    assert "Joyce Lim" in text(browser.get(columns.url))
    chosen = browser.post(columns.url, {"email": "0", "name": "1", "team": "2"})
    assert chosen.url.endswith("/options/")
    assert "whole list" in text(browser.get(chosen.url))
    with commit(execute=True):
        checking = browser.post(chosen.url, {})
    dry_run = text(browser.get(checking.url))
    assert "People to add" in dry_run
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', dry_run)[1]  # type: ignore[index]
    with commit(execute=True):
        browser.post(f"{checking.url}confirm/", {"fingerprint": fingerprint})
    done = text(browser.get(checking.url))
    assert "The file is in" in done
    assert reverse("people:organisation", args=[place.pk]) in done
    assert Person.objects.get(email="joyce@x.example").name == "Joyce Lim"


def test_a_file_that_cannot_be_read_is_told_beside_the_field(browser: Client, start: str) -> None:
    response = send(browser, start, b"%PDF-1.7")
    assert response.status_code == 422
    assert "This is a PDF" in text(response)
    assert browser.post(start, {}).status_code == 422
    with override_settings(IMPORT_MOST_BYTES=10):
        assert "The most is" in text(send(browser, start))


def test_columns_chosen_twice_or_left_out_are_told_and_what_was_chosen_is_kept(
    browser: Client, ngozi: Any, place: Any
) -> None:
    run = uploaded(ngozi, "staff-list", FILE, place)
    twice = browser.post(page("columns", run), {"email": "0", "name": "0"})
    assert (twice.status_code, "chosen for" in text(twice)) == (422, True)
    none = browser.post(page("columns", run), {"name": "1"})
    assert "Choose the column that holds “E-mail”" in text(none)
    odd = browser.post(page("columns", run), {"email": "77"})
    assert odd.status_code == 422


def test_faults_are_shown_and_can_be_taken_away_and_nothing_can_be_confirmed(
    browser: Client, ngozi: Any, place: Any, commit: Any
) -> None:
    run = checked(commit, ngozi, "staff-list", FAULTY, place)
    shown = text(browser.get(page("run", run)))
    assert "“nothing” is not an e-mail address." in shown
    assert "A file with faults can’t be brought in" in shown
    assert 'name="fingerprint"' not in shown
    listed = text(browser.get(page("faults", run)))
    assert "What would be right" in listed
    forced = browser.post(page("confirm", run), {"fingerprint": run.fingerprint})
    assert forced.status_code == 403


def test_a_list_can_be_taken_away_and_runs_nothing(
    browser: Client, ngozi: Any, place: Any, commit: Any
) -> None:
    run = checked(commit, ngozi, "staff-list", FILE, place)
    listed = browser.get(page("heap", run, "added"))
    assert "'=Sam()" in text(listed)
    assert browser.get(page("heap", run, "nothing")).status_code == 404
    assert "<script>" not in text(browser.get(page("run", run))).replace("<script src", "")


def test_text_of_a_file_never_runs_on_a_page(
    browser: Client, ngozi: Any, place: Any, commit: Any
) -> None:
    bad = csv_of(("E-mail", "<img src=x onerror=1>", "Name"), ("a@x.example", "<b>", "<i>x</i>"))
    run = uploaded(ngozi, "staff-list", bad, place, name="<u>.csv")
    for shown in (browser.get(page("columns", run)), browser.get(reverse("imports:runs"))):
        assert not re.search("<img src=x|<b>|<i>|<u>", text(shown).replace("<b>You have", ""))


def test_each_state_has_its_page_on_a_second_visit(
    browser: Client, ngozi: Any, place: Any, commit: Any
) -> None:
    run = uploaded(ngozi, "staff-list", FILE, place)
    assert browser.get(page("run", run)).url == page("columns", run)
    assert browser.get(page("options", run)).url == page("run", run)
    run = checked(commit, ngozi, "staff-list", FILE, place)
    assert "What the file would do" in text(browser.get(page("run", run)))
    actions.check_run(run=run, by=ngozi, at=NOON)
    run.refresh_from_db()
    job = reverse("web:job", args=[run.job_id])
    assert browser.get(page("run", run)).url == job
    assert browser.get(page("columns", run)).url == page("run", run)
    assert browser.get(page("options", run)).url == page("run", run)
    assert browser.post(page("columns", run), {"email": "0"}).status_code == 403
    assert browser.post(page("options", run)).status_code == 403
    ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, outcome="It broke.")
    failed = text(browser.get(page("run", run)))
    assert "It broke." in failed
    assert page("check", run) in failed


def test_a_file_with_nothing_new_says_so(
    browser: Client, ngozi: Any, place: Any, commit: Any
) -> None:
    applied(commit, ngozi, checked(commit, ngozi, "staff-list", FILE, place))
    run = checked(commit, ngozi, "staff-list", FILE, place)
    assert "Everything in the file is here already." in text(browser.get(page("run", run)))


def test_a_stale_confirmation_says_so(browser: Client, ngozi: Any, place: Any, commit: Any) -> None:
    run = checked(commit, ngozi, "staff-list", FILE, place)
    response = browser.post(page("confirm", run), {"fingerprint": "old"}, follow=True)
    assert "checked again meanwhile" in text(response)


def test_a_file_is_put_away_from_its_page(
    browser: Client, ngozi: Any, place: Any, commit: Any, monkeypatch: Any
) -> None:
    run = checked(commit, ngozi, "staff-list", FILE, place)
    assert "was put away" in text(browser.post(page("abandon", run), follow=True))
    assert "we no longer have it" in text(browser.get(page("run", run)))
    run = applied(commit, ngozi, checked(commit, ngozi, "staff-list", FILE, place))
    assert browser.post(page("abandon", run)).status_code == 403


def test_another_persons_file_and_another_place_are_not_found(
    signed_in: Any, ngozi: Any, place: Any, commit: Any
) -> None:
    run = checked(commit, ngozi, "staff-list", FILE, place)
    council = an_organisation("Tarnside Borough Council", "council")
    other = holding(joins(a_person("Dele Martins"), council), "administrator", organisation=council)
    for stranger in (signed_in(other.person), signed_in(a_founder().person)):
        for name in ("run", "columns", "options", "faults"):
            assert stranger.get(page(name, run)).status_code == 404
        for name in ("check", "confirm", "abandon", "columns", "options"):
            assert stranger.post(page(name, run)).status_code == 404
        assert stranger.get(page("heap", run, "added")).status_code == 404
    theirs = signed_in(other.person)
    for wrong in (
        start_url("no-such"),
        start_url("staff-list"),
        start_url("staff-list", organisation_id=uuid4()),
        start_url("organisations", organisation_id=council.pk),
        f"{start_url('staff-list')}?organisation=not-an-id",
    ):
        assert theirs.get(wrong).status_code == 404
    assert theirs.get(start_url("organisations")).status_code == 403


def test_a_colleague_without_the_role_is_refused(signed_in: Any, place: Any, start: str) -> None:
    joyce = signed_in(joins(a_person("Joyce Lim"), place))
    assert joyce.get(start).status_code == 403
    assert send(joyce, start).status_code == 403


def test_my_files_are_listed_with_what_i_may_bring_in(
    browser: Client, signed_in: Any, ngozi: Any, place: Any, start: str
) -> None:
    uploaded(ngozi, "staff-list", FILE, place, name="june.csv")
    listed = text(browser.get(reverse("imports:runs")))
    assert "june.csv" in listed
    assert start.replace("&", "&amp;") in listed
    empty = text(signed_in(a_person("Nobody Yet")).get(reverse("imports:runs")))
    assert "no file for you to bring in" in empty
    assert "june.csv" not in empty


def test_an_empty_file_with_the_right_headings_can_be_taken_away(browser: Client) -> None:
    response = browser.get(reverse("imports:empty", args=["staff-list"]))
    assert '"Staff number","E-mail"' in text(response)


def test_pages_ask_the_database_as_often_for_a_thousand_rows_as_for_ten(
    browser: Client, ngozi: Any, place: Any, commit: Any, django_assert_max_num_queries: Any
) -> None:
    def asked(n_rows: int) -> list[int]:
        rows = [(f"p{n}@x.example", f"P {n}", f"Ward {n % 5}") for n in range(n_rows)]
        first = uploaded(ngozi, "staff-list", csv_of(HEAD, *rows), place)
        run = checked(commit, ngozi, "staff-list", csv_of(HEAD, *rows), place)
        urls = [page("columns", first), page("run", run), reverse("imports:runs"),
                page("heap", run, "added")]  # fmt: skip
        counts = []
        for url in urls:
            with django_assert_max_num_queries(14) as queries:
                assert browser.get(url).status_code == 200
            counts.append(len(queries))
        return counts

    assert asked(10) == asked(1000)
