"""Results are made, and told: to those who keep the survey, and to everyone asked on one day."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.locking import held
from groundswell.ground.kernel.models import Job
from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.messages import actions as messages
from groundswell.ground.messages.kinds import Letter
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases import actions as releases
from groundswell.ground.releases import queries as released

from .. import policies
from ..definition import from_json
from ..kinds import Circle, State, Told
from ..models import Survey, Telling
from ..results import readers
from ..results.groups import groups_of, units_shown
from ..results.letters import letter_of, steps_in_words, text_of
from ..results.menu import menu_of
from ..results.peers import peers_of
from ..results.source import KIND, newest_batch


@transaction.atomic
def publish_results(*, survey: Survey, by: Actor, at: dt.datetime) -> Job:
    """Have the numbers made that may be shown, by a job. Nobody is told yet.

    Raises
    ------
    Refused
        If the actor does not keep the survey, or fewer than k answers are new.
    Unusable
        If nothing has been opened yet.
    """
    policies.publish_results(by, survey).or_refuse()
    series = released.series_of(KIND, survey.pk)
    marker = newest_batch(survey.pk)
    if series is None or marker is None:
        raise Unusable(_("No answers have been opened yet. That happens when the survey closes."))
    units = units_shown(groups_of(survey.groups.all()))
    return releases.order_release(
        series=series,
        marker=marker,
        menu=menu_of(from_json(survey.definition), units),
        title=_("Results of %(survey)s") % {"survey": survey.title},
        onward_url=reverse("surveys:results", args=[survey.pk]),
        by=by,
        at=at,
    )


@transaction.atomic
def tell_results(*, survey: Survey, circle: str, by: Actor, at: dt.datetime) -> Telling:
    """Let a circle of readers read the newest release, and tell them so. Once for each release.

    Everyone who was asked reads the same page as those who keep the survey.

    Raises Refused.
    """
    survey = held(Survey.objects.select_related("keeper", "organisation"), survey.pk)
    release = released.current_release(KIND, survey.pk)
    policies.tell_results(by, survey, has_release=release is not None).or_refuse()
    assert release is not None
    telling, is_new = Telling.objects.get_or_create(
        survey=survey,
        release_id=release.pk,
        circle=Circle(circle),
        defaults={
            "told_at": at,
            "told_by_id": by.id,
            "peers": peers_of(survey, from_json(survey.definition)),
        },
    )
    if is_new:
        _report(survey, telling, by, at)
    return telling


def _report(survey: Survey, telling: Telling, by: Actor, at: dt.datetime) -> None:
    if telling.circle == Circle.ASKED and survey.state != State.REPORTED:
        survey.state, survey.changed_at = State.REPORTED, at
        survey.save(update_fields=["state", "changed_at"])
    audit.record(
        "survey.results_told",
        about=survey,
        by=by,
        at=at,
        organisation_id=survey.organisation_id,
        circle=str(Circle(telling.circle).label),
    )
    enqueue("surveys.tell_readers", telling_id=str(telling.pk))


def telling_key(telling_id: UUID) -> str:
    """Under which nobody is told of the same release twice."""
    return f"survey-results:{telling_id}"


def tell_readers(*, telling: Telling, at: dt.datetime) -> int:
    """Write to everybody of the circle that the results are out, with what will happen next.

    Those who were asked at an address and have no account cannot open the page: their letter says
    what stands out. Where only a phone number is known, a text message says where to look. Returns
    how many were told now.
    """
    survey = telling.survey
    asked = telling.circle == Circle.ASKED
    people = set(readers.people_asked(survey)) if asked else readers.people_keeping(survey)
    n = messages.tell(
        person_ids=people,
        kind=Told.RESULTS,
        subject=_subject(survey),
        body=_body(survey, asked=asked),
        url=reverse("surveys:results", args=[survey.pk]),
        key=telling_key(telling.pk),
        at=at,
    )
    return n + _write_to_addresses(telling, at) if asked else n


def _write_to_addresses(telling: Telling, at: dt.datetime) -> int:
    survey = telling.survey
    asked, phones = list(readers.addresses_asked(survey)), list(readers.phones_asked(survey))
    body = letter_of(survey, telling.release_id) if asked else ""
    text = text_of(survey) if phones else ""
    written = [*((pk, to, body) for pk, to in asked), *((pk, to, text) for pk, to in phones)]
    messages.post_letters(
        letters=[
            Letter(to, _subject(survey), said, f"{telling_key(telling.pk)}:{pk}")
            for pk, to, said in written
        ],
        at=at,
    )
    return len(written)


def _subject(survey: Survey) -> str:
    return _("Results: %(survey)s") % {"survey": survey.title}


def _body(survey: Survey, *, asked: bool) -> str:
    """What is read in the inbox: that results are out, and the steps that were promised."""
    first = _("What people said is on the results page.")
    if asked:
        first = _(
            "What you and others said is on the results page. Everyone who was asked reads it"
            " today."
        )
    return "\n\n".join(filter(None, [first, steps_in_words(survey)]))
