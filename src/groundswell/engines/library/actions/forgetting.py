"""Files that nothing names any more are deleted from the disk: films, captions, pictures.

A picture that is replaced or deleted goes at once; Wagtail does that.
"""

import datetime as dt
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from wagtail.models import Revision, UploadedFile

from ..models import Video

FIELDS = ("film", "captions")
KEPT_FOR = dt.timedelta(days=1)  # a form may have stored a file that no page names yet
_BATCH = 500


def forget_files(*, at: dt.datetime) -> int:
    """Delete what no page names and no version of one, and gives how many; the clock asks for it.

    Only the names of old files are held in memory, however many versions there are.
    """
    unnamed = {name for name in _stored() if _is_old(name, at)}
    if unnamed:
        for name in _named():
            unnamed.discard(name)
    for name in sorted(unnamed):
        default_storage.delete(name)
    return len(unnamed)


def forget_waiting_pictures(*, at: dt.datetime) -> int:
    """Delete pictures that were dropped in and never described, as `forget_files` does."""
    old = [one for one in UploadedFile.objects.iterator(_BATCH) if _is_old(one.file.name, at)]
    for one in old:
        one.delete()
        default_storage.delete(one.file.name)
    return len(old)


def _stored() -> Iterator[str]:
    for field in FIELDS:
        folder = Video._meta.get_field(field).upload_to
        try:
            _folders, names = default_storage.listdir(folder)
        except FileNotFoundError:  # nothing was ever sent
            continue
        yield from (f"{folder}/{name}" for name in names)


def _is_old(name: str, at: dt.datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < at - KEPT_FOR
    except FileNotFoundError:  # somebody else has deleted it
        return False


def _named() -> Iterator[str]:
    """By pages, withdrawn ones too, and by every draft and version that is kept."""
    versions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Video))
    kept = versions.values_list(*(f"content__{field}" for field in FIELDS))
    for rows in (Video.objects.values_list(*FIELDS), kept):
        for names in rows.iterator(chunk_size=_BATCH):
            yield from names
