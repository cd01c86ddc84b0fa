"""Every step that a person takes with a file. The work between two steps is in `work`."""

import datetime as dt
from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.kernel.tasks import enqueue

from . import policies, retention
from .cells import as_text, shortened
from .guessing import guess_columns
from .importers import Importer, Place, fields_of, importers, place_of
from .models import ImportRun
from .reading import read
from .tables import Table

State = ImportRun.State
N_SAMPLES = 3


@transaction.atomic
def start_run(
    *, importer: Importer, place: Place, file_name: str, content: bytes, by: Any, at: dt.datetime
) -> ImportRun:
    """Take a file in and guess its columns. Raises Refused; Unusable where it cannot be read."""
    policies.start_run(by, importer, place).or_refuse()
    retention.forget_old_files(at=at)
    try:
        table = read(content, file_name).table
    except Unusable as unusable:
        raise Unusable(str(unusable), field="file") from None
    return ImportRun.objects.create(
        importer=importer.code,
        organisation_id=place.organisation_id,
        about_id=place.about_id,
        started_by=by.person,
        file_name=shortened(as_text(file_name), most=150) or _("a file without a name"),
        content=content,
        n_rows=len(table.rows),
        note=table.note,
        headings=table.headings,
        samples=_samples(table),
        mapping=guess_columns(fields_of(importer, place), table.headings),
        created_at=at,
    )


@transaction.atomic
def map_columns(
    *, run: ImportRun, mapping: Mapping[str, int], by: Any, at: dt.datetime
) -> ImportRun:
    """Say which column holds which field; a check made before is forgotten.

    Raises Refused; Unusable where a needed field has no column or a column is chosen twice.
    """
    run = _locked(run)
    policies.map_columns(by, run).or_refuse()
    _check_mapping(run, mapping)
    run.mapping, run.state = dict(mapping), State.MAPPED
    retention.forget_check(run)
    run.save()
    return run


@transaction.atomic
def choose_options(
    *, run: ImportRun, options: Mapping[str, Any], by: Any, at: dt.datetime
) -> ImportRun:
    """Keep what was chosen (plain JSON values), and forget any check made. Raises Refused."""
    run = _locked(run)
    policies.choose_options(by, run).or_refuse()
    run.options = dict(options)
    if run.state != State.UPLOADED:
        run.state = State.MAPPED
    retention.forget_check(run)
    run.save()
    return run


@transaction.atomic
def check_run(*, run: ImportRun, by: Any, at: dt.datetime) -> ImportRun:
    """Have the worker find out what the file would do. Raises Refused."""
    run = _locked(run)
    policies.check_run(by, run).or_refuse()
    title = _("Checking %(file)s") % {"file": run.file_name}
    run.state, run.job = State.CHECKING, jobs.begin(title, by=by, at=at)
    run.outcome = ""
    run.save()
    enqueue("imports.check", run_id=str(run.pk), job_id=str(run.job.pk))
    return run


@transaction.atomic
def confirm_run(*, run: ImportRun, fingerprint: str, by: Any, at: dt.datetime) -> ImportRun:
    """Have the worker apply exactly what the person has read. Asked twice, it is done once.

    Raises Refused; Stale where the dry run is no longer the one with this fingerprint.
    """
    run = _locked(run)
    is_mine = bool(policies.see_run(by, run))
    if is_mine and run.state in {State.APPLYING, State.APPLIED} and run.fingerprint == fingerprint:
        return run
    policies.confirm_run(by, run).or_refuse()
    if run.fingerprint != fingerprint:
        raise Stale(_("The file was checked again meanwhile. Read what it would do now."))
    title = _("Bringing in %(file)s") % {"file": run.file_name}
    run.state, run.job = State.APPLYING, jobs.begin(title, by=by, at=at)
    run.save()
    enqueue("imports.apply", run_id=str(run.pk), job_id=str(run.job.pk))
    return run


def abandon_run(*, run: ImportRun, by: Any, at: dt.datetime) -> ImportRun:
    """Put the file away; nothing of it stays. Raises Refused; Unusable while it is being saved."""
    try:
        with transaction.atomic():
            run = _locked(run, wait=False)
            policies.abandon_run(by, run).or_refuse()
            retention.close(run, State.ABANDONED)
            run.save()
    except OperationalError:
        raise Unusable(
            _("The file is being saved just now, so it can’t be put away any more.")
        ) from None
    return run


def _check_mapping(run: ImportRun, mapping: Mapping[str, int]) -> None:
    """Raise Unusable at the first field whose column is missing, unknown or taken."""
    chosen: dict[int, str] = {}
    for field in fields_of(importers[run.importer], place_of(run)):
        place = mapping.get(field.code)
        if place is None:
            if field.required:
                sentence = _("Choose the column that holds “%(field)s”.")
                raise Unusable(sentence % {"field": field.label}, field=field.code)
            continue
        if not 0 <= place < len(run.headings):
            raise Unusable(_("Choose one of the columns of the file."), field=field.code)
        if place in chosen:
            sentence = _("“%(column)s” is chosen for “%(other)s” already.")
            values = {"column": run.headings[place], "other": chosen[place]}
            raise Unusable(sentence % values, field=field.code)
        chosen[place] = str(field.label)


def _samples(table: Table) -> list[list[str]]:
    """The first three values of each column that are there, shortened."""
    samples = []
    for place in range(len(table.headings)):
        filled = (row[place] for row in table.rows[:1_000] if row[place] is not None)
        samples.append([shortened(as_text(c), most=40) for c in islice(filled, N_SAMPLES)])
    return samples


def _locked(run: ImportRun, *, wait: bool = True) -> ImportRun:
    nowait = not wait and connection.features.has_select_for_update_nowait
    rows = ImportRun.objects.select_for_update(of=("self",), nowait=nowait)
    return rows.select_related("job").get(pk=run.pk)
