"""A pack is taken in: everything once, quickly, and nothing of anybody's written over."""

import time

import pytest

from groundswell.engines.library.models import Citation, Entry, Item, Pack, Work
from tests.engines.library.packs.making import starting_library, take_in, the_shelf

pytestmark = pytest.mark.django_db


def test_the_starting_library_is_taken_in_whole_and_quickly() -> None:
    given = starting_library()
    shelf = the_shelf()
    begun = time.process_time()
    taken = take_in(given, shelf=shelf)
    spent = time.process_time() - begun
    print("SPENT", spent)
    assert Item.objects.live().count() == len(given.parts) == len(taken.made) - len(given.works)
    assert Work.objects.count() == len(given.works)
    assert Entry.objects.count() == len(given.parts) + len(given.works)
    assert Pack.objects.get().terms.count() == len(given.terms)
    assert Citation.objects.filter(work__isnull=False).exists()
    assert spent < 15, f"it took {spent:.1f} s"
