"""Requests that nobody should send, drawn from the forms of the site itself: for every URL, as
nobody, member, team leader and administrators. Spoilt are the values (random characters, NUL, bad
UTF-8, marks that turn the line, a megabyte of text, numbers out of every range, days that do not
exist or lie on a change of the clocks, lists for values, ids of other organisations' things), whole
bodies (random bytes, broken files), addresses, questions, methods, headers, tokens against forgery,
and calls of the API with a key that opens it. Every third is sent twice. None may be answered with
an error of ours. Then text that would run in a page, a picture or a spreadsheet is written into
every field there is, and all that leaves is looked through for it."""

from tests.proof._databases import on_both

TITLE = "Bad input"


def trial() -> list[str]:
    found = on_both("tests.proof._hostile")
    lines = []
    for database, one in found.items():
        answers = ", ".join(f"{n:,} of {status}" for status, n in one["statuses"].items())
        kinds = ", ".join(f"{n:,} {kind}" for kind, n in one["kinds"].items())
        lines += [f"## {database}", ""]
        lines += [f"{one['n']:,} requests to {one['urls']} URLs."]
        lines += [f"Answers: {answers}. Spoilt: {kinds}.", ""]
        lines += [f"{one['texts']} texts in {one['fields']} fields, looked for in"]
        lines += [f"{one['looks']:,} answers, of which {one['shown']:,} showed them:"]
        lines += [f"{len(one['runs'])} would run.", ""]
    n = sum(one["n"] for one in found.values())
    breaks = {where: by for one in found.values() for where, by in one["breaks"].items()}
    running = [what for one in found.values() for what in one["runs"]]
    assert not breaks, breaks
    assert not running, running
    assert n >= 20_000, n
    return [f"{n:,} requests in all: 0 errors of ours.", "", *lines]
