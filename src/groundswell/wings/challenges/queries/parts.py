"""Evidence and people's words as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..evidence import Part


@dataclass(frozen=True, slots=True)
class EvidencePart:
    heading: str
    pairs: tuple[tuple[str, str], ...]


def evidence_parts(parts: Iterable[Part]) -> tuple[EvidencePart, ...]:
    return tuple(
        EvidencePart(part["heading"], tuple((name, said) for name, said in part["pairs"]))
        for part in parts
    )


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
