"""Results of a small survey: made, read, taken away, told; and no hidden number says a word.

Sixty-four people answered, three of them of Ward 9, whose cells are hidden. Every mean and score
of those three lies below two, and nothing that is shown does: wherever such a number stands, a
hidden one got out.
"""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect
from tests.engines.surveys.fielding.making import DAY, a_draft, a_keeper, a_ward, launched
from tests.engines.surveys.results.making import a_definition
from tests.ground.documents.reading import everything_said, words_of
from tests.journeys.cast import Visitors, comes_in
from tests.journeys.files import lines_of, taken_away
from tests.journeys.keyboard import by_keyboard
from tests.journeys.mails import newest_mail_to
from tests.journeys.visitor import Visitor
from tests.world import an_organisation

from groundswell.engines.surveys.actions import PartDetails
from groundswell.engines.surveys.definition import to_json
from groundswell.engines.surveys.definition.answers import Answers, payload_of
from groundswell.engines.surveys.models import Survey
from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.models import Invitation
from groundswell.ground.people.models import Person

TITLE = "Working here, spring 2026"
ASKED = {"Theatres": 22, "Ward 7": 24, "Ward 8": 26, "Ward 9": 12}
ANSWERED = {"Theatres": 19, "Ward 7": 20, "Ward 8": 22, "Ward 9": 3}
QUIET = "Ward 9"
ITEMS = ("support1", "support2", "learning1", "learning2")
OF_THE_QUIET = ((1, 1, 2, 1), (2, 1, 2, 1), (1, 2, 1, 2))  # what those three answered
STEP = {"on": "2099-07-01", "text": "Each ward talks about it"}
BELOW_TWO = re.compile(r"(?<![\d.])1\.\d\d?(?!\d)")  # 1.33, and a score of 1.2
WORKER = Callable[[], None]


@dataclass(frozen=True)
class Told:
    """The survey as it stands in the field, its keeper, and one of those who were asked."""

    survey: Survey
    keeper: Person
    nurse: Person


@pytest.fixture
def told(site: str) -> Told:
    now, trust = timezone.now(), an_organisation()
    wards = {name: a_ward(n, name, trust) for name, n in ASKED.items()}
    keeper = a_keeper(trust)
    draft = a_draft(
        keeper,
        trust,
        title=TITLE,
        definition=to_json(a_definition(job=True)),
        closes_on=now.date() + 14 * DAY,
        results_on=now.date() + 28 * DAY,
        next_steps=[STEP],
    )
    teams = {p.memberships.get().team_id for people in wards.values() for p in people}
    survey = launched(draft, keeper, *(PartDetails("team", team_id=t) for t in teams), at=now)
    for group, answers in what_they_say(survey):
        send_in(survey, group, answers, now)
    return Told(survey, keeper.person, wards["Ward 7"][0])


def what_they_say(survey: Survey) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each person's group, and what they answer: about 3.4, but in the quiet ward."""
    draw = np.random.default_rng(3)
    for group in survey.groups.filter(label__in=ANSWERED).order_by("label"):
        for at in range(ANSWERED[group.label]):
            codes = np.clip(np.round(draw.normal(3.4, 1.2, len(ITEMS))), 1, 5).astype(int)
            own = OF_THE_QUIET[at] if group.label == QUIET else codes.tolist()
            said: dict[str, Any] = dict(zip(ITEMS, own, strict=True))
            said["job"] = 1 + at % 3
            if at % 2:
                said["better"] = f"More rest between shifts, idea {group.code}{at}."
            yield group.code, said


def send_in(survey: Survey, group: str, answers: Mapping[str, Any], at: dt.datetime) -> None:
    """Somebody of the group comes by their link, and answers."""
    waiting = Invitation.objects.filter(box_id=survey.box_id, group=group, path="")
    token = ballots.make_link(invitation=waiting.order_by("pk")[0], at=at)
    slip = ballots.issue_slip(token=token, at=at)
    payload = payload_of(Answers(answers, group, "en-gb"))
    ballots.cast(box=waiting[0].box, slip=slip, payload=payload, at=at)


def the_work_is_done(somebody: Visitor, worker: WORKER) -> None:
    """The page of the job shows a bar, and by itself that it is over."""
    expect(somebody.page.get_by_role("progressbar")).to_be_visible()
    worker()
    somebody.sees("See the result").looks()


def row_of(somebody: Visitor, label: str) -> Locator:
    """A line of the map of groups by scores."""
    return somebody.page.locator("table.heat tbody tr").filter(has_text=label)


def test_results_are_made_read_taken_away_and_told(visitor: Visitors, worker: WORKER, told: Told):
    sam, page = comes_in(visitor, told.keeper), f"/surveys/{told.survey.pk}/results/"
    sam.opens("/surveys/")
    results_are_made_by_keyboard(sam, worker)
    what_is_shown_is_read_and_what_is_hidden_says_why(sam)
    comments_are_read_before_they_are_shown(sam, page)
    scores_are_laid_out_by_the_work_that_people_do(sam, worker, page)
    nothing_hidden_is_taken_away(sam, worker)
    sam.opens(page).presses("Tell everyone who was asked")
    sam.sees("They can read it now, and are being told.")
    worker()
    a_nurse_reads_them_on_her_phone(visitor, told.nurse)


def results_are_made_by_keyboard(sam: Visitor, worker: WORKER) -> None:
    by_keyboard(sam, TITLE)
    by_keyboard(sam, "Send it out, remind, close")
    by_keyboard(sam, "Close it now")
    sam.sees("It takes no answers any more.")
    by_keyboard(sam, "See the results")
    sam.sees("Nothing is published yet.")
    by_keyboard(sam, "Make the results")
    the_work_is_done(sam, worker)
    by_keyboard(sam, "See the result")
    sam.is_at(f"{TITLE}: what 64 of you said")


def what_is_shown_is_read_and_what_is_hidden_says_why(sam: Visitor) -> None:
    sam.sees("64 of 84 answered", re.compile(r"^(19 of 22|20 of 24|22 of 26) answered$"))
    picture = sam.page.locator(".fig").first
    expect(picture.get_by_role("img").filter(visible=True)).to_have_count(1)
    picture.get_by_text("The numbers").click()
    margins = picture.get_by_role("cell").filter(has_text=re.compile(r"^\d\.\d to \d\.\d$"))
    expect(margins.first).to_be_visible()
    quiet = row_of(sam, QUIET)
    expect(quiet.get_by_role("cell")).to_have_text([re.compile("^Hidden")] * 2)
    quiet.get_by_role("link").first.click()
    expect(sam.page.locator("#why")).to_be_in_viewport()
    sam.sees("fewer than 10 people answered, or nobody did").looks()


def comments_are_read_before_they_are_shown(sam: Visitor, page: str) -> None:
    sam.opens(page).presses("Read the comments").is_at("Read what people wrote")
    for n in (20, 11):
        sam.presses("Show these as written").sees(f"{n} comments are shown as written.")
    sam.opens(page).presses("Read the comments, question by question").is_at("What people wrote")


def scores_are_laid_out_by_the_work_that_people_do(sam: Visitor, worker: WORKER, page: str) -> None:
    sam.opens(page).chooses("Laid out by", "Your work").presses("Show")
    the_work_is_done(sam, worker)
    sam.presses("See the result").sees("By your work")


def nothing_hidden_is_taken_away(sam: Visitor, worker: WORKER) -> None:
    """Every file says what is shown, and of the quiet ward nothing but that it is hidden."""
    page = sam.page.url
    _name, text = taken_away(sam, "The numbers alone, as comma-separated text (CSV)")
    rows = lines_of(text)
    of_the_quiet = [row for row in rows if row[0] == QUIET]
    assert len(of_the_quiet) == 1 + 2 * len(ITEMS) and {row[-1] for row in of_the_quiet} == {""}
    assert BELOW_TWO.search(text.decode()) is None
    ward, n = next((row[0], row[-1]) for row in rows if row[0] in ASKED and row[-1])
    mean = next(row[-1] for row in rows if row[0] == ward and row[3] == "Mean" and row[-1])

    for format_, read in {"PDF": words_of, "Slides": everything_said, "Sheet": cells_of}.items():
        sam.opens(page).presses(f"{format_} to take away")
        the_work_is_done(sam, worker)
        name, file = taken_away(sam, "See the result")
        said = read(file)
        assert f"{n} of {ASKED[ward]} answered" in said and mean in said, name
        assert set(first_cells_of_the_quiet(said)) == {"Hidden"}, name
        assert BELOW_TWO.search(said) is None and "3 of 12" not in said, name


def first_cells_of_the_quiet(said: str) -> Iterator[str]:
    """In each row of the quiet ward the first cell that is a number, or stands in its place."""
    lines = said.split("\n")
    for at, line in enumerate(lines):
        if line == QUIET:
            yield next(one for one in lines[at + 1 :] if one == "Hidden" or one[:1].isdigit())


def cells_of(book: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def a_nurse_reads_them_on_her_phone(visitor: Visitors, nurse: Person) -> None:
    mail = newest_mail_to(nurse.email)
    assert "What happens next:\n1 July 2099: Each ward talks about it" in mail
    link = re.search(r"^http\S+/inbox/\S+$", mail, re.MULTILINE)
    assert link, mail
    ann = comes_in(visitor, nurse, 360).opens(link.group()).is_at(f"Results: {TITLE}")
    ann.sees("Everyone who was asked reads it today.", "Each ward talks about it")
    ann.presses("Go there").is_at(f"{TITLE}: what 64 of you said")
    ann.does_not_see("For you, who keep this survey").sees("Each ward talks about it")
    expect(row_of(ann, QUIET).get_by_role("cell")).to_have_text([re.compile("^Hidden")] * 2)
    ann.presses("Read the comments, question by question").sees("31 people wrote")
