"""Made-up cases of every kind of attack on published tables, 500 of each: units less their
siblings, filters that differ by a few, late answers, units of one mind, items few were asked,
crosstabs, linked tables, changes between waves, complements, overlapping filters, known
headcounts, and two controls. Each is planned by the command's own steps and attacked by an
integer programme that shares nothing with the engine. No secret may be narrowed to less than
its width (5 people, 8 points of a sum), and what must be released is. Of small cases the fewest
hidden numbers that any safe release needs are found by trying every set."""

from concurrent.futures import ProcessPoolExecutor

from tests.attacks import made_up
from tests.attacks.fewest import fewest_hidden
from tests.attacks.intruder import leaks, withheld
from tests.attacks.planned import n_hidden, release_of

TITLE = "What published tables give away"
EACH = 500
TRIED_OUT = {"hierarchy": 20, "filters": 20, "linked": 20, "complement": 20, "two_small": 20}


def trial() -> list[str]:
    lines = [
        "| Kind | Cases | Numbers | Hidden | Leaks | Withheld though due |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    with ProcessPoolExecutor(2) as workers:
        found = {kind: list(workers.map(_tried, [kind] * EACH, range(EACH))) for kind in KINDS}
        fewest = {
            kind: list(workers.map(_compared, [kind] * n, range(n)))
            for kind, n in TRIED_OUT.items()
        }
    for kind, tried in found.items():
        hidden, asked, leaking, missing = (sum(column) for column in zip(*tried, strict=True))
        share = f"{hidden:,} ({100 * hidden / asked:.1f} %)"
        name = kind.replace("_", " ")
        lines.append(f"| {name} | {len(tried)} | {asked:,} | {share} | {leaking} | {missing} |")
    assert not sum(one[2] for tried in found.values() for one in tried), "something leaks"
    assert not sum(one[3] for tried in found.values() for one in tried), "too much is hidden"
    return [*lines, "", *_against_the_fewest(fewest)]


KINDS = list(made_up.KINDS)


def _tried(kind: str, seed: int) -> tuple[int, int, int, int]:
    case = made_up.drawn(kind, seed)
    release = release_of(case)
    return (*n_hidden(release), len(leaks(case, release)), len(withheld(case, release)))


def _compared(kind: str, seed: int) -> tuple[int, int]:
    case = made_up.counts_only(made_up.drawn(kind, seed))
    return n_hidden(release_of(case))[0], fewest_hidden(case)


def _against_the_fewest(fewest: dict[str, list[tuple[int, int]]]) -> list[str]:
    lines = ["| Counts only | Cases | Hidden | Fewest possible |", "|---|--:|--:|--:|"]
    for kind, pairs in fewest.items():
        ours, least = (sum(column) for column in zip(*pairs, strict=True))
        lines.append(f"| {kind.replace('_', ' ')} | {len(pairs)} | {ours} | {least} |")
    return [
        *lines,
        "",
        "The engine makes the people behind hidden numbers few, not the numbers themselves: it may"
        " hide two small units where one large total would do.",
    ]
