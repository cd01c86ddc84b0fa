"""A second implementation of the survey statistics: plain, slow, one person at a time.

It shares no code with the package and no way of thinking where there are two: matrices
are written out in full, tests of a t are integrated, Shapley values go through every
order of entry. None is a missing answer.
"""

import itertools
import math
import statistics
from collections.abc import Callable, Sequence

import numpy as np

Answers = Sequence[Sequence[float | None]]


def scored(answers: Answers, least: int) -> list[float | None]:
    found = []
    for person in answers:
        given = [x for x in person if x is not None]
        found.append(sum(given) / len(given) if len(given) >= least else None)
    return found


def complete(answers: Answers) -> list[list[float]]:
    return [list(person) for person in answers if None not in person]


def covariance(answers: Answers) -> list[list[float]]:
    """Pairwise; of complete answers, listwise."""
    items = range(len(answers[0]))
    return [
        [statistics.covariance(*zip(*both(answers, i, j), strict=True)) for j in items]
        for i in items
    ]


def both(answers: Answers, i: int, j: int) -> list[tuple[float, float]]:
    return [(p[i], p[j]) for p in answers if p[i] is not None and p[j] is not None]


def alpha(matrix: list[list[float]]) -> float:
    k = len(matrix)
    return k / (k - 1) * (1 - sum(matrix[i][i] for i in range(k)) / sum(map(sum, matrix)))


def standardised(matrix: list[list[float]]) -> list[list[float]]:
    k = range(len(matrix))
    return [[matrix[i][j] / math.sqrt(matrix[i][i] * matrix[j][j]) for j in k] for i in k]


def without(matrix: list[list[float]], item: int) -> list[list[float]]:
    kept = [i for i in range(len(matrix)) if i != item]
    return [[matrix[i][j] for j in kept] for i in kept]


def item_rest(answers: list[list[float]], item: int) -> float:
    own = [person[item] for person in answers]
    rest = [sum(person) - person[item] for person in answers]
    return statistics.correlation(own, rest)


def omega(matrix: list[list[float]], rounds: int = 20_000) -> float:
    """One factor by the EM algorithm."""
    k = range(len(matrix))
    loading = [math.sqrt(matrix[i][i] / 2) for i in k]
    unique = [matrix[i][i] / 2 for i in k]
    for _ in range(rounds):
        information = 1 + sum(loading[i] ** 2 / unique[i] for i in k)
        beta = [loading[i] / unique[i] / information for i in k]
        with_factor = [sum(matrix[i][j] * beta[j] for j in k) for i in k]
        factor = 1 / information + sum(beta[i] * with_factor[i] for i in k)
        loading = [with_factor[i] / factor for i in k]
        unique = [matrix[i][i] - loading[i] * with_factor[i] for i in k]
    common = sum(loading) ** 2
    return common / (common + sum(unique))


def grouped(values: Sequence[float | None], units: Sequence[str]) -> dict[str, list[float]]:
    groups: dict[str, list[float]] = {}
    for value, unit in zip(values, units, strict=True):
        if value is not None and unit:
            groups.setdefault(unit, []).append(value)
    return dict(sorted(groups.items()))


def mean_squares(groups: dict[str, list[float]]) -> tuple[float, float]:
    everybody = [x for group in groups.values() for x in group]
    grand = statistics.fmean(everybody)
    between = sum(len(g) * (statistics.fmean(g) - grand) ** 2 for g in groups.values())
    within = sum((x - statistics.fmean(g)) ** 2 for g in groups.values() for x in g)
    return between / (len(groups) - 1), within / (len(everybody) - len(groups))


def n0(groups: dict[str, list[float]]) -> float:
    sizes = [len(g) for g in groups.values()]
    return (sum(sizes) - sum(n * n for n in sizes) / sum(sizes)) / (len(sizes) - 1)


def likelihood(groups: dict[str, list[float]], ratio: float, *, restricted: bool) -> list[float]:
    """-2 log likelihood with the full covariance matrix, and mu, var(mu), sigma2."""
    y = np.array([x for g in groups.values() for x in g])
    label = np.repeat(range(len(groups)), [len(g) for g in groups.values()])
    v = np.eye(y.size) + ratio * (label[:, None] == label[None, :])
    inverse = np.linalg.inv(v)
    weight = inverse.sum()
    mu = (inverse @ y).sum() / weight
    squares = (y - mu) @ inverse @ (y - mu)
    freedom = y.size - 1 if restricted else y.size
    deviance = freedom * math.log(squares) + np.linalg.slogdet(v)[1]
    if restricted:
        deviance += math.log(weight)
    return [deviance, mu, squares / freedom / weight, squares / freedom]


def components(groups: dict[str, list[float]], *, restricted: bool) -> tuple[float, float, float]:
    """mu, tau2, sigma2 by golden section on the ratio's logarithm, 0 included."""

    def at(log_ratio: float) -> float:
        return likelihood(groups, math.exp(log_ratio), restricted=restricted)[0]

    low, high = -15.0, 15.0
    golden = (math.sqrt(5) - 1) / 2
    while high - low > 1e-9:
        one, two = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, two) if at(one) < at(two) else (one, high)
    ratio = math.exp((low + high) / 2)
    if likelihood(groups, 0.0, restricted=restricted)[0] <= at(math.log(ratio)) + 1e-10:
        ratio = 0.0
    _, mu, _, sigma2 = likelihood(groups, ratio, restricted=restricted)
    return mu, ratio * sigma2, sigma2


def rwg_j(answers: list[list[float]], null: float) -> float:
    j = len(answers[0])
    q = min(1.0, statistics.fmean(map(statistics.variance, zip(*answers, strict=True))) / null)
    return j * (1 - q) / (j * (1 - q) + q)


def average_deviation(
    answers: list[list[float]], middle: Callable[[Sequence[float]], float]
) -> float:
    return statistics.fmean(
        statistics.fmean(abs(x - middle(item)) for x in item) for item in zip(*answers, strict=True)
    )


def below_median(mean: Sequence[float], sd: Sequence[float], at: int, draws: int) -> float:
    """Drawn, and looked up."""
    rng = np.random.default_rng(7)
    truth = rng.normal(mean, sd, (draws, len(mean)))
    return float((truth[:, at] < np.median(np.delete(truth, at, axis=1), axis=1)).mean())


def raked(
    people: Sequence[dict[str, str]], margins: dict[str, dict[str, float]], rounds: int = 500
) -> list[float]:
    weights = [1.0] * len(people)
    for _ in range(rounds):
        for name, levels in margins.items():
            held = {
                level: sum(w for w, p in zip(weights, people, strict=True) if p[name] == level)
                for level in levels
            }
            weights = [
                w * levels[p[name]] / held[p[name]] for w, p in zip(weights, people, strict=True)
            ]
    return weights


def raked_error(
    values: Sequence[float],
    weights: Sequence[float],
    people: Sequence[dict[str, str]],
    margins: dict[str, dict[str, float]],
) -> float:
    """Residuals by taking level means off, margin after margin."""
    total = sum(weights)
    mean = sum(w * x for w, x in zip(weights, values, strict=True)) / total
    left = [x - mean for x in values]
    for _ in range(500):
        for name, levels in margins.items():
            for level in levels:
                own = [i for i, person in enumerate(people) if person[name] == level]
                off = statistics.fmean(left[i] for i in own)
                for i in own:
                    left[i] -= off
    influence = [w * e / total for w, e in zip(weights, left, strict=True)]
    return math.sqrt(len(values) * statistics.variance(influence))


def t_tail(t: float, freedom: float) -> float:
    """Two-sided probability, the density integrated by Simpson's rule after t = tan(a)."""

    def density(angle: float) -> float:
        x = math.tan(angle)
        return (1 + x * x / freedom) ** (-(freedom + 1) / 2) * (1 + x * x)

    log_scale = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)
    scale = math.exp(log_scale) / math.sqrt(freedom * math.pi)
    steps = 4_000
    width = math.atan(abs(t)) / steps
    weights = [1, *([4, 2] * (steps // 2 - 1)), 4, 1]
    inside = sum(w * density(i * width) for i, w in enumerate(weights)) * width / 3 * scale
    return 1 - 2 * inside


def paired(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    steps = [b - a for a, b in zip(before, after, strict=True)]
    t = statistics.fmean(steps) / (statistics.stdev(steps) / math.sqrt(len(steps)))
    return t, t_tail(t, len(steps) - 1)


def welch(before: Sequence[float], after: Sequence[float]) -> tuple[float, float, float]:
    one, two = (statistics.variance(wave) / len(wave) for wave in (before, after))
    t = (statistics.fmean(after) - statistics.fmean(before)) / math.sqrt(one + two)
    freedom = (one + two) ** 2 / (one**2 / (len(before) - 1) + two**2 / (len(after) - 1))
    return t, freedom, t_tail(t, freedom)


def fisher(x1: int, n1: int, x2: int, n2: int) -> float:
    yes = x1 + x2
    ways = {
        x: math.comb(n1, x) * math.comb(n2, yes - x)
        for x in range(max(0, yes - n2), min(n1, yes) + 1)
    }
    return sum(w for w in ways.values() if w <= ways[x1]) / sum(ways.values())


def holm(p: Sequence[float]) -> list[float]:
    order = sorted(range(len(p)), key=lambda i: p[i])
    return [
        min(1.0, max((len(p) - r) * p[i] for r, i in enumerate(order[: order.index(at) + 1])))
        for at in range(len(p))
    ]


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    order = sorted(range(len(p)), key=lambda i: p[i])
    return [
        min(1.0, *(len(p) / (r + 1) * p[order[r]] for r in range(order.index(at), len(p))))
        if order.index(at) < len(p) - 1
        else min(1.0, p[at])
        for at in range(len(p))
    ]


def r_squared(y: np.ndarray, x: np.ndarray) -> float:
    if x.shape[1] == 0:
        return 0.0
    design = np.column_stack([np.ones(y.size), x])
    fitted = design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return float(1 - ((y - fitted) ** 2).sum() / ((y - y.mean()) ** 2).sum())


def shapley(y: np.ndarray, x: np.ndarray) -> list[float]:
    p = x.shape[1]
    gains = [0.0] * p
    orders = list(itertools.permutations(range(p)))
    for order in orders:
        for at, driver in enumerate(order):
            gains[driver] += r_squared(y, x[:, order[: at + 1]]) - r_squared(y, x[:, order[:at]])
    return [gain / len(orders) for gain in gains]


def johnson(y: np.ndarray, x: np.ndarray) -> list[float]:
    """By the singular value decomposition, as Johnson has it."""
    z = (x - x.mean(0)) / x.std(0)
    left, _, right = np.linalg.svd(z, full_matrices=False)
    nearest = left @ right
    scale = nearest.T @ ((y - y.mean()) / np.linalg.norm(y - y.mean()))
    loading = z.T @ nearest / math.sqrt(y.size)
    return [float(weight) for weight in loading**2 @ scale**2]


def funnel(values: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """phi and tau2."""
    weights = [1 / s**2 for s in errors]
    target = sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)
    z = [(y - target) / s for y, s in zip(values, errors, strict=True)]
    ordered = sorted(z)

    def quantile(share: float) -> float:
        place = share * (len(z) - 1)
        under = int(place)
        over = min(under + 1, len(z) - 1)
        return ordered[under] + (place - under) * (ordered[over] - ordered[under])

    low, high = quantile(0.1), quantile(0.9)
    phi = statistics.fmean(min(max(one, low), high) ** 2 for one in z)
    n = len(z)
    room = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return phi, max(0.0, (n * phi - (n - 1)) / room) if phi > 1 + 2 * math.sqrt(2 / n) else 0.0
