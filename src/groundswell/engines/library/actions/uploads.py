"""A file for the library: sent, looked through, taken in or put away; long ones by the worker."""

import datetime as dt
import logging
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.standing import actor_for

from .. import policies
from ..exchange.work import one_line
from ..models import Shelf, Upload
from . import bringing

KEPT_FOR = dt.timedelta(days=7)  # of a file that nobody took in
MOST_AT_ONCE = 200_000  # bytes that are looked through while one waits
_State = Upload.State
log = logging.getLogger(__name__)


@transaction.atomic
def send_pack(
    *, shelf: Shelf, file_name: str = "", content: bytes | None = None, by: Actor, at: dt.datetime
) -> Upload:
    """A pack to look at; without a content the starting library. Raises Refused."""
    policies.send_pack(by, shelf).or_refuse()
    return _sent(
        Upload(
            sort=Upload.Sort.PACK,
            shelf=shelf,
            is_ours=content is None,
            file_name=_named(file_name) if content is not None else _("the starting library"),
            content=content or b"",
        ),
        by,
        at,
    )


@transaction.atomic
def send_works(*, file_name: str, content: bytes, by: Actor, at: dt.datetime) -> Upload:
    """References to look at. Raises Refused; Unusable where it is none of the three formats."""
    policies.send_works(by).or_refuse()
    upload = Upload(sort=Upload.Sort.WORKS, file_name=_named(file_name), content=content)
    return _sent(upload, by, at)


@transaction.atomic
def confirm_upload(
    *, upload: Upload, fingerprint: str, choices: Mapping[str, str], by: Actor, at: dt.datetime
) -> Upload:
    """Take in exactly what was looked at; asked twice, it is done once.

    Raises Refused; Stale where the library, or what was looked at, has changed.
    """
    upload = _locked(upload)
    if upload.state in {_State.TAKING, _State.TAKEN} and upload.fingerprint == fingerprint:
        return upload
    policies.confirm_upload(by, upload).or_refuse()
    if upload.fingerprint != fingerprint:
        raise Stale(_("The file was looked through again meanwhile. Read what it would do now."))
    upload.choices = bringing.usable_choices(upload, choices)
    if _is_small(upload):
        _take(upload, by, at)
        return upload
    title = _("Taking in %(file)s") % {"file": upload.file_name}
    upload.state, upload.job = _State.TAKING, jobs.begin(title, by=by, at=at)
    upload.save()
    enqueue("library.take_upload", upload_id=str(upload.pk), job_id=str(upload.job.pk))
    return upload


@transaction.atomic
def look_again(*, upload: Upload, by: Actor, at: dt.datetime) -> Upload:
    """What the file would do as the library stands now. Raises Refused."""
    upload = _locked(upload)
    policies.look_again(by, upload).or_refuse()
    return _sent(upload, by, at)


@transaction.atomic
def put_upload_away(*, upload: Upload, by: Actor, at: dt.datetime) -> Upload:
    """Nothing of the file stays but that it was sent. Raises Refused."""
    upload = _locked(upload)
    policies.put_upload_away(by, upload).or_refuse()
    _close(upload, _State.AWAY, "")
    return upload


def forget_uploads(*, at: dt.datetime) -> int:
    """Put away what has waited for longer than a week; how many. The clock asks for it."""
    old = Upload.objects.exclude(state__in=Upload.OVER).filter(sent_at__lt=at - KEPT_FOR)
    return old.update(state=_State.AWAY, content=b"", found={}, fingerprint="")


def look_through(*, upload_id: UUID, job_id: str, at: dt.datetime) -> None:
    """The worker's part: look through a file and keep what it would do."""
    upload = _waiting(upload_id, job_id, _State.SENT)
    if upload is None:
        return
    jobs.report(upload.job_id, step=_("Reading the file"))
    with _Kindly(upload, at):
        _look(upload)
        jobs.finish(
            upload.job_id,
            outcome=_("Read what the file would do."),
            onward_url=_page_of(upload),
            at=at,
        )


def take_upload(*, upload_id: UUID, job_id: str, at: dt.datetime) -> None:
    """The worker's part: take the file in, all of it or nothing."""
    upload = _waiting(upload_id, job_id, _State.TAKING)
    if upload is None:
        return
    jobs.report(upload.job_id, step=_("Taking it in, all or nothing"))
    with _Kindly(upload, at):
        by = actor_for(upload.sent_by, on=day_of(at))
        with transaction.atomic():
            found = _locked(upload)
            if found.state == _State.TAKING:
                _take(found, by, at)
        jobs.finish(upload.job_id, outcome=found.outcome, onward_url=_page_of(upload), at=at)


def _waiting(upload_id: UUID, job_id: str, state: str) -> Upload | None:
    """The file, where it still waits for this job; it goes with whoever sent it."""
    rows = Upload.objects.select_related("sent_by", "shelf")
    return rows.filter(pk=upload_id, job_id=job_id, state=state).first()


def _sent(upload: Upload, by: Actor, at: dt.datetime) -> Upload:
    upload.sent_by, upload.sent_at = by.person, at
    upload.found, upload.fingerprint, upload.outcome = {}, "", ""
    if _is_small(upload):
        _look(upload)
        return upload
    title = _("Reading %(file)s") % {"file": upload.file_name}
    upload.state, upload.job = _State.SENT, jobs.begin(title, by=by, at=at)
    upload.save()
    enqueue("library.look_through", upload_id=str(upload.pk), job_id=str(upload.job.pk))
    return upload


def _look(upload: Upload) -> None:
    look = bringing.looked_through(upload)
    upload.state, upload.found, upload.fingerprint = _State.READ, look.found, look.fingerprint
    upload.save()


def _take(upload: Upload, by: Actor, at: dt.datetime) -> None:
    outcome = bringing.taken_in(upload, by=by, at=at)
    _close(upload, _State.TAKEN, outcome)


def _close(upload: Upload, state: str, outcome: str) -> None:
    upload.state, upload.outcome = state, outcome
    upload.content, upload.found = b"", {}
    upload.save()


def _is_small(upload: Upload) -> bool:
    return not upload.is_ours and len(upload.content) <= MOST_AT_ONCE


def _named(file_name: str) -> str:
    return one_line(file_name)[:150] or _("a file without a name")


def _page_of(upload: Upload) -> str:
    return reverse("library:upload", args=[upload.pk])


def _locked(upload: Upload) -> Upload:
    rows = Upload.objects.select_for_update(of=("self",))
    return rows.select_related("shelf__organisation", "sent_by", "job").get(pk=upload.pk)


class _Kindly:
    """Whatever goes wrong, nothing is written and the person reads why."""

    def __init__(self, upload: Upload, at: dt.datetime) -> None:
        self._upload, self._at = upload, at

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Exception):  # nothing, or the worker is told to end
            return False
        if isinstance(error, (Unusable, Refused)):
            sentence = str(error)
        elif isinstance(error, IntegrityError):
            sentence = _("The library has changed meanwhile. Look at what the file would do now.")
        else:
            log.error("The upload %s failed", self._upload.pk, exc_info=error)
            sentence = _("Something went wrong on our side. Nothing was changed. Try once more.")
        Upload.objects.filter(pk=self._upload.pk).update(state=_State.FAILED, outcome=sentence)
        jobs.fail(
            self._upload.job_id, outcome=sentence, onward_url=_page_of(self._upload), at=self._at
        )
        return True
