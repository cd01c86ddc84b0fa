"""Instruments as files that anybody may read: a YAML file each, in `groundswell/packs/instruments`.

An organisation that holds a licence writes its own in the same form and loads it. Where a file is
wrong, every fault is said; it is taken whole or not at all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from ..definition import Definition, Unreadable, faults_of, from_json

FOLDER = Path(__file__).resolve().parents[3] / "packs" / "instruments"
MOST_BYTES = 200_000  # of a file
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_TEXTS = ("title", "version", "licence", "provenance", "summary")
_PARTS = (*_TEXTS, "code", "language", "languages", "validated", "answers", "pages", "scales")
_LONGEST = 2_000


class _WithoutAliases(yaml.SafeLoader):
    """A name that stands for a part could stand for a part of such names, and so without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("Aliases are not read.")
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Pack:
    """One version of an instrument."""

    code: str
    version: str
    title: str
    summary: str
    licence: str
    provenance: str
    is_validated: bool
    definition: Definition

    @property
    def key(self) -> str:
        return f"{self.code}@{self.version}"


class PackFaulty(ValueError):
    """What is wrong with a file: a sentence for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@cache
def packs() -> dict[str, Pack]:
    """Every instrument that we ship, by its key, in the order of their titles."""
    found = [read_pack(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {pack.key: pack for pack in sorted(found, key=lambda pack: pack.title.casefold())}


def read_pack(path: Path) -> Pack:
    """The instrument in a file; its name is the code. Raises PackFaulty."""
    return read_pack_text(path.read_text(encoding="utf-8"), code=path.stem)


def read_pack_text(text: str, *, code: str = "") -> Pack:
    """The instrument that a text describes. Raises PackFaulty, with every fault."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise PackFaulty([_("This file is too large for an instrument. Use at most 200 kB.")])
    try:
        given = yaml.load(text, Loader=_WithoutAliases)  # noqa: S506  (a SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise PackFaulty([_("This is no YAML that can be read.")]) from None
    return pack_from(given, code=code)


def pack_from(given: Any, *, code: str = "") -> Pack:
    """The instrument that a document describes. Raises PackFaulty, with every fault."""
    if not isinstance(given, dict):
        raise PackFaulty([_("Begin with names and values, such as “title: Team pulse”.")])
    code = code or str(given.get("code") or "")
    faults = list(_of_the_top(given, code))
    definition = None
    try:
        definition = from_json(_as_json(given))
    except Unreadable as error:
        faults.append(str(error))
    if definition is not None:
        faults += [
            _placed(flaw.question or flaw.scale, flaw.sentence) for flaw in faults_of(definition)
        ]
    if faults or definition is None:
        raise PackFaulty(faults)
    texts = {name: " ".join(str(given[name]).split()) for name in _TEXTS}
    return Pack(
        code=code, is_validated=given.get("validated") is True, definition=definition, **texts
    )


def _placed(place: str, sentence: str) -> str:
    return f"{place[:80]}: {sentence}" if place else sentence


def _of_the_top(given: Mapping[Any, Any], code: str) -> Iterator[str]:
    if not _CODE.fullmatch(code):
        yield _("Give it a code of small letters, digits and hyphens, such as “team-pulse”.")
    for name in given:
        if name not in _PARTS:
            yield _("“%(name)s” is not known here. Known: %(known)s.") % {
                "name": str(name)[:80],
                "known": ", ".join(_PARTS),
            }
    for name in _TEXTS:
        value = given.get(name)
        if not isinstance(value, str | int | float) or not 1 <= len(str(value).strip()) <= _LONGEST:
            yield _("Write a text for “%(name)s”, of at most 2,000 characters.") % {"name": name}


def _as_json(given: Mapping[str, Any]) -> dict[str, Any]:
    """The questions as `from_json` reads them: sentences by language, answers by number."""
    languages = given.get("languages") or [given.get("language") or "en-gb"]
    first = languages[0] if isinstance(languages, list) and languages else "en-gb"
    maker = _Maker(str(first), given.get("answers"))
    return {
        "languages": languages,
        "pages": [maker.page(page) for page in _listed(given.get("pages"))],
        "scales": [maker.scale(scale) for scale in _listed(given.get("scales"))],
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


class _Maker:
    """Turns the short forms that people write into the long ones."""

    def __init__(self, first: str, answers: Any) -> None:
        self._first = first
        self._answers = answers if isinstance(answers, dict) else {}

    def page(self, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        page = {name: self._said(given[name]) for name in ("title", "intro") if name in given}
        questions = [self._question(question) for question in _listed(given.get("questions"))]
        return {**self._rest(given, ("title", "intro")), **page, "questions": questions}

    def _question(self, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        answers = given.get("answers")
        kind = given.get("kind") or ("scale" if answers is not None else "text")
        made = {
            **self._rest(given, ("say", "answers", "hint", "letters", "kind")),
            "kind": kind,
            "label": self._said(given.get("say")),
        }
        if answers is not None:
            made["options"] = self._options(answers)
        if "hint" in given:
            made["hint"] = self._said(given["hint"])
        if "letters" in given:
            made["most_letters"] = given["letters"]
        return made

    def _options(self, answers: Any) -> list[dict[str, Any]]:
        """Of a list that is written here, or of one named on top of the file."""
        named = self._answers.get(answers) if isinstance(answers, str) else answers
        if not isinstance(named, dict):
            raise Unreadable(
                _("No answers are called “%(name)s” on top of the file.")
                % {"name": str(answers)[:80]}
            )
        return [{"code": code, "label": self._said(label)} for code, label in named.items()]

    def scale(self, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {**self._rest(given, ("name",)), "name": self._said(given.get("name"))}

    def _rest(self, given: Mapping[str, Any], taken: tuple[str, ...]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if name not in taken}

    def _said(self, value: Any) -> Any:
        """A sentence in the first language, where it is not given by language."""
        if isinstance(value, str):
            return {self._first: " ".join(value.split())}
        return value
