"""What people typed is text wherever it comes out again, whatever they typed."""

import re

import pytest
from django.db import transaction
from django.utils import timezone
from tests.hostile import stored
from tests.hostile.attacks import addresses_of
from tests.url_table import a_scene

from groundswell.ground.imports import actions as imports
from groundswell.ground.people.standing import actor_for

IN_THE_SUITE = stored.CORPUS[-1]  # runs in a page and in a sheet; the proof has all of them
LOOKERS = ("administrator_here", "team_leader")


@pytest.fixture
def scene(db):
    made = a_scene().all_sign_in()
    made.made["at"] = timezone.now()
    made.made["targets"] = addresses_of(made)  # one thing of every kind: every table has rows
    return made


def test_text_that_would_run_runs_nowhere(scene, django_capture_on_commit_callbacks):
    found, shown = look_everywhere(scene, IN_THE_SUITE, django_capture_on_commit_callbacks)
    assert found == []
    assert len(shown) > 30, "the text was hardly shown anywhere"


def look_everywhere(scene, text, commit):
    """What runs, and which pages showed the text."""
    with transaction.atomic():
        run = stored.a_file(scene, text)
        with commit(execute=True):
            by = actor_for(scene.people["administrator_here"], on=timezone.now().date())
            imports.check_run(run=run, by=by, at=scene.made["at"])
        asked = [*stored.pages(scene.made["targets"]), *of_the_file(run)]
        assert stored.fill(text) > 30
        found, shown = [], set()
        for name, address in asked:
            for persona in LOOKERS:
                answer = stored.opened(scene, persona, address)
                if answer is None:
                    continue
                found += [f"{name} ({persona}): {what}" for what in stored.runs(answer)]
                if not answer.streaming and re.search(rb"run\(1\)", answer.content):
                    shown.add(name)
        transaction.set_rollback(True)
    return found, shown


def of_the_file(run):
    return [
        (f"imports:{part}", f"/imports/{run.pk}/{part}") for part in ("", "columns/", "faults/")
    ]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text/html", b"<p><img src=x onerror=run(1)>"),
        ("text/html", b"<script>run(1)</script>"),
        ("text/html", b"<a href=' JavaScript:run(1)'>"),
        ("text/csv", b"a,b\n1,=1+1\n"),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    ],
)
def test_the_eyes_see_what_would_run(kind, content):
    from django.http import HttpResponse

    assert stored.runs(HttpResponse(content, content_type=kind))
