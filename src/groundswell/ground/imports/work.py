"""What the worker does with a file between two steps of its person: the check, and the saving."""

import datetime as dt
import gzip
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit, jobs
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Fault, Stale, Unusable
from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.web import words

from . import policies, retention
from .importers import Check, Heap, Importer, Outcome, Place, RunContext, actor_loaders, importers
from .models import ImportRun
from .reading import read
from .records import Records

State = ImportRun.State
N_LINES = 50  # of each heap on the page; the download has all
MOST_FAULTS = 500  # kept
A_MOMENT = 0.4  # seconds between two reports of progress
log = logging.getLogger(__name__)


def carry_out_check(*, run_id: str, job_id: str, at: dt.datetime) -> None:
    """Find out what the file would do and keep it for the dry-run page. Writes nothing else."""
    run = _run(run_id)
    if not _is_awaited(run, job_id, State.CHECKING):
        return
    with _failing_kindly(run, job_id, at):
        report = _Reporter(job_id)
        report(_("Reading the file"))
        importer, context = _called_for(run, at)
        records, faults = _records(run)
        check = importer.check(records, context, report)
        _keep(run, job_id, check, (*faults, *check.faults), at)


def carry_out_apply(*, run_id: str, job_id: str, at: dt.datetime) -> None:
    """Do what the file says in one transaction, all of it or nothing."""
    run = _run(run_id)
    if not _is_awaited(run, job_id, State.APPLYING):
        return
    with _failing_kindly(run, job_id, at):
        rows = words.count(run.n_rows, "row", "rows")
        jobs.report(run.job_id, step=_("Saving %(rows)s, all or none") % {"rows": rows})
        importer, context = _called_for(run, at)
        records, faults = _records(run)
        with transaction.atomic():
            if not _hold(run, job_id):
                return
            check = importer.check(records, context, _in_silence)
            _refuse_another_world(run, check, (*faults, *check.faults))
            outcome = importer.apply(check, records, context, _in_silence)
            _end(run, importer, check, outcome, context)


def _run(run_id: str) -> ImportRun:
    return ImportRun.objects.select_related("started_by").get(pk=run_id)


def _is_awaited(run: ImportRun, job_id: str, state: str) -> bool:
    """Whether this task is still wanted: it may be delivered twice, or the file was put away."""
    return run.state == state and str(run.job_id) == job_id


def _called_for(run: ImportRun, at: dt.datetime) -> tuple[Importer, RunContext]:
    """The importer and what it is told. Raises Refused where the person may no longer do this."""
    person = run.started_by
    if not person.is_active:
        raise Refused(_("The account of %(name)s has ended.") % {"name": person})
    actor = actor_loaders["person"](person, on=day_of(at))
    policies.see_run(actor, run).or_refuse()
    place = Place(run.organisation_id, run.about_id)
    context = RunContext(actor, place, at, run.options, run.file_name)
    return importers[run.importer], context


def _records(run: ImportRun) -> tuple[Records, tuple[Fault, ...]]:
    if run.content is None:  # put away between two looks
        raise Unusable(_("This file has been put away. Start with it anew."))
    reading = read(bytes(run.content), run.file_name)
    return Records(reading.table, run.mapping), reading.faults


@contextmanager
def _failing_kindly(run: ImportRun, job_id: str, at: dt.datetime) -> Iterator[None]:
    """Whatever goes wrong, nothing is written and the person reads why."""
    try:
        yield
    except (Unusable, Refused) as told:
        _fail(run, job_id, str(told), at)
    except IntegrityError:
        _fail(run, job_id, _changed_meanwhile(), at)
    except Exception:
        log.exception("The import %s failed", run.pk)
        sentence = _("Something went wrong on our side. Nothing was changed. Try once more.")
        _fail(run, job_id, sentence, at)


def _fail(run: ImportRun, job_id: str, sentence: str, at: dt.datetime) -> None:
    with transaction.atomic():
        ImportRun.objects.filter(
            pk=run.pk, job_id=job_id, state__in=[State.CHECKING, State.APPLYING]
        ).update(state=State.FAILED, outcome=sentence)
        jobs.fail(run.job_id, outcome=sentence, onward_url=_address(run), at=at)
        _tell(run, _("%(file)s could not be brought in"), sentence, at)


def _keep(
    run: ImportRun, job_id: str, check: Check, faults: tuple[Fault, ...], at: dt.datetime
) -> None:
    """Store what the check found, unless the file was put away or checked again meanwhile."""
    told = sorted(faults, key=lambda fault: fault.row)[:MOST_FAULTS]
    found = {
        "state": State.CHECKED,
        "preview": {
            "notes": list(check.notes),
            "n_writes": check.n_writes,
            "heaps": [_first_lines(heap) for heap in check.heaps],
        },
        "full_list": _packed(check.heaps),
        "faults": [asdict(fault) for fault in told],
        "n_faults": len(faults),
        "fingerprint": check.fingerprint,
    }
    with transaction.atomic():
        ImportRun.objects.filter(pk=run.pk, job_id=job_id, state=State.CHECKING).update(**found)
        jobs.finish(run.job_id, outcome=_found(check, faults), onward_url=_address(run), at=at)


def _found(check: Check, faults: tuple[Fault, ...]) -> str:
    if faults:
        return _("The file has %(faults)s. Nothing was changed.") % {
            "faults": words.count(len(faults), "fault", "faults")
        }
    if not check.n_writes:
        return _("The file would change nothing.")
    return _("The file has no faults. Read what it would do, then bring it in.")


def _first_lines(heap: Heap) -> dict[str, Any]:
    return {
        "code": heap.code,
        "label": str(heap.label),
        "n": heap.n,
        "headings": [str(h) for h in heap.headings],
        "lines": heap.lines[:N_LINES],
    }


def _packed(heaps: tuple[Heap, ...]) -> bytes:
    lists = {h.code: {"headings": [str(x) for x in h.headings], "lines": h.lines} for h in heaps}
    return gzip.compress(json.dumps(lists).encode(), compresslevel=3)


def unpacked(full_list: bytes) -> dict[str, Any]:
    """Every line of every heap by its code, as `_keep` stored them."""
    return json.loads(gzip.decompress(bytes(full_list)))


def _hold(run: ImportRun, job_id: str) -> bool:
    """Have files of one kind and place saved one by one; whether this one is wanted still."""
    rivals = ImportRun.objects.filter(
        importer=run.importer, organisation_id=run.organisation_id, state=State.APPLYING
    )
    held = list(rivals.select_for_update().order_by("pk").values_list("pk", "job_id"))
    return any(pk == run.pk and str(job) == job_id for pk, job in held)


def _refuse_another_world(run: ImportRun, check: Check, faults: tuple[Fault, ...]) -> None:
    """Raise Stale where the file would now do something else than the person agreed to."""
    if faults or check.fingerprint != run.fingerprint:
        raise Stale(_changed_meanwhile())


def _changed_meanwhile() -> str:
    return _(
        "Somebody changed what this file is about after it was checked. "
        "Nothing of it was brought in. Check it again and read what it would do now."
    )


def _end(
    run: ImportRun, importer: Importer, check: Check, outcome: Outcome, context: RunContext
) -> None:
    audit.record(
        "import.applied",
        about=run,
        by=context.actor,
        at=context.at,
        organisation_id=run.organisation_id,
        what=str(importer.title),
        counts=counts_of(check.heaps),
    )
    retention.close(run, State.APPLIED)
    run.outcome, run.onward_url, run.applied_at = outcome.sentence, outcome.onward_url, context.at
    run.save()
    jobs.finish(run.job_id, outcome=outcome.sentence, onward_url=_address(run), at=context.at)
    _tell(run, _("%(file)s is in"), outcome.sentence, context.at)


def _tell(run: ImportRun, subject: str, outcome: str, at: dt.datetime) -> None:
    """Who gave us the file may have gone to other work meanwhile."""
    enqueue(
        "messages.tell",
        person_ids=[str(run.started_by_id)],
        kind="imports.finished",
        subject=subject % {"file": run.file_name},
        body=outcome,
        url=_address(run),
        key=f"import:{run.job_id}",
        told_at=at.isoformat(),
    )


def counts_of(heaps: tuple[Heap, ...]) -> str:
    """ "People to add: 12, people who move: 3"; heaps with nothing in them are left out."""
    return ", ".join(f"{heap.label}: {heap.n:,}" for heap in heaps if heap.n and heap.writes)


def _address(run: ImportRun) -> str:
    return reverse("imports:run", args=[run.pk])


def _in_silence(step: str, n_done: int = 0, n_total: int = 0) -> None:
    """Progress inside the transaction: nobody could see it."""


class _Reporter:
    """Passes progress on to the job, but only now and then: each report is a write."""

    def __init__(self, job_id: str) -> None:
        self._job_id = job_id
        self._step, self._next = "", 0.0

    def __call__(self, step: str, n_done: int = 0, n_total: int = 0) -> None:
        now = time.monotonic()
        if step == self._step and now < self._next:
            return
        self._step, self._next = step, now + A_MOMENT
        jobs.report(self._job_id, step=step, n_done=n_done, n_total=n_total)  # type: ignore[arg-type]
