"""Elements of a leadership strategy."""

from typing import Any

from django.utils.translation import gettext as _

from ..kinds import CulturalElement, Kind, LeadershipLevel
from ..models import Element
from . import raw
from .links import Links
from .parts import Counts, Points, Section


def element(item: Element, links: Links) -> tuple[Section, ...]:
    needs = raw.values(item.needs)
    return (
        raw.section(_("How it is done"), raw.points(item.how, is_numbered=True)),
        raw.section(
            _("Needs first"),
            Points(tuple(v["words"] for v in needs)) if needs else None,
            raw.reading(links.all(("item", v.get("item")) for v in needs)),
        ),
        raw.section(_("Whether it is alive: ask"), raw.asked(item.ask)),
        raw.section(_("What to count"), _counts(item)),
        raw.section(_("How it goes wrong"), raw.points(item.stumbles)),
        raw.section(
            _("What is known"), raw.words(item.evidence_words), raw.sources(item.rests_on, links)
        ),
    )


def _counts(item: Element) -> Counts | None:
    better = {"higher": _("Higher is better"), "lower": _("Lower is better")}
    rows = tuple(
        (v["words"], v.get("unit") or "", better[v["better"]], v.get("watch") or "")
        for v in raw.values(item.measures)
    )
    return Counts(rows) if rows else None


def facts(item: Element) -> tuple[tuple[str, str], ...]:
    effort = item.get_effort_display()
    return (
        (_("Group"), item.group),
        (_("Serves"), "; ".join(str(CulturalElement(v).label) for v in raw.values(item.serves))),
        (_("Levels"), "; ".join(str(LeadershipLevel(v).label) for v in raw.values(item.levels))),
        (_("For"), "; ".join(raw.texts(item.meant_for))),
        (_("Effort"), f"{effort}: {item.effort_words}" if item.effort_words else effort),
        (_("Whose it is"), item.owner_role),
    )


SECTIONS: dict[str, Any] = {Kind.ELEMENT: element}
FACTS: dict[str, Any] = {Kind.ELEMENT: facts}
