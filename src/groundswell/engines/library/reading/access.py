"""What a reader may find: what is published, and for them."""

from django.db.models import Q, QuerySet

from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Audience
from ..models import Entry


def entries_for(actor: Actor | None) -> QuerySet[Entry]:
    """`policies.read_item` as a query; nobody who has signed in reads what is public."""
    if actor is None:
        return Entry.objects.filter(audience=Audience.PUBLIC)
    if policies.is_system_reviewer(actor):
        return Entry.objects.all()
    return Entry.objects.filter(
        Q(audience__in=[Audience.PUBLIC, Audience.SIGNED_IN])
        | Q(organisation__in=actor.organisation_ids)
    )
