"""What of gatherings hangs on the thread: decisions, each seen by those who took part."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, Expectation, ThreadItem, ThreadKind
from groundswell.ground.people.actors import Actor

from .models import Decision
from .queries import taken_part_in_by

KIND = "decision"


def resolve(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    """The decisions among the ids that the actor may see; one query."""
    mine = taken_part_in_by(actor).values("pk")
    rows = Decision.objects.filter(pk__in=ids, gathering__in=mine).select_related("gathering", "by")
    return {d.pk: _item(d) for d in rows}


def _item(decision: Decision) -> ThreadItem:
    gathering = decision.gathering
    return ThreadItem(
        ref=Ref(KIND, decision.pk),
        title=decision.text,
        detail=_("Decided at “%(title)s”") % {"title": gathering.title},
        url=f"{reverse('gatherings:minutes', args=[gathering.pk])}#decision-{decision.pk}",
        on=day_of(decision.at),
        owner=decision.by.name,
    )


THREAD_KIND = ThreadKind(
    label=gettext_lazy("Decisions"),
    column=Column.DECISION,
    glyph="tick",
    resolve=resolve,
    expects=(
        Expectation(
            link="measured_by",
            title=gettext_lazy("No measure yet"),
            heading=gettext_lazy("A decision without a measure"),
            column=Column.MEASURE,
        ),
    ),
)
