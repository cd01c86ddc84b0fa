"""May this person take this step with this file, now?"""

from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from .importers import Importer, Place, importers
from .models import ImportRun

State = ImportRun.State
_AT_REST = (State.UPLOADED, State.MAPPED, State.CHECKED, State.FAILED)


def start_run(actor: Any, importer: Importer, place: Place) -> Decision:
    return importer.may(actor, place)


def see_run(actor: Any, run: ImportRun) -> Decision:
    """Only who started it, and only while they may bring such a file in there."""
    if run.started_by_id != actor.id:
        return Decision(_("Only the person who brought a file in can see it."))
    importer = importers.get(run.importer)
    if importer is None:
        return Decision(_("This kind of file can no longer be brought in."))
    return importer.may(actor, Place(run.organisation_id, run.about_id))


def map_columns(actor: Any, run: ImportRun) -> Decision:
    return _step(actor, run)


def choose_options(actor: Any, run: ImportRun) -> Decision:
    return _step(actor, run)


def check_run(actor: Any, run: ImportRun) -> Decision:
    if not (decision := _step(actor, run)):
        return decision
    if run.state == State.UPLOADED:
        return Decision(_("Say first which column holds what."))
    return ALLOWED


def confirm_run(actor: Any, run: ImportRun) -> Decision:
    if not (decision := _step(actor, run)):
        return decision
    if run.state != State.CHECKED:
        return Decision(_("The file has to be checked first."))
    if run.n_faults:
        return Decision(_("A file with faults can’t be brought in. Put them right first."))
    if not run.preview.get("n_writes"):
        return Decision(_("The file changes nothing, so there is nothing to bring in."))
    return ALLOWED


def abandon_run(actor: Any, run: ImportRun) -> Decision:
    """Allowed while work runs too: a worker that died must not keep a file for ever."""
    if not (decision := see_run(actor, run)):
        return decision
    if run.state == State.APPLIED:
        return Decision(_("This file has been brought in already."))
    return ALLOWED


def _step(actor: Any, run: ImportRun) -> Decision:
    """What every step asks: who, then whether the run is at rest and not over."""
    if not (decision := see_run(actor, run)):
        return decision
    if run.is_over:
        return Decision(_("This file has been brought in or put away. Start with it anew."))
    if run.state not in _AT_REST:
        return Decision(_("We are still at work on this file. Wait a moment."))
    return ALLOWED
