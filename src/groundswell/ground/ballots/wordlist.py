"""1,024 short plain words: ten bits each, for what people write down and compare."""

from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).resolve().parents[2] / "packs" / "ballots" / "words.yaml"
BITS = 10  # that one word stands for


@lru_cache(1)
def words() -> tuple[str, ...]:
    """All of them, in the order that gives each its number."""
    listed = tuple(yaml.safe_load(_FILE.read_text())["words"].split())
    assert len(listed) == len(set(listed)) == 1 << BITS
    return listed


@lru_cache(1)
def known() -> frozenset[str]:
    return frozenset(words())
