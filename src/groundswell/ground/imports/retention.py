"""What is kept of a file, and until when."""

import datetime as dt

from .models import ImportRun

KEPT_FOR = dt.timedelta(days=7)  # of a file that nobody applied


def forget_check(run: ImportRun) -> None:
    """What an earlier check found no longer holds. Saving is the caller's."""
    run.preview, run.faults, run.full_list = {}, [], None
    run.n_faults, run.fingerprint, run.outcome = 0, "", ""


def close(run: ImportRun, state: str) -> None:
    """The run is over: the file goes, and every line read from it; counts stay.

    Saving is the caller's.
    """
    run.state = state
    run.content = run.full_list = None
    run.samples, run.faults = [], []
    heaps = run.preview.get("heaps", [])
    run.preview = run.preview | {"heaps": [heap | {"lines": []} for heap in heaps], "notes": []}


def forget_old_files(*, at: dt.datetime) -> int:
    """Put away what has waited for longer than `KEPT_FOR`; how many were put away."""
    n_put_away = 0
    waiting = ImportRun.objects.exclude(state__in=ImportRun.OVER).defer("content", "full_list")
    for run in waiting.filter(created_at__lt=at - KEPT_FOR):
        close(run, ImportRun.State.ABANDONED)
        run.save()
        n_put_away += 1
    return n_put_away
