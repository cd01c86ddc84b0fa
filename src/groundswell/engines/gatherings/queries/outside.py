"""What people see who have not signed in, and what the organiser sees of them."""

import datetime as dt
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.web import words

from ..kinds import State, label_of
from ..models import Gathering, Registration
from . import times


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Nothing here names a person: neither who organises it nor who comes."""

    title: str
    kind: str
    when: str
    place: str
    about: tuple[str, ...]
    closed: str  # why nobody can register now; empty where they can
    places: str
    form: Form
    url: str


def public_page(gathering: Gathering, form: Form, at: dt.datetime) -> PublicPage:
    return PublicPage(
        title=gathering.title,
        kind=label_of(gathering.kind),
        when=times.span(gathering),
        place=gathering.place,
        about=tuple(gathering.about.split("\n")) if gathering.about else (),
        closed=_closed(gathering, at),
        places=_places(gathering),
        form=form,
        url=reverse("gatherings:public", args=[gathering.pk]),
    )


def _closed(gathering: Gathering, at: dt.datetime) -> str:
    if gathering.state == State.CANCELLED:
        return _("This is cancelled: %(reason)s") % {"reason": gathering.cancel_reason}
    if gathering.state == State.HELD or at >= gathering.starts_at:
        return _("This has begun or is over.")
    if not gathering.registration_open:
        return _("Nobody needs to register, or registration is closed.")
    return ""


def _places(gathering: Gathering) -> str:
    if gathering.capacity is None:
        return ""
    taken = gathering.registrations.filter(cancelled_at=None, is_waiting=False).count()
    free = max(0, gathering.capacity - taken)
    if not free:
        return _("Every place is taken. You can join the waiting list.")
    return ngettext("%(n)s place is left.", "%(n)s places are left.", free) % {"n": free}


@dataclass(frozen=True, slots=True)
class SaidPage:
    """A page that says one thing, and perhaps asks for one press."""

    title: str
    lines: tuple[str, ...]
    button: str = ""
    url: str = ""


def registered_page(gathering: Gathering) -> SaidPage:
    """The same for everybody: only the mail says whether there was a place."""
    return SaidPage(
        title=_("Thank you. Look at your mail."),
        lines=(
            _("We have written to the address you gave, about “%(title)s”.")
            % {"title": gathering.title},
            _("The mail says whether you have a place, and how to give it back."),
        ),
    )


def cancel_page(registration: Registration, token: str) -> SaidPage:
    gathering = registration.gathering
    told = {"title": gathering.title, "when": words.moment(gathering.starts_at)}
    if registration.cancelled_at:
        return SaidPage(
            title=_("You have given your place back"),
            lines=(
                _("You are no longer registered for “%(title)s” on %(when)s. Thank you.") % told,
            ),
        )
    return SaidPage(
        title=_("Give your place back?"),
        lines=(_("You are registered for “%(title)s” on %(when)s.") % told,),
        button=_("Give my place back"),
        url=reverse("gatherings:cancel_registration", args=[token]),
    )


@dataclass(frozen=True, slots=True)
class RegistrationsPage:
    title: str
    crumb: tuple[tuple[str, str], ...]
    lead: str
    rows: tuple[tuple[str, str, str, str], ...]
    file_url: str


def registration_rows(gathering: Gathering) -> tuple[tuple[str, str, str, str], ...]:
    """Who has registered, in their order; those who gave their place back are left out."""
    return tuple(
        (r.name, r.email, words.moment(r.registered_at), _place_of(r))
        for r in gathering.registrations.filter(cancelled_at=None)
    )


def _place_of(registration: Registration) -> str:
    return _("Waiting") if registration.is_waiting else _("Has a place")


def registrations_page(gathering: Gathering) -> RegistrationsPage:
    return RegistrationsPage(
        title=_("Who has registered"),
        crumb=(
            (_("Gatherings"), reverse("gatherings:index")),
            (gathering.title, reverse("gatherings:gathering", args=[gathering.pk])),
            (_("Who has registered"), ""),
        ),
        lead=_("Names and addresses are erased 90 days after the meeting."),
        rows=registration_rows(gathering),
        file_url=reverse("gatherings:registrations_file", args=[gathering.pk]),
    )


def registration_headings() -> tuple[str, ...]:
    return (_("Name"), _("E-mail"), _("Registered"), _("Place"))
