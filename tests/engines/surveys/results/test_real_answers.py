"""Answers that others published come in by the flow of imports and are read on the page."""

import re

import pytest
from tests.engines.surveys.results.making import a_keeper, a_survey, published
from tests.engines.surveys.results.real import bfi, lq2002
from tests.ground.imports.files import brought_in, checked
from tests.oracles.truth import BESIDE_THE_CHECKOUT

from groundswell.engines.surveys.queries.results.page import results_page

pytestmark = [pytest.mark.shared, pytest.mark.usefixtures("at_noon")]


def file(name: str) -> bytes:
    path = BESIDE_THE_CHECKOUT / "data" / "survey" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the reference files data/survey/{name}.csv are not here")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "definition", "n", "scales"),
    [
        ("bfi", bfi, 1_400, ["Agreeable", "Conscientious", "Outgoing", "Nervous", "Open"]),
        ("lq2002", lq2002, 1_042, ["Leaders", "Tasks that matter", "Hostility"]),
    ],
)
def test_published_answers_come_in_and_are_read(
    db, django_capture_on_commit_callbacks, signed_in, name, definition, n, scales
):
    keeper = a_keeper()
    survey = a_survey(keeper, definition(), title=name)
    commit = django_capture_on_commit_callbacks
    run = brought_in(commit, keeper, "answers", _named(file(name)), about=survey)
    assert (
        run.outcome == f"{n:,} answers are in. Nothing of them can be seen until results are made."
    )
    survey.refresh_from_db()
    published(survey, keeper)
    page = results_page(keeper, survey)
    assert page.picture is not None
    assert sorted(row[0].split(" (")[0] for row in page.picture.table.rows) == sorted(scales)
    client = signed_in(keeper.person)
    answer = client.get(f"/surveys/{survey.pk}/results/")
    assert answer.status_code == 200


def _named(content: bytes) -> bytes:
    """Companies are the groups of this file; the heading says so as a person would choose it."""
    return re.sub(rb'^"COMPID"', b'"Group"', content)


def test_a_wrong_answer_is_named_by_row_and_column(db, django_capture_on_commit_callbacks):
    keeper = a_keeper()
    survey = a_survey(keeper, lq2002())
    content = file("lq2002").replace(b"\n3,25,5,", b"\n3,25,9,", 1)
    run = checked(django_capture_on_commit_callbacks, keeper, "answers", content, about=survey)
    assert [(f["row"], f["column"]) for f in run.faults] == [(2, "LEAD01")]
