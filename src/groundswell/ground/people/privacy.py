"""The personal data that people, organisations and sign-in hold."""

import datetime as dt
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.ground.kernel import audit, search
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.held import HeldRows, Row
from groundswell.ground.kernel.models import AuditEvent
from groundswell.ground.kernel.registries import PersonalData

from .models import ApiToken, Membership, Person, Role

ERASED_NAME = "A former colleague"  # in the database; what it belongs to stays readable


def export(person_id: UUID) -> dict[str, HeldRows]:
    """The person's own rows as plain values, newest first."""
    passkeys = Authenticator.objects.filter(user_id=person_id).order_by("-created_at")
    tokens = ApiToken.objects.filter(person_id=person_id).order_by("-created_at")
    done = AuditEvent.objects.filter(by_id=person_id).order_by("-at", "-pk")
    return {
        "account": HeldRows(Person.objects.filter(pk=person_id), _account),
        "memberships": HeldRows(_memberships(person_id), _membership),
        "roles": HeldRows(_roles(person_id), _role),
        "passkeys": HeldRows(passkeys, _passkey),
        "API keys": HeldRows(tokens, _token),
        "things you did": HeldRows(done, _event),
    }


@transaction.atomic
def erase(person_id: UUID, at: dt.datetime) -> None:
    """Take the person out of their account; rows that others rest on stay, without a name."""
    person = Person.objects.select_for_update().get(pk=person_id)
    former = person.name
    person.email = f"{person.pk.hex}@erased.invalid"
    person.name, person.known_as = ERASED_NAME, ""
    person.is_active, person.ended_at = False, person.ended_at or at
    person.last_seen_at = person.last_login = None
    person.sign_in_epoch += 1
    person.save()
    Membership.objects.filter(person=person).update(staff_number=None, job_title="", pay_band="")
    Role.objects.filter(person=person, ended_at=None).update(ended_at=at)
    for rows in (ApiToken.objects.filter(person=person), EmailAddress.objects.filter(user=person),
                 Authenticator.objects.filter(user=person)):  # fmt: skip
        rows.delete()
    AuditEvent.objects.filter(by_id=person_id).update(by_name=ERASED_NAME)
    AuditEvent.objects.filter(about_id=str(person_id), about_label=former).update(
        about_label=ERASED_NAME
    )
    search.drop([person_id])
    audit.record("person.erased", about=person, by=SYSTEM, at=at)


PERSONAL_DATA = PersonalData(
    purpose=_("To know who works where, who may do what, and who signed in."),
    lawful_basis=_("Public task; for charities and companies legitimate interests."),
    retention=_(
        "As long as you belong to an organisation here, and six years after. Then name, address "
        "and post are taken out; what you decided stays, without your name."
    ),
    models=(
        "people.Person",
        "people.Membership",
        "people.Role",
        "people.ApiToken",
        "account.EmailAddress",
        "mfa.Authenticator",
        "socialaccount.SocialAccount",
    ),
    export=export,
    erase=erase,
)


def _memberships(person_id: UUID) -> QuerySet[Membership]:
    rows = Membership.objects.filter(person_id=person_id).order_by("-starts_on", "pk")
    return rows.select_related("organisation", "team", "manager")


def _roles(person_id: UUID) -> QuerySet[Role]:
    rows = Role.objects.filter(person_id=person_id).order_by("-starts_on", "pk")
    return rows.select_related("organisation", "team")


def _account(person: Person) -> Row:
    return {
        "name": person.name,
        "known as": person.known_as,
        "e-mail": person.email,
        "added": person.created_at.isoformat(),
        "last signed in": person.last_login.isoformat() if person.last_login else "",
        "ended": person.ended_at.isoformat() if person.ended_at else "",
    }


def _membership(row: Membership) -> Row:
    return {
        "organisation": row.organisation.name,
        "team": row.team.name if row.team else "",
        "job title": row.job_title,
        "pay band": str(row.get_pay_band_display()),
        "staff number": row.staff_number or "",
        "manager": row.manager.name if row.manager else "",
        "from": str(row.starts_on),
        "to": str(row.ends_on or ""),
    }


def _role(row: Role) -> Row:
    return {
        "role": str(row.get_code_display()),
        "place": str(row.team or row.organisation or row.programme or "the whole system"),
        "from": str(row.starts_on),
        "to": str(row.ended_at.date() if row.ended_at else row.ends_on or ""),
    }


def _passkey(row: Authenticator) -> Row:
    return {"name": row.data.get("name", ""), "made": row.created_at.isoformat()}


def _token(row: ApiToken) -> Row:
    return {"name": row.name, "made": row.created_at.isoformat(), "expires": str(row.expires_on)}


def _event(row: AuditEvent) -> Row:
    return {"when": row.at.isoformat(), "what": audit.sentence(row)}
