"""What stands in the library is kept when the parts of its pages change."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests.engines.library.finding.making import a_shelf
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import RenameStructChildrenOperation

from groundswell.engines.library.models import Narrative, Shelf

STEP = {"title": "Somebody notices", "words": "It is night.", "picture": "A lamp.", "asks": "Who?"}


@pytest.mark.django_db
def test_a_part_takes_another_name_on_the_page_and_in_every_draft_of_it():
    """The way in which a migration changes the make of a part; see decision 19."""
    shelf = Shelf.objects.get(pk=a_shelf().pk)
    story = Narrative(title="One idea", slug="one-idea", steps=[("step", STEP)])
    shelf.add_child(instance=story)
    story.save_revision().publish()
    story.steps = [("step", {**STEP, "asks": "Who else?"})]
    draft = story.save_revision()
    rename = RenameStructChildrenOperation(old_name="asks", new_name="question")
    change = MigrateStreamData("library", "Narrative", "steps", [(rename, "step")])
    change.migrate_stream_data_forward(apps, None)
    assert stored(story) == [{**{k: STEP[k] for k in STEP if k != "asks"}, "question": "Who?"}]
    draft.refresh_from_db()
    (drafted,) = json.loads(draft.content["steps"])
    assert drafted["value"]["question"] == "Who else?"
    assert "asks" not in drafted["value"]


def stored(story: Narrative) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT steps FROM library_narrative WHERE item_ptr_id = %s", [story.pk])
        (found,) = cursor.fetchone()
    return [step["value"] for step in (json.loads(found) if isinstance(found, str) else found)]
