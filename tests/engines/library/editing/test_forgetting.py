"""Films and captions go from the disk once nothing names them, and never before."""

import datetime as dt
import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.engines.library.showing.making import MP4, VTT, WEBM, a_video
from wagtail.models import UploadedFile

from groundswell.engines.library import actions
from groundswell.engines.library.models import Item, Shelf, Video
from groundswell.ground.kernel import registries

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def a_disk_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def a_day_later() -> int:
    return actions.forget_files(at=timezone.now() + DAY + dt.timedelta(minutes=1))


def there(*names: str) -> list[bool]:
    return [default_storage.exists(name) for name in names]


def a_file(content: bytes = WEBM, ending: str = "webm") -> Any:
    return ContentFile(content, f"{uuid4()}.{ending}")


def a_loose_file(folder: str = "films", name: str = "loose.mp4") -> str:
    return default_storage.save(f"library/{folder}/{name}", ContentFile(MP4))


def drafted(video: Video, **changed: Any) -> Video:
    """As the form does: the file is stored with the version, the page stays as it is."""
    draft = video.get_latest_revision_as_object()
    for name, file in changed.items():
        getattr(draft, name).save(file.name, file, save=False) if file else setattr(draft, name, "")
    draft.save_revision()
    return draft


def test_what_nothing_names_goes_after_a_day():
    names = [a_loose_file(), a_loose_file("captions", "loose.vtt")]
    assert actions.forget_files(at=timezone.now()) == 0
    assert there(*names) == [True, True]
    assert a_day_later() == 2
    assert there(*names) == [False, False]
    assert a_day_later() == 0


def test_where_nothing_was_ever_sent_there_is_nothing_to_do(django_assert_num_queries: Any):
    with django_assert_num_queries(0):
        assert a_day_later() == 0


def test_what_a_page_shows_stays_be_it_withdrawn(shelf: Shelf):
    video = a_video(shelf=shelf)
    video.unpublish()
    video.revisions.all().delete()
    assert a_day_later() == 0
    assert there(video.film.name, video.captions.name) == [True, True]


def test_what_a_draft_names_stays_beside_what_is_out(shelf: Shelf):
    video = a_video(shelf=shelf)
    draft = drafted(video, film=a_file(), captions=a_file(VTT, "vtt"))
    loose = a_loose_file()
    assert a_day_later() == 1
    assert there(loose, draft.film.name, draft.captions.name) == [False, True, True]
    assert there(video.film.name, video.captions.name) == [True, True]


def test_what_goes_out_on_a_day_stays_under_later_drafts(shelf: Shelf):
    video = a_video(shelf=shelf)
    later = drafted(video, film=a_file())
    revision = later.latest_revision
    revision.approved_go_live_at = timezone.now() + 9 * DAY
    revision.save()
    drafted(video, film=None, captions=None)
    assert a_day_later() == 0
    assert there(later.film.name, video.film.name) == [True, True]


def test_what_only_an_older_version_names_stays_as_long_as_the_version(shelf: Shelf):
    video = a_video(shelf=shelf)
    old = video.film.name
    drafted(video, film=a_file()).latest_revision.publish()
    new = Video.objects.get().film.name
    assert a_day_later() == 0
    assert there(old, new) == [True, True]
    video.revisions.exclude(pk=Video.objects.get().latest_revision_id).delete()
    assert a_day_later() == 1
    assert there(old, new) == [False, True]


def test_what_a_copy_names_too_stays_until_both_are_deleted(shelf: Shelf):
    video = a_video(shelf=shelf)
    name = video.film.name
    copy = video.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, user=None)
    assert copy.film.name == name
    Video.objects.get(pk=video.pk).delete()
    assert a_day_later() == 0
    assert there(name) == [True]
    Video.objects.get(pk=copy.pk).delete()
    assert not Item.objects.exists()
    assert a_day_later() == 2
    assert there(name) == [False]


def test_what_others_keep_on_the_disk_is_not_touched():
    name = default_storage.save("original_images/ward.png", ContentFile(b"x"))
    a_loose_file("films/kept", "inner.mp4")
    assert a_day_later() == 0
    assert there(name, "library/films/kept/inner.mp4") == [True, True]


def test_what_somebody_else_deletes_meanwhile_breaks_nothing(monkeypatch: Any):
    name = a_loose_file()
    found = default_storage.listdir

    def and_gone(folder: str) -> Any:
        told = found(folder)
        default_storage.delete(name)
        return told

    monkeypatch.setattr(default_storage, "listdir", and_gone)
    assert a_day_later() == 0


def test_however_many_versions_there_are_they_are_read_in_one_go(
    shelf: Shelf, django_assert_num_queries: Any
):
    video = a_video(shelf=shelf)
    for _ in range(5):
        drafted(video, film=a_file())
    loose = a_loose_file()
    with django_assert_num_queries(2) as seen:
        assert a_day_later() == 1
    assert_only_names(seen)
    assert there(loose) == [False]


def assert_only_names(seen: CaptureQueriesContext) -> None:
    """A version may be large: only what it says of its files is asked for."""
    [asked] = [q["sql"] for q in seen.captured_queries if "wagtailcore_revision" in q["sql"]]
    columns = asked.partition(" FROM ")[0]
    assert "film" in columns and "captions" in columns
    assert not any(other in columns for other in ("object_str", "object_id", "created_at"))


def a_waiting_picture() -> UploadedFile:
    return UploadedFile.objects.create(file=ContentFile(b"x", "ward.png"))


def test_the_house_does_it_each_day_also_with_pictures_that_nobody_described():
    old, new = a_waiting_picture(), a_waiting_picture()
    names = [a_loose_file(), old.file.name]
    two_days_ago = (timezone.now() - 2 * DAY).timestamp()
    for name in names:
        os.utime(default_storage.path(name), (two_days_ago, two_days_ago))
    for _ in range(2):
        registries.each_day["library.forget_files"](timezone.now())
        assert there(*names, new.file.name) == [False, False, True]
        assert list(UploadedFile.objects.all()) == [new]
