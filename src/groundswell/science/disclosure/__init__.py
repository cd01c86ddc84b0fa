"""Statistical disclosure control: which numbers about people may be published together.

Records are kinds of people with the number of each; a question asks a statistic of a
population; a plan answers the questions of a menu, or withholds them, so that nothing
protected can be worked out from these answers, all earlier ones and public facts.

>>> from groundswell.science import disclosure
>>> staff = disclosure.records({"ward": ["A", "B", "C"]}, {"ward": ["A", "B", "C"]}, [40, 20, 4])
>>> menu = [
...     disclosure.Question(staff.population(where), disclosure.N)
...     for where in ({}, {"ward": ["A"]}, {"ward": ["B"]}, {"ward": ["C"]})
... ]
>>> found = disclosure.plan(staff, disclosure.Policy(k=11), menu)
>>> [disclosure.Published(found.ledger).value(question) for question in menu]
[64, 40, None, None]

Ward C is too small, and ward B is withheld because 64 - 40 - 20 would give ward C. The
auditor finds that sum in a release that shows it (`audit`). `ledger_form` and `question_key`
make rows of a database of what was published. docs/science/disclosure.md
says what is promised and what is not.
"""

from groundswell.science.disclosure.auditor import Finding, audit
from groundswell.science.disclosure.comments import (
    Commenter,
    commenters,
    may_be_quoted,
    theme_by_unit,
)
from groundswell.science.disclosure.filing import (
    answer_form,
    answer_from,
    changed_domains,
    ledger_form,
    ledger_from,
    question_form,
    question_from,
    question_key,
)
from groundswell.science.disclosure.ledger import WITHHELD, Ledger
from groundswell.science.disclosure.planning import NOTHING, Plan, Public, plan, recorded
from groundswell.science.disclosure.policy import Fact, Headcount, Policy
from groundswell.science.disclosure.published import (
    Published,
    Score,
    peer_left_over,
    peer_value,
)
from groundswell.science.disclosure.reasons import Reason, possible_reasons
from groundswell.science.disclosure.records import (
    Population,
    Records,
    coded,
    nobody,
    records,
    records_of_sets,
)
from groundswell.science.disclosure.statistics import (
    N,
    Question,
    Statistic,
    distribution,
    statistic,
)

__all__ = [
    "NOTHING",
    "WITHHELD",
    "Commenter",
    "Fact",
    "Finding",
    "Headcount",
    "Ledger",
    "N",
    "Plan",
    "Policy",
    "Population",
    "Public",
    "Published",
    "Question",
    "Reason",
    "Records",
    "Score",
    "Statistic",
    "answer_form",
    "answer_from",
    "audit",
    "changed_domains",
    "coded",
    "commenters",
    "distribution",
    "ledger_form",
    "ledger_from",
    "may_be_quoted",
    "nobody",
    "peer_left_over",
    "peer_value",
    "plan",
    "possible_reasons",
    "question_form",
    "question_from",
    "question_key",
    "recorded",
    "records",
    "records_of_sets",
    "statistic",
    "theme_by_unit",
]
