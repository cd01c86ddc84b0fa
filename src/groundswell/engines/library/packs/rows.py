"""Keys of a pack and the rows that they stand for, both ways."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Known:
    """Each work and page by its key in the pack; see `shapes.Rows`."""

    rows: dict[str, tuple[bool, int]] = field(default_factory=dict)
    keys: dict[tuple[bool, int], str] = field(default_factory=dict)
    names_all: bool = False  # what has no key here is named all the same, so that it is not missed

    def add(self, key: str, *, is_work: bool, pk: int) -> None:
        self.rows[key] = (is_work, pk)
        self.keys[(is_work, pk)] = key

    def row_of(self, key: str) -> tuple[bool, int] | None:
        return self.rows.get(key)

    def key_of(self, *, is_work: bool, pk: int) -> str | None:
        key = self.keys.get((is_work, pk))
        if key is None and self.names_all:
            return f"work-{pk}" if is_work else f"page-{pk}"
        return key
