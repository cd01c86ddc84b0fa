"""A survey in the field for trials and load: thirty five-point items and two texts on five pages.

It stands in a database of its own; a web server of its own is started upon it. Both end with the
trial.
"""

import contextlib
import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GUNICORN = ROOT / "src/groundswell/config/gunicorn.py"
N_PAGES, A_PAGE = 5, 6
TICKS = os.sysconf("SC_CLK_TCK")


def definition() -> Any:
    from groundswell.engines.surveys.definition import Definition, Kind, Option, Page, Question

    labels = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
    options = tuple(Option(code, {"en-gb": label}) for code, label in enumerate(labels, 1))
    pages = []
    for p in range(N_PAGES):
        asked = [
            Question(f"q{p}_{i}", Kind.SCALE, {"en-gb": _item(p, i)}, options, allows_na=True)
            for i in range(A_PAGE)
        ]
        if p >= N_PAGES - 2:
            asked.append(Question(f"t{p}", Kind.TEXT, {"en-gb": "What would help most?"}))
        pages.append(Page({"en-gb": f"Learning together, part {p + 1}"}, tuple(asked)))
    return Definition(("en-gb",), tuple(pages))


def _item(page: int, item: int) -> str:
    return f"When something goes wrong, we look at what happened first ({page + 1}.{item + 1})."


@dataclass
class Field:
    """A survey, and the links of people who may answer."""

    survey_id: str
    box_id: str
    tokens: list[str] = field(default_factory=list)


def a_field(n_people: int, asked: Any = None) -> Field:
    """In the present database, with questions of our own where none are given. People come as rows:
    how they come is not what is measured."""
    from django.utils import timezone
    from tests.world import LAST_SPRING, a_person, a_team, acting, an_organisation, joins

    from groundswell.engines.surveys import actions
    from groundswell.engines.surveys.actions import PartDetails
    from groundswell.engines.surveys.definition.reading import to_json
    from groundswell.engines.surveys.models import Survey
    from groundswell.ground.ballots import actions as ballots
    from groundswell.ground.ballots.models import Invitation
    from groundswell.ground.kernel.tasks import tasks
    from groundswell.ground.people.models import Membership, Person

    at = timezone.now()
    trust = an_organisation()
    keeper = acting(joins(a_person("Sam Ortiz"), trust), on=at.date())
    teams = [a_team(trust, f"Ward {n + 1}") for n in range(10)]
    people = Person.objects.bulk_create(
        Person(email=f"person.{n}@harrowmere.example", name=f"Person {n}", created_at=at)
        for n in range(n_people)
    )
    Membership.objects.bulk_create(
        Membership(person=p, organisation=trust, team=teams[n % 10], starts_on=LAST_SPRING)
        for n, p in enumerate(people)
    )
    survey = Survey.objects.create(
        title="Working here, spring 2026", organisation=trust, keeper=keeper.person,
        definition=to_json(asked or definition()), k_comments=20,
        closes_on=at.date() + dt.timedelta(14), made_at=at, changed_at=at,
    )  # fmt: skip
    part = PartDetails("organisation", organisation_id=trust.pk)
    actions.set_audience(survey=survey, parts=[part], by=keeper, at=at)
    tasks["surveys.send_invitations"]  # registered; nobody is written to in a trial
    survey = actions.launch_survey(survey=survey, by=keeper, at=at).survey
    actions.give_invitations(survey=survey, at=at)
    rows = Invitation.objects.filter(box_id=survey.box_id)[:n_people]
    tokens = [ballots.make_link(invitation=one, at=at) for one in rows]
    return Field(str(survey.pk), str(survey.box_id), tokens)


@dataclass
class Server:
    """Gunicorn with its workers, told apart by their ids."""

    port: int
    process: subprocess.Popen[bytes]

    def pids(self) -> list[int]:
        return [self.process.pid, *self.workers()]

    def workers(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with contextlib.suppress(OSError):
            return [int(pid) for pid in path.read_text().split()]
        return []

    def cpu_seconds(self) -> float:
        return sum(map(cpu_of, self.pids()))

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(25)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used, with its ended children."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(database: str, keys: str, folder: str, **settings: str) -> Iterator[Server]:
    """A web server as a trust runs it, on this machine alone."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
        "DATABASE_URL": database,
        "BALLOT_KEYS": keys,
        "GROUNDSWELL_VAR": folder,
        "BIND": f"127.0.0.1:{port}",
        "SECRET_KEY": "only-for-trials-on-this-machine-" + "x" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "PUBLIC_URL": f"https://127.0.0.1:{port}",
        **settings,
    }
    environment.pop("GROUNDSWELL_DEMO", None)
    command = [sys.executable, "-m", "gunicorn", "-c", str(GUNICORN), "groundswell.config.wsgi"]
    log = Path(folder) / "web.log"
    with log.open("ab") as file:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=file, stderr=file)
    server = Server(port, process)
    try:
        _wait_for(server, log)
        yield server
    finally:
        server.end()


def _wait_for(server: Server, log: Path, patience: float = 90) -> None:
    last = time.monotonic() + patience
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/a/nobody/", headers={"X-Forwarded-Proto": "https"}
    )
    while time.monotonic() < last:
        if server.process.poll() is not None:
            break
        try:
            urllib.request.urlopen(request, timeout=5)
        except urllib.error.HTTPError as answered:
            if answered.code == 404:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"The web server did not start: {log.read_text()[-2000:]}")
