"""Submissions made up at random, sent to the page of a survey with every kind of question: whole
ones and spoilt ones, with answers that no option has, text that is too long or cannot be shown,
several for one, pages out of their order, unknown languages, slips that are spent, foreign or
broken. None may be answered with an error of ours. Then the survey is closed, and what was stored
is read by rules that are written down a second time: only options that exist, only what was
asked, nothing required left out, as many people as were thanked."""

from tests.proof._databases import on_both

TITLE = "Nothing nonsensical is stored"


def trial() -> list[str]:
    found = on_both("tests.proof._submissions")
    lines = []
    for database, one in found.items():
        answers = ", ".join(f"{n:,} of {status}" for status, n in one["statuses"].items())
        lines += [f"## {database}", "", f"{one['n']:,} submissions. Answers: {answers}."]
        lines += [f"{one['thanked']:,} were thanked, {one['sealed']:,} sealed, {one['stored']:,}"]
        lines += [
            f"stored with {one['texts']:,} texts; nonsense among them: {len(one['nonsense'])}.",
            "",
        ]
    for database, one in found.items():
        assert not one["breaks"], (database, one["breaks"])
        assert not one["nonsense"], (database, one["nonsense"][:5])
        assert one["thanked"] == one["sealed"] == one["stored"] > 0, (database, one)
    n = sum(one["n"] for one in found.values())
    return [f"{n:,} submissions in all: 0 errors of ours, nothing nonsensical stored.", "", *lines]
