"""A note is for the eyes of its owner: not for another reader, a keeper, an administrator."""

import datetime as dt
import json
from typing import Any

import pytest
from django.http import Http404
from tests.engines.library.readers.making import Readers, a_note, as_, withdrawn
from tests.world import NOON, a_founder, all_held

from groundswell.engines.library import actions, policies, queries
from groundswell.engines.library.actions.locking import Overtaken
from groundswell.engines.library.models import Note
from groundswell.engines.library.queries import notes as note_queries
from groundswell.ground.kernel import search
from groundswell.ground.kernel.decisions import ALLOWED, Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import personal_data
from groundswell.ground.people.models import Person

SECRET = "Zymurgy worries me."


def write(us: Readers, words: str, version: int) -> Note:
    return actions.write_note(
        thing_id=us.entry.pk, words=words, version=version, by=as_(us.joyce), at=NOON
    )


def test_a_note_is_written_and_written_anew(us: Readers):
    note = write(us, " First. ", 0)
    assert (note.words, note.version) == ("First.", 1)
    assert write(us, "Second.", 1).version == 2
    assert write(us, "Second.", 1).version == 2  # the same words once more
    assert queries.note_place(as_(us.joyce), us.entry.pk).note == note


def test_two_windows_lose_nothing(us: Readers):
    write(us, "First.", 0)
    with pytest.raises(Overtaken, match="another window") as told:
        write(us, "Typed in the other window.", 0)
    assert (told.value.theirs, told.value.version, told.value.field) == ("First.", 1, "words")
    assert Note.objects.get().words == "First."


@pytest.mark.parametrize("words", ["", " \n", "x" * 20_001, "a\x00b"])
def test_a_note_has_words_that_can_be_shown(us: Readers, words: str):
    with pytest.raises(Unusable) as told:
        write(us, words, 0)
    assert told.value.field == "words"


def test_a_deleted_note_comes_back_until_it_is_forgotten(us: Readers):
    note, joyce = write(us, "First.", 0), as_(us.joyce)
    for _press in range(2):
        actions.delete_note(note=note, by=joyce, at=NOON)
    assert queries.note_place(joyce, us.entry.pk).note is None
    for _press in range(2):
        assert actions.bring_back_note(note=note, by=joyce, at=NOON).words == "First."
    actions.delete_note(note=note, by=joyce, at=NOON)
    write(us, "Since.", 0)
    assert actions.bring_back_note(note=note, by=joyce, at=NOON).words == "Since.\n\nFirst."
    assert Note.objects.count() == 1

    actions.delete_note(note=Note.objects.get(), by=joyce, at=NOON)
    assert actions.forget_deleted(at=NOON + dt.timedelta(days=31)) == 1
    assert not Note.objects.exists()


def test_two_notes_that_are_too_long_for_one_stay_two(us: Readers):
    note, joyce = write(us, "x" * 15_000, 0), as_(us.joyce)
    actions.delete_note(note=note, by=joyce, at=NOON)
    write(us, "y" * 15_000, 0)
    with pytest.raises(Unusable, match="too long for one"):
        actions.bring_back_note(note=note, by=joyce, at=NOON)
    assert Note.objects.count() == 2


def test_a_note_stays_where_its_page_is_withdrawn(us: Readers):
    write(us, "First.", 0)
    withdrawn(us.entry)
    place = queries.note_place(as_(us.joyce), us.entry.pk)
    assert (place.url, place.note and place.note.words) == ("", "First.")
    assert write(us, "Second.", 1).words == "Second."
    with pytest.raises(Http404):
        queries.note_place(as_(us.imran), us.entry.pk)


def test_no_role_reads_or_changes_the_note_of_another(us: Readers):
    note = write(us, SECRET, 0)
    others = [as_(p) for p in (us.imran, us.editor, us.reviewer, us.administrator)]
    for actor in [*others, a_founder()]:
        with pytest.raises(Http404):
            queries.note_for(actor, note.pk)
        for act in (actions.delete_note, actions.bring_back_note):
            with pytest.raises(Refused, match="eyes of the reader"):
                act(note=note, by=actor, at=NOON)
        assert not policies.write_note(actor, note)


# --- nowhere ------------------------------------------------------------------------------------


def everything_shown_to(person: Person, us: Readers, signed_in: Any) -> str:
    """Pages, search, and the person's own data, as that person gets them."""
    browser = signed_in(person)
    item = us.entry.url
    pages = [
        item, f"{item}pdf/", "/library/", "/library/mine/", "/library/?q=zymurgy",
        "/search/?q=zymurgy", "/library/questions/", "/library/submissions/",
        f"/library/notes/{us.entry.pk}/", "/",
        "/people/trail/", f"/people/organisations/{us.trust.pk}/trail/",
    ]  # fmt: skip
    said = [browser.get(page).content.decode(errors="replace") for page in pages]
    held = [all_held(entry.export(person.pk)) for entry in personal_data.values()]
    found = repr(search.find("zymurgy", keys=as_(person).reader_keys))
    return "\n".join([*said, json.dumps(held, default=str), found]).replace("q=zymurgy", "")


def shows(said: str) -> bool:
    return "Zymurgy worries" in said


@pytest.mark.usefixtures("at_noon")
def test_a_note_shows_to_its_owner_and_to_nobody_else_anywhere(us: Readers, signed_in: Any):
    write(us, SECRET, 0)
    assert shows(everything_shown_to(us.joyce, us, signed_in))
    for person in (us.imran, us.editor, us.reviewer, us.system_reviewer, us.administrator):
        assert not shows(everything_shown_to(person, us, signed_in)), person.name
    assert not shows(everything_shown_to(a_founder().person, us, signed_in))
    assert not shows(repr(list(AuditEvent.objects.values())))


@pytest.mark.usefixtures("at_noon")
def test_the_test_above_bites(us: Readers, signed_in: Any, monkeypatch: pytest.MonkeyPatch):
    """Where a query forgets whose notes it asks for, the note comes out."""
    write(us, SECRET, 0)
    monkeypatch.setattr(
        note_queries, "notes_of", lambda actor: Note.objects.filter(deleted_at=None)
    )
    assert shows(everything_shown_to(us.administrator, us, signed_in))


def test_a_weaker_policy_would_let_another_delete_it(us: Readers, monkeypatch: pytest.MonkeyPatch):
    note = a_note(us.joyce, us.entry)
    monkeypatch.setattr(policies, "delete_note", lambda actor, note: ALLOWED)
    actions.delete_note(note=note, by=as_(us.imran), at=NOON)
    note.refresh_from_db()
    assert note.deleted_at
