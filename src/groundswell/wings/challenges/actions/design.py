"""The challenge note: what leaders agree before they send a team out, in signed versions."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation
from groundswell.ground.web import words as written

from .. import policies
from ..models import Challenge, NoteVersion, SignOff
from ..naming import LOCAL_ROLES, note_words
from . import findable
from .checks import line, locked, next_number, not_overtaken, record, words
from .notes import NoteWords, fill_note


@transaction.atomic
def change_note(
    *,
    challenge: Challenge,
    title: str,
    note: NoteWords,
    change: str,
    version: int,
    by: Actor,
    at: dt.datetime,
) -> NoteVersion:
    """Keep what the note says now as its next version; what says nothing new makes none.

    `change` tells in a sentence what is new; `version` is the number that was read before.

    Raises
    ------
    Refused
        See `policies.change_note`.
    Unusable
        Where words are missing or too long.
    Overtaken
        Where somebody else was faster; nothing was overwritten.
    """
    challenge = locked(challenge)
    policies.change_note(by, challenge).or_refuse()
    newest = newest_note(challenge)
    challenge.title = line(title, field="title", missing=_("Give the challenge a name."))
    fill_note(challenge, note)
    after = note_words(challenge)
    if after == newest.words:
        return newest
    not_overtaken(version, newest.number, newest.words)
    said = words(change, field="change", missing=_("Say in a sentence what is new."))
    challenge.version += 1
    challenge.save()
    findable.index_challenge(challenge)
    kept = keep_version(challenge, after, said, by=by, at=at)
    record("challenge.note_changed", challenge, by=by, at=at, number=kept.number)
    return kept


def keep_version(
    challenge: Challenge, said: dict[str, str], change: str, *, by: Actor, at: dt.datetime
) -> NoteVersion:
    """The next version of the note; the caller holds the challenge's lock."""
    return NoteVersion.objects.create(
        challenge=challenge,
        number=next_number(NoteVersion.objects.filter(challenge=challenge)),
        words=said,
        change=change,
        made_by=by.person,
        made_at=at,
    )


def newest_note(challenge: Challenge) -> NoteVersion:
    return NoteVersion.objects.filter(challenge=challenge).order_by("-number")[0]


@transaction.atomic
def sign_note(*, note: NoteVersion, by: Actor, at: dt.datetime) -> SignOff:
    """A leader stands behind this version; twice is once. Raises Refused.

    Only the newest version is signed: Unusable where there is a newer one.
    """
    challenge = locked(note.challenge)
    policies.sign_note(by, challenge, partner_ids_of(challenge)).or_refuse()
    if newest_note(challenge).pk != note.pk:
        raise Unusable(_("There is a newer version of the note. Read it, then sign that one."))
    signed, is_new = SignOff.objects.get_or_create(note=note, person=by.person, defaults={"at": at})
    if is_new:
        record("challenge.note_signed", challenge, by=by, at=at, number=note.number)
    return signed


def partner_ids_of(challenge: Challenge) -> list[UUID]:
    return list(challenge.partners.values_list("organisation_id", flat=True))


@transaction.atomic
def name_roles(
    *, challenge: Challenge, names: Mapping[str, str], by: Actor, at: dt.datetime
) -> Challenge:
    """Say what roles are called here, such as "Ally" for the sponsor. An empty name is the usual
    one. Raises Refused, Unusable."""
    challenge = locked(challenge)
    policies.name_roles(by, challenge).or_refuse()
    given = {code: line(names.get(code, ""), field=code) for code in LOCAL_ROLES}
    kept = {code: name for code, name in given.items() if name}
    if len({name.casefold() for name in kept.values()}) < len(kept):
        raise Unusable(_("Two roles need two names, so that nobody mixes them up."))
    if kept != challenge.role_names:
        challenge.role_names = kept
        challenge.save(update_fields=["role_names"])
        record("challenge.roles_named", challenge, by=by, at=at)
    return challenge


@transaction.atomic
def remove_partner(
    *, challenge: Challenge, organisation: Organisation, by: Actor, at: dt.datetime
) -> None:
    """An organisation takes part no longer; its board looks on no more. Twice is once.

    Raises Refused; Unusable while somebody of the team comes from there.
    """
    challenge = locked(challenge)
    policies.remove_partner(by, challenge).or_refuse()
    stays = challenge.members.filter(organisation=organisation, left_on=None).count()
    if stays:
        n = written.count(stays, "person", "people")
        raise Unusable(_("%(n)s of the team come from there.") % {"n": n}, field="organisation")
    gone, _rows = challenge.partners.filter(organisation=organisation).delete()
    if gone:
        record("challenge.partner_removed", challenge, by=by, at=at, place=organisation.name)
