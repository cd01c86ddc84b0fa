"""Links as they are walked: plain values, read in one query however many things are asked about."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from groundswell.ground.kernel.references import Ref

from ..kinds import FROM_SOURCE, FROM_TARGET, LOOKING_BACK, LinkType
from ..models import Link
from ..sight import Sight


@dataclass(frozen=True, slots=True)
class SeenLink:
    """One link of which the reader may see both ends."""

    id: UUID
    source: Ref
    type: str
    target: Ref
    on: dt.date
    made_by: str  # empty: the system

    @property
    def earlier(self) -> Ref:
        """The end that was there first."""
        return self.target if self.type in LOOKING_BACK else self.source

    @property
    def later(self) -> Ref:
        return self.source if self.type in LOOKING_BACK else self.target

    def other(self, ref: Ref) -> Ref:
        return self.target if ref == self.source else self.source

    def words_at(self, ref: Ref) -> str:
        """As the link is told at one of its ends: "Rests on", "Measured by"."""
        words = FROM_SOURCE if ref == self.source else FROM_TARGET
        return str(words[LinkType(self.type)])


def links_touching(
    sight: Sight, refs: Collection[Ref], worth: Callable[[SeenLink], bool] = lambda link: True
) -> list[SeenLink]:
    """The links of these things to what the reader may see, newest first.

    Of those that are not worth it, nothing is asked about the ends, and they are left out.
    """
    ids = {ref.id for ref in refs}
    rows = (
        Link.objects
        .filter(Q(source_id__in=ids) | Q(target_id__in=ids), removed_at=None)
        .order_by("-on", "-made_at", "pk")
        .values_list(
            "pk", "source_kind", "source_id", "type", "target_kind", "target_id", "on",
            "made_by__name",
        )
    )  # fmt: skip
    every = (
        SeenLink(pk, Ref(kind, one), link_type, Ref(other_kind, other), on, name or "")
        for pk, kind, one, link_type, other_kind, other, on, name in rows
    )
    links = [link for link in every if worth(link)]
    seen = set(sight.of(end for link in links for end in (link.source, link.target)))
    return [link for link in links if link.source in seen and link.target in seen]


def by_end(links: Iterable[SeenLink]) -> Mapping[Ref, Sequence[SeenLink]]:
    """Each link at both of its ends."""
    found: dict[Ref, list[SeenLink]] = defaultdict(list)
    for link in links:
        found[link.source].append(link)
        found[link.target].append(link)
    return found
