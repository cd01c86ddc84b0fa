"""What may begin from a thing on the thread, and from which thing something is begun."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import ThreadItem, starts
from groundswell.ground.people.actors import Actor

from ..sight import Sight

FROM = "from"  # the name in addresses


@dataclass(frozen=True, slots=True)
class Begun:
    """What something is begun from; `pairs` for the page of the form."""

    ref: Ref | None = None
    title: str = ""

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        return ((_("Rests on"), self.title),) if self.title else ()


def begun_from(actor: Actor, text: str) -> Begun:
    """The thing that the address names, where it names one that the actor may see; else none."""
    try:
        ref = Ref.parse(text)
    except ValueError:
        return Begun()
    sight = Sight(actor)
    return Begun(ref, sight.item(ref).title) if sight.of([ref]) else Begun()


def item_of(actor: Actor, ref: Ref) -> ThreadItem | None:
    """One thing on the thread as the actor may see it; None where there is none for them."""
    sight = Sight(actor)
    return sight.item(ref) if sight.of([ref]) else None


def starts_from(actor: Actor, ref: Ref) -> tuple[tuple[str, str], ...]:
    """The label and address of everything that the actor may begin from the thing."""
    offered = sorted(starts.values(), key=lambda start: start.order)
    return tuple((str(one.label), one.url(ref)) for one in offered if one.may(actor))
