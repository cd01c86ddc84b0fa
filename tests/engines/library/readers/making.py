"""Readers and keepers, and what they find."""

from dataclasses import dataclass
from typing import Any

from tests.engines.library.finding.making import a_page, a_shelf, a_work
from tests.world import NOON, a_person, acting, an_organisation, holding, joins

from groundswell.engines.library import actions
from groundswell.engines.library.models import Entry, Question, Shelf, Submission
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation, Person

TOLD = {
    "title": "Home before lunch",
    "place": "Ward 7",
    "when": "Spring 2025",
    "sector": "acute",
    "lens": "patient",
    "context": "Nobody left before one.\n\nEverybody waited.",
    "did": "We rang the evening before.",
    "result": "Half left before noon, counted by us each week.",
    "lessons": "Ask the pharmacy first.",
    "credit": "Ward 7 and its pharmacist",
}


@dataclass
class Readers:
    """One trust with a shelf of its own, everybody's shelf, and who reads and keeps them."""

    trust: Organisation
    common: Shelf
    own: Shelf
    joyce: Person  # of the trust
    imran: Person  # of another
    editor: Person  # of the trust's shelf
    reviewer: Person
    system_reviewer: Person
    administrator: Person
    entry: Entry  # for everybody
    inner: Entry  # for the trust alone


def readers() -> Readers:
    trust, other = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    common, own = a_shelf(), a_shelf(trust)
    people = {
        name: joins(a_person(full), trust)
        for name, full in (
            ("joyce", "Joyce Lim"),
            ("editor", "Amara Okafor"),
            ("reviewer", "Ngozi Bello"),
            ("administrator", "Ruth Adeyemi"),
        )
    }
    system_reviewer = a_person("Priya Shah")
    holding(people["editor"], "editor", organisation=trust)
    holding(people["reviewer"], "reviewer", organisation=trust)
    holding(people["administrator"], "administrator", organisation=trust)
    holding(system_reviewer, "reviewer")
    return Readers(
        trust=trust,
        common=common,
        own=own,
        imran=joins(a_person("Imran Ali"), other),
        system_reviewer=system_reviewer,
        entry=a_page("Safety huddles"),
        inner=a_page("Ours alone", shelf=own, audience="organisation"),
        **people,
    )


def as_(person: Person) -> Actor:
    return acting(person)


def a_note(person: Person, entry: Entry, words: str = "Ask Sam about this.") -> Any:
    return actions.write_note(thing_id=entry.pk, words=words, version=0, by=acting(person), at=NOON)


def a_question(person: Person, entry: Entry, words: str = "For whom?", **how: Any) -> Question:
    return actions.ask_question(entry=entry, words=words, by=acting(person), at=NOON, **how)


def answered(question: Question, person: Person, **how: Any) -> Question:
    given = {
        "answer": "For every ward.",
        "is_shown": True,
        "shown_words": question.words,
        "version": question.version,
        **how,
    }
    return actions.answer_question(question=question, by=acting(person), at=NOON, **given)


def a_submission(person: Person, shelf: Shelf, **changed: str) -> Submission:
    return actions.submit_case_study(
        shelf=shelf, told={**TOLD, **changed}, by=acting(person), at=NOON
    )


def withdrawn(entry: Entry) -> None:
    assert entry.item is not None
    entry.item.specific.unpublish()


__all__ = [
    "TOLD", "Readers", "a_note", "a_page", "a_question", "a_shelf", "a_submission", "a_work",
    "answered", "as_", "readers", "withdrawn",
]  # fmt: skip
