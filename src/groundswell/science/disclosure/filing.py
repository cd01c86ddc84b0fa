"""Questions and ledgers as plain values, for a file or the rows of a database, and back.

A form holds only what JSON has. A question has one form and one key however it was asked
for: columns and values are sorted, whatever the order of the domains they were taken from.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from groundswell.science.disclosure.ledger import WITHHELD, Ledger
from groundswell.science.disclosure.records import Records, Value
from groundswell.science.disclosure.statistics import Question, statistic

Form = dict[str, Any]
Domains = Mapping[str, Sequence[Value]]


def question_form(question: Question) -> Form:
    """A question as plain values: ``where`` and ``stat``.

    Examples
    --------
    >>> from groundswell.science.disclosure import Question, records, statistic
    >>> staff = records({"role": ["nurse", "hca", "medic"]}, {"role": []})
    >>> people = staff.population({"role": ["nurse", "hca"]})
    >>> question_form(Question(people, statistic("mean:q:2")))
    {'where': {'role': ['hca', 'nurse']}, 'stat': 'mean:q:2'}
    """
    where = {column: _sorted(values) for column, values in question.population.where}
    return {"where": where, "stat": str(question.statistic)}


def question_key(question: Question) -> str:
    """The key of a question, 64 hexadecimal digits: SHA-256 of its form.

    Equal questions have equal keys, in any process and at any time; to look an answer up in
    a database, where a form may be too long for an index.

    Raises
    ------
    ValueError
        For a value that is no finite number.

    Examples
    --------
    >>> from groundswell.science.disclosure import N, Question, records
    >>> staff = records({"role": ["nurse", "medic"]}, {"role": []})
    >>> everybody = staff.population({"role": ["medic", "nurse"]})
    >>> question_key(Question(everybody, N)) == question_key(Question(staff.population(), N))
    True
    """
    text = json.dumps(question_form(question), sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def question_from(form: Any, held: Records, domains: Domains | None = None) -> Question:
    """A question from its form.

    Parameters
    ----------
    form : object
        As `question_form` has made it, or what stands in a file.
    held : Records
        The records it is about. Only their domains are used, so `nobody` of these will do.
    domains : mapping of column to its values, optional
        The domains when the form was made, or `changed_domains` of them, which is much faster
        for many forms. Where one has grown since, a population that did not name its column
        is read as it was meant then: everybody of the old values.

    Raises
    ------
    ValueError
        For what is no form, a column or value that the domains do not have, and anything
        that is no statistic.
    """
    where = form.get("where") if isinstance(form, Mapping) else None
    if not isinstance(where, Mapping) or not isinstance(form.get("stat"), str):
        raise ValueError("a question has where, an object, and stat, a text")
    if not all(map(_are_values, where.values())):
        raise ValueError("each column of where needs a list of texts, numbers or null")
    meant = {**changed_domains(held, domains or {}), **where}
    return Question(held.population(meant), statistic(form["stat"]))


def changed_domains(held: Records, domains: Domains) -> Domains:
    """What the columns held that hold other values now: all that matters of earlier domains.

    Examples
    --------
    >>> from groundswell.science.disclosure import nobody
    >>> changed_domains(nobody({"unit": "ABC", "role": "NM"}), {"unit": "AB", "role": "MN"})
    {'unit': 'AB'}
    """
    now = held.domains
    return {c: then for c, then in domains.items() if c in now and set(then) != set(now[c])}


def answer_form(question: Question, value: float | None) -> Form:
    """An answer as plain values: the form of its question, and ``value``.

    Examples
    --------
    >>> from groundswell.science.disclosure import N, Population, Question
    >>> answer_form(Question(Population(()), N), None)
    {'where': {}, 'stat': 'n', 'value': 'S'}
    """
    return {**question_form(question), "value": WITHHELD if value is None else value}


def answer_from(
    form: Any, held: Records, domains: Domains | None = None
) -> tuple[Question, float | None]:
    """A question and its answer, from the form that `answer_form` has made.

    Parameters and what is raised are those of `question_from`.
    """
    question = question_from(form, held, domains)
    shown = form.get("value")
    if shown == WITHHELD:
        return question, None
    if isinstance(shown, bool) or not isinstance(shown, int | float) or not math.isfinite(shown):
        raise ValueError(f"{shown!r} is neither a number nor {WITHHELD}")
    return question, shown


def ledger_form(ledger: Ledger, held: Records) -> Form:
    """A ledger as plain values: ``domains``, and ``answers``, sorted and each once.

    What was asked when does not show in it, and witnesses are left out: whatever was
    published comes back exactly, and nothing else.
    """
    answers = [answer_form(question, value) for question, value in ledger.answers.items()]
    domains = {column: list(values) for column, values in held.domains.items()}
    return {"domains": domains, "answers": sorted(answers, key=json.dumps)}


def ledger_from(form: Any, held: Records) -> Ledger:
    """A ledger from its form.

    Parameters
    ----------
    form : object
        As `ledger_form` has made it; without ``domains`` those of the records are taken.
    held : Records

    Raises
    ------
    ValueError
        For what is no form of a ledger of these records.

    Examples
    --------
    >>> from groundswell.science.disclosure import N, Ledger, Question, records
    >>> staff = records({"unit": ["A", "B"]}, {"unit": []})
    >>> ledger = Ledger({Question(staff.population({"unit": ["A"]}), N): 40})
    >>> ledger_from(ledger_form(ledger, staff), staff) == ledger
    True
    """
    if not isinstance(form, Mapping) or not isinstance(form.get("answers"), list):
        raise ValueError("a ledger has answers, a list")
    domains = changed_domains(held, domains_of(form))
    return Ledger(dict(answer_from(one, held, domains) for one in form["answers"]))


def domains_of(form: Mapping[str, Any]) -> Domains:
    """The domains when a ledger was filed; none where its form does not tell.

    Raises
    ------
    ValueError
        Where they are not columns with lists of values.
    """
    domains = form.get("domains", {})
    if not isinstance(domains, Mapping) or not all(map(_are_values, domains.values())):
        raise ValueError("the domains must name columns, each with a list of values")
    return domains


def _sorted(values: Iterable[Value]) -> list[Value]:
    """Numbers, then texts, then None; whole numbers written as such."""
    plain = (int(v) if isinstance(v, float) and v.is_integer() else v for v in values)
    return sorted(plain, key=lambda v: (v is None, isinstance(v, str), v))


def _are_values(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(v, Value) for v in found)
