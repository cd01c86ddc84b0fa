"""What a line manager sees who opens the link: the question, or what became of it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people import queries as people
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web import words
from groundswell.ground.web.forms import Form

from .. import policies
from ..clock import clock_of
from ..kinds import Milestone
from ..models import Challenge, Release
from ..naming import role_label


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """Without a form it says one thing, and asks for nothing."""

    title: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    form: Form | None = None
    url: str = ""


def release_page(release: Release, form: Form, key: str, *, at: dt.datetime) -> ReleasePage:
    """The question as long as it can be answered; else what became of the link, and whom to ask."""
    member, challenge = release.member, release.member.challenge
    told = {
        "name": member.person.name,
        "title": challenge.title,
        "by": release.asked_by.name,
        "place": challenge.organisation.name,
    }
    may = policies.answer_release(release, at)
    if not may:
        title = _("Thank you. Your answer is in.") if release.answered_at else _OVER
        return ReleasePage(
            title=str(title),
            lines=(
                *(_answer(release) if release.answered_at else ()),
                may.reason,
                _("If anything has changed, write to %(by)s of %(place)s.") % told,
            ),
        )
    return ReleasePage(
        title=_("Can %(name)s join a 100-day challenge?") % told,
        lines=(
            _("%(by)s of %(place)s asks you, as the manager of %(name)s.") % told,
            _("Your answer goes to the team. You need no account, and you can answer once."),
        ),
        facts=tuple(_facts(release, challenge)),
        form=form,
        url=reverse("challenges:release", args=[key]),
    )


_OVER = gettext_lazy("This link no longer works")


def _answer(release: Release) -> tuple[str, ...]:
    told = {"name": release.member.person.name, "words": release.words}
    said = (
        _("You released %(name)s for the challenge.")
        if release.is_given
        else _("You did not release %(name)s: “%(words)s”")
    )
    return (said % told,)


def _facts(release: Release, challenge: Challenge) -> list[tuple[str, str]]:
    sponsors = people.holders_of(challenge.pk, RoleCode.SPONSOR)
    facts = [
        (_("Challenge"), challenge.title),
        (_("What it is about"), challenge.problem),
        (_("For whom"), challenge.population),
        (_("Time"), _("About %s hours a week") % f"{release.hours_a_week.normalize():f}"),
        (_("From and until"), _days(challenge)),
        (
            role_label(challenge, RoleCode.SPONSOR),
            words.listed([p.name for p in sponsors]),
        ),
        (_("Answer by"), words.day(day_of(release.expires_at))),
    ]
    return [(name, said) for name, said in facts if said]


def _days(challenge: Challenge) -> str:
    if challenge.day_zero is None:
        return _("A hundred days; the first one is not set yet")
    last = clock_of(challenge.day_zero, on=challenge.day_zero).on_day(Milestone.DAY_100)
    told = {"first": words.day(challenge.day_zero), "last": words.day(last)}
    return _("%(first)s to %(last)s") % told


def unknown_link_page() -> ReleasePage:
    """The same for a link that was mistyped, cut off, or made up."""
    return ReleasePage(
        title=_("We do not know this link"),
        lines=(
            _("Perhaps your mail program cut it off. Copy the whole of it from the mail."),
            _("If that does not help, ask whoever wrote to you for a new one."),
        ),
    )
