"""Files at the library's doors: looked through first, then taken in whole, or not at all."""

import csv
import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.engines.library.finding.making import a_page, a_shelf, a_work
from tests.engines.library.packs.making import SMALL, a_zip, small, take_in, the_shelf
from tests.engines.library.standing.making import a_member, a_reviewer, page_on
from tests.world import NOON, a_founder, an_organisation

from groundswell.engines.library import actions, queries
from groundswell.engines.library.actions import uploads
from groundswell.engines.library.exchange import csl
from groundswell.engines.library.models import (
    Entry,
    OnePager,
    Pack,
    ReaderList,
    Saved,
    Upload,
    Work,
)
from groundswell.engines.library.packs import read_zip
from groundswell.engines.library.queries import making_packs
from groundswell.engines.library.reading.packing import Selection, chosen_items
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.models import Job

pytestmark = pytest.mark.django_db
RIS = b"""TY  - JOUR
AU  - Lim, J.
PY  - 2020
TI  - Beds and bridges
DO  - 10.1000/beds
ER  -

TY  - JOUR
AU  - Obi, A.
PY  - 2021
TI  - Boats and ferries in community care
UR  - ftp://nowhere.example/boats
ER  -

TY  - JOUR
AU  - Obi, A.
PY  - 2021
TI  - Boats and ferries in community care
ER  -
"""


def changed(**words: str) -> bytes:
    files = {}
    for name, text in SMALL.items():
        for old, new in words.items():
            text = text.replace(old, new)
        files[name] = text
    return a_zip(files)


def sent(content: bytes | None = None, **given: Any) -> Upload:
    return actions.send_pack(
        shelf=the_shelf(), file_name="a.zip", content=content or a_zip(SMALL), by=a_founder(),
        at=NOON, **given,
    )  # fmt: skip


def confirm(upload: Upload, **choices: str) -> Upload:
    return actions.confirm_upload(
        upload=upload,
        fingerprint=upload.fingerprint,
        choices=choices,
        by=a_founder(),
        at=NOON,
    )


def test_a_pack_is_looked_at_first_and_then_taken_in() -> None:
    upload = sent()
    assert not Pack.objects.exists()
    assert upload.found["counts"] == {"new": 3}
    done = confirm(upload)
    assert done.outcome == "“A small pack” is taken in: 3 new, 0 changed."
    assert (bytes(done.content), done.found) == (b"", {})
    assert confirm(done).state == "taken"  # pressed twice, done once


def test_the_difference_stands_part_by_part_and_what_was_changed_here_stays_unasked() -> None:
    take_in(small())
    page = OnePager.objects.get()
    page.claim = "Bridges hinder."
    page.save_revision().publish()
    upload = sent(
        changed(**{"Bridges help.": "Bridges help a little.", "version: 1": "version: 2"})
    )
    shown = queries.upload_page(a_founder(), upload)
    [part] = [row for row in shown.parts if row.title == "Beds and bridges"]
    assert part.state == "Changed in both"
    assert ("Claim", "Bridges hinder.", "Bridges help a little.") in part.differences
    confirm(upload)
    assert OnePager.objects.get().claim == "Bridges hinder."
    newer = {"Bridges help.": "Bridges help a little.", "version: 1": "version: 3"}
    confirm(sent(changed(**newer)), **{"beds-and-bridges": "take", "not-asked": "take"})
    assert OnePager.objects.get().claim == "Bridges help a little."


def test_faults_are_listed_by_file_and_field_and_nothing_is_taken_in() -> None:
    upload = sent(changed(**{"strength: thin": "strength: enormous"}))
    page = queries.upload_page(a_founder(), upload)
    assert [row[0] for row in page.faults] == ["one-pagers/beds-and-bridges.yaml: strength"]
    with pytest.raises(Refused, match="faults"):
        confirm(upload)
    assert not OnePager.objects.exists()


@pytest.mark.parametrize("name", ["../pack.yaml", "/etc/pack.yaml", "C:\\pack.yaml"])
def test_a_zip_that_names_a_place_outside_itself_is_refused_with_a_sentence(name: str) -> None:
    upload = sent(a_zip({**SMALL, name: "x"}))
    [fault] = queries.upload_page(a_founder(), upload).faults
    assert "outside itself" in fault[2]


def test_a_zip_with_a_link_or_one_that_bursts_is_refused_with_a_sentence() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        link = zipfile.ZipInfo("pack.yaml")
        link.external_attr = 0o120777 << 16
        bundle.writestr(link, "/etc/passwd")
    assert "outside itself" in sent(out.getvalue()).found["faults"][0]["reason"]
    bomb = a_zip({f"{n}.yaml": b"0" * 4_900_000 for n in range(21)})
    assert len(bomb) < 200_000
    assert "too large when unpacked" in sent(bomb).found["faults"][0]["reason"]


def test_what_has_changed_since_it_was_looked_at_is_not_taken_in() -> None:
    upload = sent()
    take_in(small(**{"Bridges help.": "Bridges hinder."}))
    with pytest.raises(Stale):
        confirm(upload)
    actions.look_again(upload=upload, by=a_founder(), at=NOON)
    with pytest.raises(Stale, match="looked through again"):
        confirm(upload)
    upload.refresh_from_db()
    confirm(upload)


def test_a_large_file_is_for_the_worker_and_says_when_it_is_done(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 10)
    with django_capture_on_commit_callbacks(execute=True):
        upload = sent()
        assert upload.state == "sent"
    upload.refresh_from_db()
    assert upload.state == "read"
    with django_capture_on_commit_callbacks(execute=True):
        assert confirm(upload).state == "taking"
    upload.refresh_from_db()
    assert upload.state == "taken"
    assert Job.objects.get(pk=upload.job_id).outcome == upload.outcome
    assert OnePager.objects.exists()


def test_what_goes_wrong_at_the_worker_changes_nothing_and_says_so(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    upload = sent()
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 10)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(upload)
        take_in(small(**{"Bridges help.": "Bridges hinder."}))
    upload.refresh_from_db()
    assert (upload.state, "changed meanwhile" in upload.outcome) == ("failed", True)
    assert OnePager.objects.get().claim == "Bridges hinder."


def test_who_neither_reviews_nor_administers_finds_no_door(signed_in: Any) -> None:
    upload, mo = sent(), a_member()
    with pytest.raises(Refused):
        actions.send_pack(shelf=the_shelf(), by=mo, at=NOON)
    with pytest.raises(Refused):
        actions.send_works(file_name="a.ris", content=RIS, by=mo, at=NOON)
    for path in ("packs/", "works/", "works/all/ris/", ""):
        assert signed_in(mo.person).get(f"/library/keeping/{path}").status_code == 403
    for other in (mo, a_reviewer()):
        page = signed_in(other.person).get(f"/library/keeping/files/{upload.pk}/")
        assert page.status_code == 404


def test_a_file_that_nobody_took_in_is_put_away_after_a_week() -> None:
    upload = sent()
    assert actions.forget_uploads(at=NOON + dt.timedelta(days=6)) == 0
    assert actions.forget_uploads(at=NOON + dt.timedelta(days=8)) == 1
    upload.refresh_from_db()
    assert bytes(upload.content) == b""
    with pytest.raises(Refused, match="put away already"):
        actions.look_again(upload=upload, by=a_founder(), at=NOON)


def test_references_are_new_the_same_or_perhaps_so() -> None:
    take_in(small())
    a_work("Boats and ferry in community care", authors="Obi, A", year=2021)
    upload = actions.send_works(file_name="a.ris", content=RIS, by=a_reviewer(), at=NOON)
    assert upload.found["counts"] == {"new": 0, "same": 2, "perhaps": 1}
    Work.objects.filter(title__startswith="Boats").delete()
    upload = actions.send_works(file_name="a.ris", content=RIS, by=a_founder(), at=NOON)
    assert upload.found["counts"] == {"new": 1, "same": 2, "perhaps": 0}
    assert confirm(upload).outcome == "1 work is taken in."
    made = Work.objects.get(title__startswith="Boats")
    assert (made.url, made.key) == ("", "obi-2021-boats")
    assert Entry.objects.get(work=made).words.filter(word="boat").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", b"PK\x03\x04"), ("a.xlsx", b"PK\x03\x04 @ {"), ("a.md", b"# Hello")],
)
def test_what_is_none_of_the_three_formats_is_refused_with_a_sentence(
    name: str, content: bytes
) -> None:
    with pytest.raises(Unusable, match="neither RIS nor BibTeX nor CSL-JSON"):
        actions.send_works(file_name=name, content=content, by=a_founder(), at=NOON)


@pytest.mark.parametrize(("code", "ending"), [("ris", "ris"), ("bibtex", "bib"), ("csl", "json")])
def test_works_leave_in_each_format_all_or_those_of_a_search(
    code: str, ending: str, signed_in: Any
) -> None:
    take_in(small())
    a_work("Boats")
    browser = signed_in(a_reviewer().person)
    whole = browser.get(f"/library/keeping/works/all/{code}/")
    assert f"literature.{ending}" in whole["Content-Disposition"]
    assert "Boats" in whole.content.decode()
    some = browser.get(f"/library/keeping/works/all/{code}/?q=bridges").content.decode()
    assert ("Beds and bridges" in some, "Boats" in some) == (True, False)
    assert browser.get("/library/keeping/works/all/doc/").status_code == 404


def test_the_literature_leaves_as_a_table_that_a_spreadsheet_opens(signed_in: Any) -> None:
    a_work("Boats", authors="Lim, J.\nObi, A.", year=2021, says="=SUM(1)", tags=["care", "boats"])
    answer = signed_in(a_reviewer().person).get("/library/keeping/works/all/csv/")
    assert "literature.csv" in answer["Content-Disposition"]
    text = answer.content.decode().removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["Authors"], row["Year"], row["Title"]) == ("Lim, J.; Obi, A.", "2021", "Boats")
    assert (row["What it says"], row["Tags"], row["Standing"]) == (
        "'=SUM(1)",
        "care; boats",
        "Current",
    )


def test_what_leaves_as_csl_is_known_again_when_it_comes_back(signed_in: Any) -> None:
    take_in(small())
    content = signed_in(a_reviewer().person).get("/library/keeping/works/all/csl/").content
    assert len(csl.read(content).works) == 1
    upload = actions.send_works(file_name="a.json", content=content, by=a_founder(), at=NOON)
    assert upload.found["counts"] == {"new": 0, "same": 1, "perhaps": 0}


def test_a_selection_leaves_as_a_pack_with_the_works_it_names(signed_in: Any) -> None:
    work = a_work("Bridges")
    page, other = page_on("First", work, says="Bridges carry."), a_page("Beside")
    shelf = a_shelf()
    given = {"title": "For Tarnside", "version": "2", "licence": "CC BY 4.0", "items": [page.pk]}
    browser = signed_in(a_reviewer().person)
    answer = browser.post(f"/library/keeping/packs/make/{shelf.pk}/", given)
    assert answer["Content-Type"] == "application/zip"
    read = read_zip(answer.content)
    contents = read.contents
    assert contents is not None, read.faults
    assert [part.title for part in contents.parts] == ["First"]
    assert [part.title for part in contents.works] == ["Bridges"]
    assert (contents.key, contents.version) == ("for-tarnside", 2)
    bare = browser.post(f"/library/keeping/packs/make/{shelf.pk}/", {**given, "items": [other.pk]})
    assert "says: This field is missing. Put that page right first" in bare.content.decode()
    empty = browser.post(f"/library/keeping/packs/make/{shelf.pk}/", {**given, "items": []})
    assert empty.status_code == 422
    assert "Choose at least one page." in empty.content.decode()
    assert other.title in empty.content.decode()


def _packed(browser: Any, **given: Any) -> list[str]:
    """The titles of the pages that came along."""
    told = {"title": "For Tarnside", "version": "1", "licence": "CC BY 4.0", **given}
    answer = browser.post(f"/library/keeping/packs/make/{a_shelf().pk}/", told)
    assert answer["Content-Type"] == "application/zip", answer.content.decode()
    contents = read_zip(answer.content).contents
    assert contents is not None
    return [part.title for part in contents.parts]


def _listed(owner: Any, *pages: Any) -> ReaderList:
    kept = ReaderList.objects.create(owner=owner, title="For Tarnside", made_at=NOON)
    for position, page in enumerate(pages):
        Saved.objects.create(reader_list=kept, thing_id=page.pk, at=NOON, position=position)
    return kept


def test_a_selection_is_made_of_kinds_a_list_of_ones_own_and_single_pages(signed_in: Any) -> None:
    work = a_work("Bridges")
    first, second, third = (page_on(n, work, says=f"{n}.") for n in ("First", "Second", "Third"))
    reviewer = a_reviewer().person
    browser = signed_in(reviewer)
    own = _listed(reviewer, second)
    assert _packed(browser, kinds=["one-pager"]) == ["First", "Second", "Third"]
    assert _packed(browser, reader_list=str(own.pk)) == ["Second"]
    assert _packed(browser, items=[first.pk], reader_list=str(own.pk)) == ["First", "Second"]
    assert _packed(browser, items=[third.pk], kinds=["one-pager"]) == ["First", "Second", "Third"]


def test_nobody_elses_list_and_nothing_of_another_shelf_goes_into_a_pack() -> None:
    work = a_work("Bridges")
    page = page_on("First", work, says="Bridges carry.")
    reviewer = a_reviewer()
    theirs = _listed(a_founder().person, page)
    shelf = a_shelf()
    deleted = _listed(reviewer.person, page)
    deleted.deleted_at = NOON
    deleted.save()
    assert chosen_items(reviewer, shelf, Selection([page.pk])) != []
    for one in (theirs, deleted):
        assert chosen_items(reviewer, shelf, Selection(reader_list=one.pk)) == []
    elsewhere = a_shelf(an_organisation("Elsewhere"))
    assert chosen_items(reviewer, elsewhere, Selection([page.pk], ["one-pager"])) == []


def test_where_pages_are_too_many_to_tick_the_page_says_what_to_do(
    signed_in: Any, monkeypatch: Any
) -> None:
    for title in ("First", "Second"):
        a_page(title)
    browser = signed_in(a_reviewer().person)
    place = f"/library/keeping/packs/make/{a_shelf().pk}/"
    assert "page-" in browser.get(place).content.decode()
    monkeypatch.setattr(making_packs, "MOST_SINGLY", 1)
    said = browser.get(place).content.decode()
    assert "2 pages are too many to tick one by one" in said
    assert 'name="items"' not in said and 'name="kinds"' in said
    given = {"title": "All", "version": "1", "licence": "CC BY 4.0"}
    refused = browser.post(place, given)
    assert refused.status_code == 422
    assert "Choose at least one page." in refused.content.decode()


def test_the_way_through_the_pages(signed_in: Any, at_noon: Any) -> None:
    shelf = the_shelf()
    browser = signed_in(a_founder().person)
    assert "The starting library" in browser.get("/library/keeping/packs/").content.decode()
    file = SimpleUploadedFile("small.zip", a_zip(SMALL))
    answer = browser.post("/library/keeping/packs/", {"shelf": shelf.pk, "file": file})
    page = browser.get(answer["Location"])
    assert "Take it in" in page.content.decode()
    upload = Upload.objects.get()
    done = browser.post(
        f"/library/keeping/files/{upload.pk}/take/", {"fingerprint": upload.fingerprint},
        follow=True,
    )  # fmt: skip
    assert "3 new, 0 changed" in done.content.decode()
    nothing = browser.post("/library/keeping/packs/", {"shelf": shelf.pk})
    assert nothing.status_code == 422
    refs = SimpleUploadedFile("a.ris", RIS)
    answer = browser.post("/library/keeping/works/", {"file": refs})
    assert "Boats and ferries" in browser.get(answer["Location"]).content.decode()
    away = Upload.objects.get(sort="works")
    browser.post(f"/library/keeping/files/{away.pk}/again/")
    browser.post(f"/library/keeping/files/{away.pk}/away/")
    assert Upload.objects.get(sort="works").state == "away"
    assert browser.post("/library/keeping/packs/starting/", {"shelf": "0"}).status_code == 404


def test_a_reviewer_of_one_shelf_sends_nothing_to_another() -> None:
    here = an_organisation()
    a_shelf(here)
    reviewer = a_reviewer(organisation=here)
    assert [shelf.title for shelf in queries.shelves_for(reviewer)] == [here.name]
    with pytest.raises(Refused):
        actions.send_pack(shelf=the_shelf(), by=reviewer, at=NOON)
