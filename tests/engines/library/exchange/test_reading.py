"""Limits that all formats share."""

import pytest
from tests.engines.library.exchange.works import reasons

from groundswell.engines.library.exchange import Work, bibtex, csl, reading, ris

MANY = [Work(title=f"Title {n}") for n in range(6)]


@pytest.mark.parametrize("form", [ris, bibtex, csl])
def test_a_file_that_is_too_large_is_one_fault(form, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 20)
    read = form.read(form.write(MANY))
    assert read.works == () and reasons(read) == ["The file is larger than 20 MB."]


@pytest.mark.parametrize("form", [ris, bibtex, csl])
def test_too_many_records_are_one_fault(form, monkeypatch):
    content = form.write(MANY)
    monkeypatch.setattr(reading, "MOST_RECORDS", 5)
    read = form.read(content)
    assert read.works == () and reasons(read) == ["The file holds more than 5 records."]


def test_too_many_records_of_web_of_science_are_one_fault(monkeypatch):
    monkeypatch.setattr(reading, "MOST_RECORDS", 1)
    read = ris.read("PT J\nTI A\nER\nPT J\nTI B\nER\n")
    assert read.works == () and len(read.faults) == 1


def test_of_very_many_faults_the_last_says_how_many_more_there_are(monkeypatch):
    monkeypatch.setattr(reading, "MOST_FAULTS", 2)
    read = csl.read("[1, 2, 3, 4]")
    assert [f.row for f in read.faults] == [1, 2, 0]
    assert read.faults[-1].reason == "There are 2 faults more."


@pytest.mark.parametrize(
    ("form", "content"),
    [
        (bibtex, "@article{a,\n" + "\n" * 200_000),
        (bibtex, "@article{a," + "a={" * 60_000),
        (bibtex, "@article{a," + "a={\n" * 10_000),
        (bibtex, "@a{a,t={{\n" * 3_000),
        (bibtex, '@article{a,\nb="' * 3_000),
        (bibtex, "@article{a,title=" + "{" * 100_000 + "}" * 100_000 + "}"),
        (bibtex, "@article{a,title={" + "\\" * 200_000 + "}}"),
        (bibtex, "@article{a,title={" + ("$" + "a" * 1_990) * 100 + "}}"),
        (bibtex, "@article{a," + "a," * 100_000),
        (bibtex, "@" * 200_000),
        (ris, "TY  - JOUR\nTI  - x\n" + "a\n" * 50_000),
        (ris, "TY  - JOUR\nTI  - x\n" + "N1  - a\n" * 20_000),
        (ris, "TY" + " " * 200_000),
        (ris, "TY  - JOUR\nTI  - x\nSP  - " + "- " * 100_000),
        (ris, "TY  - JOUR\nTI  - x\nDO  - 10.1234/a" + ".)" * 10_000),
        (csl, "[" * 200_000),
        (csl, '[{"title":' + "1" * 200_000 + "}]"),
    ],
)
def test_a_file_made_to_take_long_takes_no_longer_than_its_size(form, content, processor_time):
    form.read(content)
    assert processor_time() < 10
