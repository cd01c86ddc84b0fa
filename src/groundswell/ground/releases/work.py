"""What the worker does: publishes for the person who ordered it, and ends the job in words."""

import datetime as dt
import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.ground.kernel import jobs
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.models import Person
from groundswell.ground.people.standing import actor_for

from . import actions
from .menus import menu_from
from .models import Release, Series

log = logging.getLogger(__name__)


def publish(
    *,
    series_id: str,
    marker: int,
    menu: Mapping[str, Any],
    by_id: str,
    job_id: str,
    onward_url: str,
    at: dt.datetime,
) -> None:
    """Publish as ordered. Done twice, the second time finds nothing new and changes nothing."""
    job = UUID(job_id)
    with _failing_kindly(job, onward_url, at):
        series = Series.objects.get(pk=series_id)
        person = Person.objects.get(pk=by_id)
        if not person.is_active:
            raise Refused(_("The account of %(name)s has ended.") % {"name": person})
        actions.publish(
            series=series,
            marker=marker,
            menu=menu_from(menu),
            by=actor_for(person, on=day_of(at)),
            at=at,
            job_id=job,
        )
        jobs.finish(job, outcome=_("The results are published."), onward_url=onward_url, at=at)


def ask(
    *, release_id: str, menu: Mapping[str, Any], job_id: str, onward_url: str, at: dt.datetime
) -> None:
    """Have further questions answered, as ordered. Done twice, the second time changes nothing."""
    job = UUID(job_id)
    with _failing_kindly(job, onward_url, at):
        release = Release.objects.select_related("series").get(pk=release_id)
        actions.ask(release=release, menu=menu_from(menu), at=at)
        jobs.finish(job, outcome=_("The numbers are there."), onward_url=onward_url, at=at)


@contextmanager
def _failing_kindly(job_id: UUID, onward_url: str, at: dt.datetime) -> Iterator[None]:
    """Whatever goes wrong, the job ends with a sentence; it never tells of a number."""
    try:
        yield
    except (Unusable, Refused) as told:
        jobs.fail(job_id, outcome=str(told), onward_url=onward_url, at=at)
    except Exception as error:  # its words may name a number, and stay out of the log
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("A release could not be made: %s\n%s", type(error).__name__, where)
        sentence = _("Something went wrong on our side, and nothing was published. Try once more.")
        jobs.fail(job_id, outcome=sentence, onward_url=onward_url, at=at)
