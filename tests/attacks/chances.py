"""How well blind guessing does, and how sure a share is."""

import math


def luck(right: int, n: int, p: float) -> float:
    """The chance that blind guessing gets at least so many right."""
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(right, n + 1))


def interval(right: int, n: int) -> tuple[float, float]:
    """Wilson's interval of the share, 95 %."""
    z, share = 1.959964, right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), middle + half
