"""RESPONSES: a table of answers, and the options that say what its scales are.

Shared by the commands `scales`, `change` and `drivers`.
"""

import argparse
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from groundswell.cli.tables import ROW, BadInput, Fault, numbers, read_table, refuse_if
from groundswell.science import scales

Floats = NDArray[np.float64]

RULES = "half, all, any or a number of answers"

KINDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "items": list,
    "low": (int, float),
    "high": (int, float),
}
"""What an instrument's file must say of each scale."""


def add_scale_options(parser: argparse.ArgumentParser) -> None:
    """The options by which a command learns what its scales are."""
    parser.add_argument(
        "--scale",
        action="append",
        default=[],
        metavar="NAME=ITEM,-ITEM",
        help="a scale and its columns, a minus before a reversed one; may be repeated",
    )
    parser.add_argument(
        "--range",
        nargs=2,
        type=float,
        metavar=("LOW", "HIGH"),
        help="the lowest and highest answer of every --scale",
    )
    parser.add_argument(
        "--missing",
        action="append",
        default=[],
        metavar="RULE",
        help=f"answers that make a score: {RULES}; NAME=RULE for one scale (default: half)",
    )
    parser.add_argument(
        "--instrument",
        type=Path,
        metavar="FILE",
        help="scales from a file, TOML or JSON: a list `scales` of name, items, low, high, least",
    )


def scales_of(chosen: argparse.Namespace) -> list[scales.Scale]:
    """The scales that the options describe.

    Raises
    ------
    BadInput
        With every fault of the options and of the instrument's file.
    """
    found, faults = [], []
    for made in _described(chosen):
        try:
            found.append(_scale(*made))
        except BadInput as bad:
            faults += bad.faults
    names = [one.name for one in found]
    faults += [
        Fault("--scale", f"{name!r} stands twice; one name a scale")
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    faults += [
        Fault(f"--missing {rule}", "names no scale")
        for rule in chosen.missing
        if "=" in rule and rule.rpartition("=")[0] not in names
    ]
    refuse_if(faults)
    return [_with_rule(one, chosen.missing) for one in found]


def some_scales_of(chosen: argparse.Namespace) -> list[scales.Scale]:
    """The same for a command that needs one at least."""
    found = scales_of(chosen)
    if not found:
        raise BadInput([Fault("--scale", "is missing; name a scale, or an --instrument")])
    return found


def _described(chosen: argparse.Namespace) -> list[tuple[str, dict[str, Any]]]:
    """Where each scale stands, and what is said of it."""
    found = []
    for text in chosen.scale:
        place, (name, equals, items) = f"--scale {text}", text.partition("=")
        if not equals or not name.strip():
            raise BadInput([Fault(place, "is not NAME=ITEM,ITEM,-ITEM")])
        if chosen.range is None:
            raise BadInput([Fault(place, "needs --range LOW HIGH")])
        low, high = chosen.range
        listed = [item.strip() for item in items.split(",") if item.strip()]
        found.append((place, {"name": name.strip(), "items": listed, "low": low, "high": high}))
    if chosen.instrument is not None:
        found += _from_file(chosen.instrument)
    return found


def _from_file(path: Path) -> list[tuple[str, dict[str, Any]]]:
    if not path.is_file():
        raise BadInput([Fault(str(path), "there is no such file")])
    try:
        text = path.read_text(encoding="utf-8")
        document = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        kind = "JSON" if path.suffix == ".json" else "TOML"
        raise BadInput([Fault(str(path), f"is no readable {kind}: {error}")]) from error
    listed = document.get("scales") if isinstance(document, dict) else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise BadInput([Fault(str(path), "has no list `scales` of tables")])
    return [(f"{path}, scale {at}", one) for at, one in enumerate(listed, 1)]


def _scale(place: str, said: dict[str, Any]) -> scales.Scale:
    refuse_if([
        Fault(place, f"needs {name}")
        for name, kind in KINDS.items()
        if not isinstance(said.get(name), kind)
    ])
    least = said.get("least")
    if least is not None and type(least) is not int:
        raise BadInput([Fault(place, f"least is {least!r}, which is no whole number")])
    items = [str(item) for item in said["items"]]
    try:
        return scales.Scale(
            name=said["name"],
            items=tuple(item.removeprefix("-") for item in items),
            low=float(said["low"]),
            high=float(said["high"]),
            reversed=frozenset(item[1:] for item in items if item.startswith("-")),
            least=least,
        )
    except ValueError as error:
        raise BadInput([Fault(place, str(error))]) from error


def _with_rule(scale: scales.Scale, rules: Sequence[str]) -> scales.Scale:
    """The scale with its missing rule: its own if there is one, else that for all."""
    for_all = [rule for rule in rules if "=" not in rule]
    own = [rule.rpartition("=")[2] for rule in rules if rule.rpartition("=")[0] == scale.name]
    for rule in [*for_all, *own][-1:]:
        return _ruled(scale, rule)
    return scale


def _ruled(scale: scales.Scale, rule: str) -> scales.Scale:
    n_items = len(scale.items)
    named = {"half": None, "all": n_items, "any": 1}
    if rule not in named and not rule.isdecimal():
        raise BadInput([Fault(f"--missing {rule}", f"is not {RULES}")])
    try:
        least = named[rule] if rule in named else int(rule)
        return scales.Scale(scale.name, scale.items, scale.low, scale.high, scale.reversed, least)
    except ValueError as error:
        raise BadInput([Fault(f"--missing {rule}", f"scale {scale.name}: {error}")]) from error


@dataclass(frozen=True)
class Responses:
    """A table of answers as read: every column text.

    Attributes
    ----------
    path : Path
        Where it was read.
    frame : DataFrame
        Its rows.
    """

    path: Path
    frame: pl.DataFrame

    def numbers(self, column: str) -> Floats:
        """A column of numbers; NaN where it is empty.

        Raises
        ------
        BadInput
            With every field that is no number.
        """
        found, faults = numbers(self.frame, self.path, column)
        refuse_if(faults)
        return found.fill_null(np.nan).to_numpy()

    def labels(self, column: str) -> scales.Units:
        """A column of names: the unit of each person, none where it is empty."""
        text = self.frame[column].str.strip_chars().replace("", None)
        names = text.drop_nulls().unique().sort()
        code = text.cast(pl.Enum(names)).to_physical().cast(pl.Int64).fill_null(-1)
        return scales.Units(np.array(names.to_list(), dtype=np.str_), code.to_numpy())

    def weights(self, column: str) -> Floats:
        """A column of weights, none missing and none under 0.

        Raises
        ------
        BadInput
            With every field that is no weight.
        """
        found = self.numbers(column)
        wrong = self.frame[ROW].to_numpy()[~(found >= 0)]
        refuse_if([
            Fault(str(self.path), "is not a weight of 0 or more", int(row), column) for row in wrong
        ])
        return found

    def answers(self, chosen: Iterable[scales.Scale]) -> dict[str, Floats]:
        """The answers to every item of the scales, each within its range.

        Raises
        ------
        BadInput
            With every field that is no answer of its scale.
        """
        found: dict[str, Floats] = {}
        faults: list[Fault] = []
        for scale in chosen:
            for item in scale.items:
                try:
                    found[item] = self.numbers(item) if item not in found else found[item]
                    faults += self._beyond(item, found[item], scale)
                except BadInput as bad:
                    faults += bad.faults
        refuse_if(list(dict.fromkeys(faults)))
        return found

    def _beyond(self, item: str, values: Floats, scale: scales.Scale) -> list[Fault]:
        wrong = np.flatnonzero((values < scale.low) | (values > scale.high))
        problem = f"is not between {scale.low:g} and {scale.high:g}, the range of {scale.name}"
        rows = self.frame[ROW]
        return [
            Fault(str(self.path), f"{values[at]:g} {problem}", int(rows[int(at)]), item)
            for at in wrong
        ]


def read_responses(path: Path, chosen: Iterable[scales.Scale], *columns: str | None) -> Responses:
    """Read RESPONSES, which must have the items of the scales and the columns named.

    Raises
    ------
    BadInput
        If the file cannot be read or lacks a column.
    """
    items = [item for scale in chosen for item in scale.items]
    needed = dict.fromkeys([*items, *(column for column in columns if column is not None)])
    return Responses(path, read_table(path, needed))
