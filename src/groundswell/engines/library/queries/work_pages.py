"""The page of one work of literature: what it is, what it says, what builds on it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words
from groundswell.ground.web.paging import Pager

from .. import policies
from ..kinds import WORK, WORK_LABEL, Design, Standing, WorkKind
from ..models import Work
from ..reading import Link
from ..reading.access import entries_for
from ..reading.citing import cited_as
from ..reading.hanging import NOTHING_HANGS, Hanging, hanging_of
from ..reading.links import link_to
from .beside import Beside, beside
from .citing import PER_PAGE, cited_in


@dataclass(frozen=True, slots=True)
class WorkPage:
    title: str
    citation: str
    facts: tuple[tuple[str, str], ...]
    says: str
    warning: str
    reason: str
    address: str
    found_at: str
    found_on: str
    cited_in: tuple[Link, ...]
    cited_pager: Pager
    crumb: tuple[tuple[str, str], ...]
    since: str  # which day it holds no longer
    instead: Link | None
    hanging: Hanging
    beside: Beside | None


def work_page(actor: Actor | None, work: Work, citing: str | None = None) -> WorkPage:
    """A few queries beside the work itself, and what hangs on the thread.

    A work that readers do not find (yet) is shown without what they keep and hang beside it.
    `citing` is the part of what builds on it.
    """
    library = reverse("library:index")
    built, pager = cited_in(actor, citing, PER_PAGE, work=work.pk)
    entry = entries_for(actor).filter(work=work).first()
    held = work.standing == Standing.CURRENT
    facts = (
        (_("Authors"), "; ".join(work.authors.split("\n"))),
        (_("Year"), str(work.year or "")),
        (_("Kind"), WorkKind(work.kind).label),
        (_("In"), work.container),
        (_("Publisher"), work.publisher),
        (_("DOI"), work.doi),
        (_("Kind of study"), Design(work.design).label if work.design else ""),
    )
    return WorkPage(
        title=work.title,
        citation=cited_as(work),
        facts=tuple((name, str(value)) for name, value in facts if value),
        says=work.says,
        warning="" if held else str(Standing(work.standing).label),
        reason=work.standing_reason,
        address=work.url or (f"https://doi.org/{work.doi}" if work.doi else ""),
        found_at=work.checked_at,
        found_on=words.day(work.checked_on) if work.checked_on else "",
        cited_in=built,
        cited_pager=pager,
        crumb=(
            (_("Library"), library),
            (str(WORK_LABEL), f"{library}?kind={WORK}"),
            (work.title, ""),
        ),
        beside=beside(actor, entry) if entry else None,
        since=words.day(work.standing_on) if work.standing_on else "",
        instead=_instead(actor, work),
        hanging=hanging_of(
            actor, entry, Ref(WORK, work.uid), standing_url=_standing_url(actor, work)
        )
        if entry
        else NOTHING_HANGS,
    )


def _instead(actor: Actor | None, work: Work) -> Link | None:
    if work.superseded_by_id is None:
        return None
    entry = entries_for(actor).filter(work=work.superseded_by_id).first()
    return link_to(entry) if entry else None


def _standing_url(actor: Actor | None, work: Work) -> str:
    if actor is None or not policies.set_standing(actor, None):
        return ""
    return reverse("library:standing", args=[WORK, work.uid])
