"""What somebody who keeps a survey can do with its results, and what keeps them from it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.imports.importers import start_url
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people.actors import Actor
from groundswell.ground.releases.models import Release
from groundswell.ground.web import words

from ... import policies
from ...kinds import Circle
from ...models import Survey, Telling
from ...results.source import newest_batch
from .moderation import n_waiting


@dataclass(frozen=True, slots=True)
class Keeping:
    may_publish: Decision
    has_new: bool  # answers that no release counts yet
    publish_url: str
    may_tell: Decision
    tell_url: str
    told: str  # who reads it since when
    is_told_to_asked: bool
    may_tell_workers: bool  # the people of a piece of work may read it before all others
    moderation: str
    moderation_url: str
    may_write: Decision
    write_url: str
    may_bring_in: Decision
    bring_in_url: str


def keeping_of(actor: Actor, survey: Survey, release: Release | None) -> Keeping:
    tellings = list(Telling.objects.filter(survey=survey, release_id=release.pk)) if release else []
    circles = {one.circle for one in tellings}
    waiting = n_waiting(survey)
    pk = survey.pk
    return Keeping(
        may_publish=policies.publish_results(actor, survey),
        has_new=release is None or (newest_batch(pk) or 0) > release.marker,
        publish_url=reverse("surveys:publish", args=[pk]),
        may_tell=policies.tell_results(actor, survey, has_release=release is not None),
        tell_url=reverse("surveys:tell", args=[pk]),
        told=_told(tellings),
        is_told_to_asked=Circle.ASKED in circles,
        may_tell_workers=survey.programme_id is not None and Circle.KEEPERS not in circles,
        moderation=_moderation(waiting),
        moderation_url=reverse("surveys:moderation", args=[pk]),
        may_write=policies.write_outcome(actor, survey),
        write_url=reverse("surveys:write_outcome", args=[pk]),
        may_bring_in=policies.bring_in_answers(actor, survey),
        bring_in_url=start_url("answers", about_id=pk),
    )


def _told(tellings: list[Telling]) -> str:
    if not tellings:
        return _("Nobody but those who keep the survey reads this yet.")
    parts = [
        _("%(who)s: since %(day)s")
        % {"who": Circle(one.circle).label, "day": words.day(day_of(one.told_at))}
        for one in tellings
    ]
    return ". ".join(parts) + "."


def _moderation(waiting: int) -> str:
    if not waiting:
        return _("Every comment has been read.")
    return ngettext(
        "%(n)s comment waits to be read. It is not shown before.",
        "%(n)s comments wait to be read. They are not shown before.",
        waiting,
    ) % {"n": f"{waiting:,}"}
