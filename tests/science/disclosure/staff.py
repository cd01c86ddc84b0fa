"""Small staffs for the tests of disclosure control."""

from groundswell.science import disclosure as sdc
from groundswell.science.disclosure import N, Question, statistic

ANSWERS = (1, 2, 3, 4, 5)
SPREAD = [1, 2, 3, 4, 5]


def wards(sizes, **more):
    """Records of wards of these sizes, counts only."""
    names = list(sizes)
    return sdc.records({"ward": names}, {"ward": names}, list(sizes.values()), **more)


def answered(told, answers=ANSWERS):
    """Records of wards and the answers given in each."""
    rows = [(ward, answer) for ward, given in told.items() for answer in given]
    columns = {"ward": [ward for ward, _ in rows], "q": [answer for _, answer in rows]}
    return sdc.records({"ward": list(told), "q": answers}, columns)


def mixed(n):
    """Answers of n people, of every kind."""
    return (SPREAD * n)[:n]


def menu(held, *stats, total=True):
    """These statistics of every ward, and of everybody."""
    where = [{"ward": [ward]} for ward in held.domains["ward"]]
    where += [{}] if total else []
    return [Question(held.population(w), statistic(text)) for w in where for text in stats]


def shown(held, found):
    """What of a plan is shown: ward (or "all") to statistic to value."""
    told = {}
    for question, value in found.ledger.answers.items():
        where = dict(question.population.where)
        name = "+".join(where["ward"]) if where else "all"
        if value is not None:
            told.setdefault(name, {})[str(question.statistic)] = value
    return told


def count(held, **where):
    """The question how many people there are."""
    return Question(held.population({name: list(values) for name, values in where.items()}), N)
