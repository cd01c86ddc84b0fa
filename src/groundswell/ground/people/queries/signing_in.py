"""What the pages of signing in show."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from groundswell.ground.web import words

from ..actors import Actor
from ..demo_names import STORY_NAMES
from ..models import Membership, Person, Role
from .finding import running


@dataclass(frozen=True, slots=True)
class SignInPage:
    form: forms.Form
    onward: str  # where to go after signing in; empty: home
    oidc_name: str  # of the organisation's own sign-in; empty where there is none
    oidc_url: str
    demo_url: str


@dataclass(frozen=True, slots=True)
class CodePage:
    form: forms.Form
    email: str
    onward: str


@dataclass(frozen=True, slots=True)
class TooManyPage:
    when: str


@dataclass(frozen=True, slots=True)
class PasskeyPage:
    form: forms.Form
    options: dict[str, Any]  # for the browser's ceremony


@dataclass(frozen=True, slots=True)
class DemoPerson:
    id: UUID
    name: str
    what: str  # roles and place, in words


@dataclass(frozen=True, slots=True)
class DemoPage:
    people: list[DemoPerson]
    onward: str


def sign_in_page(form: forms.Form, onward: str) -> SignInPage:
    return SignInPage(
        form=form,
        onward=onward,
        oidc_name=settings.OIDC_NAME,
        oidc_url=reverse("openid_connect_login", args=["oidc"]) if settings.OIDC_NAME else "",
        demo_url=_demo_url(),
    )


def code_page(form: forms.Form, email: str, onward: str) -> CodePage:
    return CodePage(form=form, email=email, onward=onward)


def too_many_page(seconds: int, at: dt.datetime) -> TooManyPage:
    """The next full minute at which trying again helps."""
    when = at + dt.timedelta(seconds=seconds)
    if when.second or when.microsecond:
        when = when.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    return TooManyPage(when=words.moment(when))


def passkey_page(form: forms.Form, options: dict[str, Any]) -> PasskeyPage:
    return PasskeyPage(form=form, options=options)


def passkey_for(actor: Actor, pk: int) -> Authenticator:
    """A passkey of the actor's own."""
    return get_object_or_404(Authenticator, pk=pk, user=actor.id)


def person_who_signs_in(email: str) -> Person | None:
    return Person.objects.filter(email=email, is_active=True).first()


def demo_person(pk: UUID) -> Person:
    return get_object_or_404(Person, pk=pk, is_active=True)


def demo_page(on: dt.date, onward: str) -> DemoPage:
    """The people of the stories in their order, then everybody else with a role. Two queries."""
    people: dict[UUID, Person] = {}
    what: dict[UUID, list[str]] = {}
    told = Membership.objects.filter(
        running(on), person__name__in=STORY_NAMES, person__is_active=True
    )
    for row in told.select_related("person", "organisation").order_by("starts_on", "pk"):
        people[row.person_id] = row.person
        what[row.person_id] = [", ".join(filter(None, [row.job_title, row.organisation.name]))]
    roles = Role.objects.filter(running(on), ended_at=None, person__is_active=True)
    for role in roles.select_related("person", "organisation", "team").order_by("code", "pk"):
        people[role.person_id] = role.person
        place = role.team or role.organisation or role.programme or _("the whole system")
        what.setdefault(role.person_id, []).append(f"{role.get_code_display()}, {place}")
    rows = [DemoPerson(i, p.name, "; ".join(what[i])) for i, p in people.items()]
    return DemoPage(people=sorted(rows, key=_in_the_order_of_the_stories), onward=onward)


def _in_the_order_of_the_stories(row: DemoPerson) -> tuple[int, str]:
    known = row.name in STORY_NAMES
    return (STORY_NAMES.index(row.name) if known else len(STORY_NAMES), row.name)


def _demo_url() -> str:
    try:
        return reverse("people:demo_sign_in")
    except NoReverseMatch:
        return ""
