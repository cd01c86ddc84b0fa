"""How a measure hangs on the golden thread: by name, with what its chart says."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, ThreadItem, ThreadKind
from groundswell.ground.people.actors import Actor

from . import queries, reading
from .models import Measure
from .queries.tables import says_of, state_of

KIND = "measure"


def resolve(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
    """Those that the actor may see, retired ones too, in one query."""
    seen = queries.visible_to(actor).filter(pk__in=ids).select_related("state")
    return {measure.pk: _item(measure) for measure in seen}


def _item(measure: Measure) -> ThreadItem:
    state = state_of(measure)
    says = says_of(state, reading.style_of(measure.definition))
    return ThreadItem(
        ref=Ref(KIND, measure.pk),
        title=measure.definition.title,
        detail=_("%(says)s. %(place)s") % {"says": says, "place": measure.place_name},
        url=reverse("measures:measure", args=[measure.pk]),
        on=state.last_on,
        state=_("Retired") if measure.retired_at else "",
        owner=measure.data_owner.name if measure.data_owner else "",
    )


ON_THREAD = ThreadKind(gettext_lazy("Measure"), Column.MEASURE, "measures", resolve)
