"""Control charts written a second time, slowly and plainly, for tests to compare with.

One measure, one point after another, plain Python numbers, exact fractions for means;
None is a missing value. Nothing here is shared with the real thing.
"""

import itertools
import math
from fractions import Fraction
from statistics import median

PRIORITY = ("limit", "trend", "two_in_three", "shift")
UP = {
    "limit": "above_limit",
    "trend": "trend_up",
    "two_in_three": "two_in_three_high",
    "shift": "shift_high",
}
DOWN = {
    "limit": "below_limit",
    "trend": "trend_down",
    "two_in_three": "two_in_three_low",
    "shift": "shift_low",
}


def mean(numbers):
    return float(Fraction(sum(map(Fraction, numbers))) / len(numbers)) if numbers else math.nan


def cut(items, starts):
    edges = [0, *sorted({s for s in starts if 0 < s < len(items)}), len(items)]
    return [items[a:b] for a, b in itertools.pairwise(edges)] if items else []


def sign(a, b):
    return 0 if a is None or b is None or math.isnan(b) else (a > b) - (a < b)


def limits(values, baseline, screen, compatible):
    base = values[:baseline] if baseline else values
    middle = mean([v for v in base if v is not None])
    ranges = [abs(b - a) for a, b in itertools.pairwise(base) if None not in {a, b}]
    average = mean(ranges)
    if screen:
        kept = [r for r in ranges if r < 3.267 * average]
        if compatible or (kept and mean(kept) > 0):
            average = mean(kept)
    return middle, average


def flags(values, middle, lower, upper, near_lower, near_upper, length):
    """The four rules in one segment; directions as a set of signs a point."""
    n = len(values)
    found = {rule: [set() for _ in values] for rule in PRIORITY}
    for i, v in enumerate(values):
        if v is not None and (v > upper[i] or v < lower[i]):
            found["limit"][i].add(1 if v > upper[i] else -1)
    for first in range(n - length + 1):
        window = range(first, first + length)
        steps = {
            sign(values[i + 1], values[i]) if values[i] is not None else 0 for i in window[:-1]
        }
        sides = {sign(values[i], middle[i]) for i in window}
        for way in (1, -1):
            for i in window:
                if steps == {way}:
                    found["trend"][i].add(way)
                if sides == {way}:
                    found["shift"][i].add(way)
    return found, near_windows(values, middle, near_lower, near_upper, found)


def near_windows(values, middle, near_lower, near_upper, found):
    def close(i, way, beyond_too):
        v = values[i]
        if v is None or (found["limit"][i] and not beyond_too):
            return False
        return v > near_upper[i] if way == 1 else v < near_lower[i]

    answers = {}
    for beyond_too in (True, False):
        marked = [set() for _ in values]
        for first in range(len(values) - 2):
            window = range(first, first + 3)
            for way in (1, -1):
                if {sign(values[i], middle[i]) for i in window} != {way}:
                    continue
                near = [i for i in window if close(i, way, beyond_too)]
                for i in near if len(near) >= 2 else []:
                    marked[i].add(way)
        answers[beyond_too] = marked
    return answers


def trend_way(i, values, trend, wanted, compatible):
    here = trend[i]
    if not here:
        return 0
    step = sign(values[i + 1], values[i]) if i + 1 < len(values) else 0
    if len(here) == 2:
        return wanted if wanted and not compatible else step
    if compatible and i + 1 < len(values) and trend[i + 1] and step:
        return step
    return next(iter(here))


def judged(values, lines, *, length, wanted, compatible):
    """Rules and labels of one segment; `lines` are five lists."""
    found, near = flags(values, *lines, length)
    found["two_in_three"] = near[not compatible]
    points = []
    for i in range(len(values)):
        way = {rule: next(iter(found[rule][i]), 0) for rule in PRIORITY}
        way["trend"] = trend_way(i, values, found["trend"], wanted, compatible)
        met = [rule for rule in PRIORITY if way[rule]]
        good = [rule for rule in met if wanted and way[rule] == wanted]
        named = (good or met)[0] if met and not compatible else (met or [None])[0]
        code = "" if named is None else (UP if way[named] > 0 else DOWN)[named]
        kind = "common_cause"
        if named and wanted:
            kind = "improvement" if way[named] == wanted else "concern"
        elif named:
            kind = "neutral_high" if way[named] > 0 else "neutral_low"
        points.append({**way, "special_cause": code, "point_type": kind})
    return points


def xmr(values, *, starts=(), wanted=0, baseline=0, screen=False, length=7, compatible=False):
    points = []
    for segment in cut(list(values), starts):
        middle, average = limits(segment, baseline, screen, compatible)
        reach, near = 2.66 * average, 2.66 / 3 * 2 * average
        five = (middle, middle - reach, middle + reach, middle - near, middle + near)
        lines = [[line] * len(segment) for line in five]
        rows = judged(segment, lines, length=length, wanted=wanted, compatible=compatible)
        names = ("mean", "lpl", "upl", "nlpl", "nupl")
        points += [row | dict(zip(names, five, strict=True)) for row in rows]
    return points


def runs(values, centre):
    sides = [sign(v, c) for v, c in zip(values, centre, strict=True)]
    useful = [s for s in sides if s]
    lengths = []
    for before, after in zip([0, *useful], useful, strict=False):
        if before == after:
            lengths[-1] += 1
        else:
            lengths.append(1)
    n = len(useful)
    if not n:
        return {"n_useful": 0, "longest_run": -1, "crossings": -1, "signal": False}
    fewest = next(
        c for c in range(n) if 20 * sum(math.comb(n - 1, k) for k in range(c + 1)) >= 2 ** (n - 1)
    )
    longest = round(math.log2(n)) + 3
    return {
        "n_useful": n,
        "longest_run": max(lengths),
        "longest_run_max": longest,
        "crossings": len(lengths) - 1,
        "crossings_min": fewest,
        "signal": max(lengths) > longest or len(lengths) - 1 < fewest,
    }


def moving_average(deviations, screen, factors=None, limit=3.267):
    factors = factors or [1.0] * len(deviations)
    pairs = zip(deviations, deviations[1:], factors[1:], strict=False)
    ranges = [abs(b - a) * f for a, b, f in pairs if None not in {a, b} and f is not None]
    if screen and ranges:
        average = mean(ranges)
        ranges = [r for r in ranges if r < limit * average]
    return mean(ranges)


def chart(kind, values, n, *, base, screen=False):
    """Centre, lower and upper limit at each point of one segment; NaN for none."""
    plotted = [None if v is None or m == 0 else v / m for v, m in zip(values, n, strict=True)]
    held = [i for i in base if plotted[i] is not None]
    pooled = mean([values[i] for i in held]) / mean([n[i] for i in held]) if held else math.nan
    middle = mean([plotted[i] for i in held])
    return {
        "run": _run,
        "i": _i,
        "t": _t,
        "p": _p,
        "pp": _pp,
        "u": _u,
        "up": _up,
        "c": _c,
        "g": _g,
        "ip": _ip,
    }[kind](plotted, n, base, screen, (middle, pooled))


def _run(plotted, n, base, screen, centre):
    held = [plotted[i] for i in base if plotted[i] is not None]
    return [(median(held) if held else math.nan, math.nan, math.nan)] * len(n)


def _sigma(plotted, base, screen, middle):
    deviations = [None if plotted[i] is None else plotted[i] - middle for i in base]
    return moving_average(deviations, screen) / 1.128


def _i(plotted, n, base, screen, centre):
    reach = 3 * _sigma(plotted, base, screen, centre[0])
    return [(centre[0], centre[0] - reach, centre[0] + reach)] * len(n)


def _t(plotted, n, base, screen, centre):
    rooted = [None if v is None else v ** (1 / 3.6) for v in plotted]
    middle = mean([rooted[i] for i in base if rooted[i] is not None])
    reach = 3 * _sigma(rooted, base, screen, middle)
    low = 0.0 if math.isnan(reach) else max(middle - reach, 0.0) ** 3.6
    return [(middle**3.6, low, (middle + reach) ** 3.6)] * len(n)


def _spread(plotted, n, sigma, middle, factor=1.0):
    found = []
    for m in n:
        reach = 3 * sigma(m) * factor if m else math.nan
        found.append((middle, middle - reach, middle + reach))
    return found


def _p_sigma(middle):
    return lambda m: math.sqrt(middle * (1 - middle) / m)


def _u_sigma(middle):
    return lambda m: math.sqrt(middle / m)


def _factor(plotted, n, base, screen, middle, sigma):
    z = [
        None if plotted[i] is None or not sigma(n[i]) else (plotted[i] - middle) / sigma(n[i])
        for i in base
    ]
    return moving_average(z, screen) / 1.128


def _clip(lines, low, high):
    def to(x):
        return x if math.isnan(x) else min(max(x, low), high)

    return [(c, to(a), to(b)) for c, a, b in lines]


def _p(plotted, n, base, screen, centre):
    return _clip(_spread(plotted, n, _p_sigma(centre[1]), centre[1]), 0, 1)


def _pp(plotted, n, base, screen, centre):
    sigma = _p_sigma(centre[1])
    factor = _factor(plotted, n, base, screen, centre[1], sigma)
    return _clip(_spread(plotted, n, sigma, centre[1], factor), 0, 1)


def _u(plotted, n, base, screen, centre):
    return _clip(_spread(plotted, n, _u_sigma(centre[1]), centre[1]), 0, math.inf)


def _up(plotted, n, base, screen, centre):
    sigma = _u_sigma(centre[1])
    factor = _factor(plotted, n, base, screen, centre[1], sigma)
    return _clip(_spread(plotted, n, sigma, centre[1], factor), 0, math.inf)


def _c(plotted, n, base, screen, centre):
    reach = 3 * math.sqrt(centre[0])
    return [(centre[0], max(centre[0] - reach, 0), centre[0] + reach)] * len(n)


def _g(plotted, n, base, screen, centre):
    middle = centre[0]
    reach = 3 * math.sqrt(middle * (middle + 1))
    held = [plotted[i] for i in base if plotted[i] is not None]
    half = median(held) if held else math.nan
    return [(half, max(middle - reach, 0), middle + reach)] * len(n)


def _ip(plotted, n, base, screen, centre):
    sizes = list(n)
    factors = [None] + [
        math.sqrt(math.pi / 2) / math.sqrt(1 / a + 1 / b) if a and b else None
        for a, b in itertools.pairwise(sizes)
    ]
    s = moving_average(plotted, screen, factors, limit=3.2665)
    return _spread(plotted, n, lambda m: s * math.sqrt(1 / m), centre[1])
