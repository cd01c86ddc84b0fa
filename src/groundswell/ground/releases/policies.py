"""May this person publish, and may this be published now? Who may, the owner of answers says."""

from typing import Any

from django.utils.translation import gettext as _

from groundswell.ground.kernel.decisions import ALLOWED, Decision

from .kinds import FEWEST, Source
from .models import Release, Series


def begin_series(actor: Any, source: Source, subject_id: Any, n_answers: int) -> Decision:
    if not (owner := source.may_publish(actor, subject_id)):
        return owner
    if n_answers:
        return Decision(
            _("What is published is decided before the first answer, and not afterwards.")
        )
    return ALLOWED


def raise_threshold(actor: Any, source: Source, series: Series, k: int) -> Decision:
    if not (owner := source.may_publish(actor, series.subject_id)):
        return owner
    if series.locked_on is not None:
        return Decision(_("People have answered on these terms; they stay as they are."))
    if k < max(series.k, FEWEST):
        return Decision(_("The smallest group can be made larger, never smaller."))
    return ALLOWED


def publish(
    actor: Any, source: Source, series: Series, last: Release | None, n_answers: int
) -> Decision:
    if not (owner := source.may_publish(actor, series.subject_id)):
        return owner
    if n_answers - (last.n_known if last else 0) < series.k:
        return Decision(_too_few(series.k, is_first=last is None))
    return ALLOWED


def order_release(
    actor: Any, source: Source, series: Series, last: Release | None, n_answers: int
) -> Decision:
    return publish(actor, source, series, last, n_answers)


def order_answers(release: Release) -> Decision:
    return ask(release)


def ask(release: Release) -> Decision:
    """Whoever may read a release may ask more of it: what may be told, the ledger decides."""
    if not release.is_current:
        return Decision(_("A newer release has taken its place. Ask there."))
    return ALLOWED


def _too_few(k: int, *, is_first: bool) -> str:
    """The same sentence whether one answer is missing or all of them."""
    if is_first:
        sentence = _(
            "Nothing is published yet: fewer than %(k)s people have answered. How many have, we"
            " don’t say."
        )
    else:
        sentence = _(
            "Nothing new is published yet: fewer than %(k)s people have answered since the last"
            " time. How many have, we don’t say."
        )
    return sentence % {"k": k}
