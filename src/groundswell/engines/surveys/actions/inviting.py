"""Invitations and reminders: mails whose link is made while they are sent, and kept nowhere."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots import queries as boxes
from groundswell.ground.ballots.kinds import Invitee, Mode
from groundswell.ground.ballots.models import Invitation
from groundswell.ground.kernel import audit, jobs
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.tasks import enqueue
from groundswell.ground.messages import actions as messages
from groundswell.ground.messages.kinds import LATE, Letter
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..answering.fielded import frame_language
from ..audience import audience_of
from ..definition.reading import from_json
from ..grouping import unit_to_group
from ..kinds import LANGUAGES, State
from ..models import Reminder, Survey
from .locking import box_of, details_of, locked

LINK = "surveys.link"  # the late part of these mails
_AT_ONCE = 500  # letters in one transaction


def open_due(*, at: dt.datetime) -> int:
    """Send the invitations of surveys whose first day it is. Twice on a day changes nothing."""
    due = Survey.objects.filter(state=State.FIELD, opens_on=day_of(at))
    for survey in due:
        with transaction.atomic():
            enqueue("surveys.send_invitations", survey_id=str(survey.pk))
    return len(due)


@transaction.atomic
def give_invitations(*, survey: Survey, at: dt.datetime) -> int:
    """Give everybody of the audience the right to answer once. Who has it keeps it."""
    survey = locked(survey)
    if survey.state != State.FIELD:
        return 0
    asked = audience_of(survey, day_of(at))
    codes = {group.team_id or group.organisation_id: group.code for group in survey.groups.all()}
    placed = unit_to_group(asked.groups(survey.k)).items()
    counted = {unit: codes.get(group, "") for unit, group in placed}
    box_id = survey.box_id or survey.pk
    invitees = (
        Invitee(one.person_id, one.address, one.phone, counted.get(one.unit or box_id, ""))
        for one in asked.asked
    )
    box = box_of(survey)
    return ballots.invite(box=box, invitees=invitees, by=SYSTEM, at=at)


def send_invitations(*, survey: Survey, job_id: UUID | None = None, at: dt.datetime) -> int:
    """Invite whoever is asked, and write to each once. Returns how many letters there are."""
    give_invitations(survey=survey, at=at)
    rows = box_of(survey).invitations.filter(withdrawn_on=None).order_by("pk")
    return _write_to(survey, rows, "invited", job_id, at)


@transaction.atomic
def remind(*, survey: Survey, by: Actor, at: dt.datetime) -> Reminder:
    """Remind those who had no slip by yesterday. Nobody is told who they are, and the count is
    rounded. Raises Refused where the last reminder is too fresh."""
    survey = locked(survey)
    last = survey.reminders.order_by("sent_on").last()
    last_on = last.sent_on if last else None
    policies.remind(by, survey, day_of(at), last_on=last_on).or_refuse()
    n = boxes.to_remind(box_of(survey), at).count()
    reminder = Reminder.objects.create(survey=survey, sent_on=day_of(at), n_about=round(n, -1))
    audit.record("survey.reminded", **details_of(survey, by=by, at=at))
    enqueue("surveys.send_reminders", survey_id=str(survey.pk))
    return reminder


def send_reminders(*, survey: Survey, at: dt.datetime) -> int:
    """Write once a day to those who had no slip by yesterday."""
    if survey.state != State.FIELD:
        return 0
    rows = boxes.to_remind(box_of(survey), at)
    return _write_to(survey, rows, f"reminded:{day_of(at)}", None, at)


def link_words(late_key: str, *, at: dt.datetime) -> str | None:
    """The address that a mail leaves with; None where nobody needs it any more."""
    invitation = boxes.invitation(UUID(late_key))
    if invitation is None or invitation.path:
        return None
    try:
        token = ballots.make_link(invitation=invitation, at=at)
    except Refused:
        return None
    return f"{settings.PUBLIC_URL}{reverse('answering:personal', args=[token])}"


def _write_to(
    survey: Survey,
    rows: QuerySet[Invitation],
    event: str,
    job_id: UUID | None,
    at: dt.datetime,
) -> int:
    """A letter for each invitation, once for the event; in parts, so that a bar can be watched."""
    subject, body = _letter(survey, is_reminder=event != "invited")
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        some = Invitation.objects.filter(pk__in=ids[start : start + _AT_ONCE])
        letters = [
            Letter(
                address=one.address or (one.person.email if one.person else ""),
                subject=subject,
                body=body,
                key=f"survey:{event}:{one.pk}",
                late=LINK,
                late_key=str(one.pk),
            )
            for one in some.select_related("person")
            if one.address or one.person
        ]
        messages.post_letters(letters=letters, at=at)
        jobs.report(
            job_id, step=_("Writing invitations"), n_done=start + len(letters), n_total=len(ids)
        )
    return len(ids)


def _letter(survey: Survey, *, is_reminder: bool) -> tuple[str, str]:
    """Subject and body: in each language that the survey and our own sentences both have."""
    spoken = [one for one in from_json(survey.definition).languages if one in LANGUAGES]
    parts = [_in_language(survey, one, is_reminder) for one in spoken or ["en-gb"]]
    subject = " / ".join(dict.fromkeys(subject for subject, _body in parts))
    return subject, f"\n\n{'-' * 20}\n\n".join(body for _subject, body in parts)


def _in_language(survey: Survey, language: str, is_reminder: bool) -> tuple[str, str]:
    with translation.override(frame_language(language)):
        told = {
            "title": survey.title,
            "who": survey.organisation.name,
            "minutes": words.count(survey.minutes, "minute", "minutes"),
            "day": words.day(survey.closes_on) if survey.closes_on else "",
            "k": survey.k,
        }
        lines = [
            _("%(who)s asks you to answer “%(title)s”. It takes about %(minutes)s.") % told,
            survey.purpose,
            _("This link is yours alone:") + f"\n{LATE}",
            _("Before you answer, the page says what is kept and who can see what.")
            + " "
            + _promise(survey),
            _("You can answer until %(day)s.") % told,
        ]
        if is_reminder:
            lines.insert(
                0,
                _(
                    "A reminder: by yesterday your link had not been used. Nobody is told who gets"
                    " this."
                ),
            )
        subject = _("“%(title)s”: please answer by %(day)s") % told
        return subject, "\n\n".join(filter(None, lines))


def _promise(survey: Survey) -> str:
    if survey.mode == Mode.ANONYMOUS:
        return _("Nobody can link your answers to you.")
    return ""
