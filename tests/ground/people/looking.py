from groundswell.ground.kernel import search
from groundswell.ground.kernel.models import SearchEntry


def found(words: str, keys: frozenset[str]) -> list[SearchEntry]:
    """What somebody with these keys finds by the words."""
    return list(search.find(words, keys=keys).entries)
