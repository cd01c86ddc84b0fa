"""How far two words are from each other."""

SHORT = 5  # letters; in a word that is no longer one letter may be wrong, in others two
SHORTEST = 4  # what is shorter has too many neighbours to guess at


def may_differ(word: str) -> int:
    """How many letters may be wrong in a word before it is another.

    >>> may_differ("nhs"), may_differ("staff"), may_differ("safety")
    (0, 1, 2)
    """
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) <= SHORT else 2


def distance(one: str, other: str, most: int) -> int:
    """Letters to change, add, leave out or swap with their neighbour; `most` + 1 for all beyond.

    >>> distance("safety", "saftey", 2), distance("ward", "word", 1), distance("ward", "trust", 1)
    (1, 1, 2)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(last) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
