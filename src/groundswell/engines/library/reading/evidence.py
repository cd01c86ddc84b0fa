"""One-pagers, case studies and tested interventions."""

from typing import Any

from django.utils.translation import gettext as _

from ..kinds import Kind
from ..models import CaseStudy, Intervention, OnePager
from . import raw
from .links import Links
from .parts import Addresses, Logic, Section


def one_pager(item: OnePager, links: Links) -> tuple[Section, ...]:
    return (
        raw.section(_("What is known"), raw.prose(item.says), raw.numbers(item.figures, links)),
        raw.section(_("Limits"), raw.points(item.limits)),
        raw.section(_("Ask here"), raw.asked(item.ask)),
        raw.section(_("Try"), raw.points(item.to_try)),
        raw.section(_("What it rests on"), raw.sources(item.rests_on, links)),
    )


def case_study(item: CaseStudy, links: Links) -> tuple[Section, ...]:
    addresses = tuple(
        (v["words"], raw.web_address(v["address"])) for v in raw.values(item.addresses)
    )
    return (
        raw.section(_("How it was"), raw.prose(item.context)),
        raw.section(_("What they did"), raw.points(item.did)),
        raw.section(
            _("What came of it"), raw.prose(item.result_words), raw.numbers(item.result, links)
        ),
        raw.section(_("How far it carries"), raw.words(item.strength_words)),
        raw.section(_("What can be learnt"), raw.points(item.lessons)),
        raw.section(_("Ask here"), raw.asked(item.ask)),
        raw.section(
            _("Where it stands"),
            raw.sources(item.rests_on, links),
            Addresses(addresses) if addresses else None,
        ),
    )


def intervention(item: Intervention, links: Links) -> tuple[Section, ...]:
    columns = (
        (_("What it takes"), raw.texts(item.inputs)),
        (_("What is done"), raw.texts(item.activities)),
        (_("What that brings at once"), raw.texts(item.outputs)),
        (_("What should change for people"), raw.texts(item.outcomes)),
    )
    return (
        raw.section(_("The problem"), raw.words(item.problem)),
        raw.section(
            _("How it should work"),
            Logic(columns) if any(entries for _title, entries in columns) else None,
        ),
        raw.section(_("Where it was tried"), raw.prose(item.context)),
        raw.section(
            _("What came of it"), raw.prose(item.result_words), raw.numbers(item.result, links)
        ),
        raw.section(_("How to do it"), raw.points(item.how_to, is_numbered=True)),
        raw.section(_("Where it stumbles"), raw.points(item.stumbles)),
        raw.section(_("What it draws on"), raw.sources(item.rests_on, links)),
    )


def case_facts(item: CaseStudy) -> tuple[tuple[str, str], ...]:
    return (
        (_("Place"), item.place),
        (_("When"), item.when),
        (_("Sector"), item.get_sector_display()),
        (_("Seen from"), item.get_lens_display()),
    )


SECTIONS: dict[str, Any] = {
    Kind.ONE_PAGER: one_pager,
    Kind.CASE_STUDY: case_study,
    Kind.INTERVENTION: intervention,
}
FACTS: dict[str, Any] = {Kind.CASE_STUDY: case_facts}
