"""A challenge begins: with a title and a host, and with whom it will be."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation

from .. import policies
from ..models import Challenge, Partner, Wave
from ..naming import note_words
from . import findable
from .checks import line, locked, record
from .design import keep_version
from .hanging import hang
from .notes import NoteWords, fill_note


@transaction.atomic
def start_wave(*, organisation: Organisation, title: str, by: Actor, at: dt.datetime) -> Wave:
    """A wave that challenges can be begun in. Raises Refused, or Unusable."""
    policies.start_wave(by, organisation).or_refuse()
    wave = Wave(organisation=organisation, made_by_id=by.id, made_at=at)
    wave.title = line(title, field="title", missing=_("Give the wave a name."))
    try:
        with transaction.atomic():
            wave.save(force_insert=True)
    except IntegrityError:
        sentence = _("There is already a wave called “%(title)s”.")
        raise Unusable(sentence % {"title": wave.title}, field="title") from None
    return wave


@transaction.atomic
def start_challenge(
    *,
    organisation: Organisation,
    title: str,
    note: NoteWords | None = None,
    wave: Wave | None = None,
    template: str = "",
    began_from: Ref | None = None,
    by: Actor,
    at: dt.datetime,
) -> Challenge:
    """Begin to design a challenge that the organisation hosts. Raises Refused, Unusable.

    `began_from` is a thing on the thread that it rests on; who begins it has to see that.
    """
    policies.start_challenge(by, organisation).or_refuse()
    if wave and wave.organisation_id != organisation.pk:
        raise Unusable(_("This wave belongs to another organisation."), field="wave")
    challenge = Challenge(
        organisation=organisation, wave=wave, template=template, made_by_id=by.id, made_at=at
    )
    challenge.title = line(title, field="title", missing=_("Give the challenge a name."))
    fill_note(challenge, note or NoteWords())
    challenge.save(force_insert=True)
    findable.index_challenge(challenge)
    if began_from:
        hang([(Ref("challenge", challenge.pk), "rests_on", began_from)], by=by, at=at)
    keep_version(challenge, note_words(challenge), "", by=by, at=at)
    record("challenge.started", challenge, by=by, at=at)
    return challenge


@transaction.atomic
def add_partner(
    *, challenge: Challenge, organisation: Organisation, by: Actor, at: dt.datetime
) -> Partner:
    """Another organisation takes part; its board and system leads may look on. Raises Refused."""
    challenge = locked(challenge)
    policies.add_partner(by, challenge).or_refuse()
    if organisation.pk == challenge.organisation_id:
        raise Unusable(_("This organisation is the host already."), field="organisation")
    partner, is_new = Partner.objects.get_or_create(
        challenge=challenge, organisation=organisation, defaults={"added_at": at}
    )
    if is_new:
        findable.index_challenge(challenge)
        record("challenge.partner_added", challenge, by=by, at=at, place=organisation.name)
    return partner
