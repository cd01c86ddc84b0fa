"""Why a number may be withheld: everything that could be the reason, never the one that is.

The reason itself would give away what it hides: "too few" says that a group is small, "of
one mind" what each of it answered. What is told instead depends on the question, the policy
and public facts alone, and is the same whatever was answered and whether or not the number
is withheld.
"""

from enum import StrEnum

from groundswell.science.disclosure.planning import NOTHING, Public
from groundswell.science.disclosure.policy import Policy
from groundswell.science.disclosure.statistics import Question


class Reason(StrEnum):
    """A stable code for each rule that can withhold a number."""

    TOO_FEW = "too_few"
    """Fewer than k people, or valid answers; nobody is too few as well."""
    NEARLY_ALL_ANSWERED = "nearly_all_answered"
    """Those who did not answer would be singled out."""
    OF_ONE_MIND = "of_one_mind"
    """All, or all but one or two, gave the same answer."""
    AT_AN_END = "at_an_end"
    """0 %, 100 %, or a mean on the last option."""
    SMALL_OPTION = "small_option"
    """Few people stand behind an option of a sensitive item, or behind all others."""
    FOR_OTHERS = "for_others"
    """With the other numbers it would give away one that must be withheld."""


def possible_reasons(
    question: Question, policy: Policy, *, public: Public = NOTHING
) -> tuple[Reason, ...]:
    """Every reason for which a question could be withheld, whatever its answer is.

    Returns
    -------
    tuple of Reason
        None where the number is public in any case.

    Examples
    --------
    >>> from groundswell.science.disclosure import N, Policy, Question, nobody
    >>> people = nobody({"unit": ["A", "B"]}).population({"unit": ["A"]})
    >>> [str(one) for one in possible_reasons(Question(people, N), Policy(k=11))]
    ['too_few', 'for_others']
    """
    if question in public.questions:
        return ()
    asked = question.statistic
    found = [Reason.TOO_FEW]
    if asked.kind in {"n", "rate", "base"}:
        if any(one.population == question.population for one in public.headcounts):
            found.append(Reason.NEARLY_ALL_ANSWERED)
    else:
        found += [Reason.OF_ONE_MIND, Reason.AT_AN_END]
        if asked.kind == "pct" and asked.item in policy.sensitive:
            found.append(Reason.SMALL_OPTION)
    return (*found, Reason.FOR_OTHERS)
