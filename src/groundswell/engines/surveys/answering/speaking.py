"""Our own sentences in further languages: read from packs, and added to what Django can say.

A pack is text that anybody can mend. It is turned into a catalogue of gettext in memory when the
server starts: no tools of the system are needed, and nothing compiled lies about.
"""

import gettext
import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import trans_real

FOLDER = Path(__file__).resolve().parents[3] / "packs" / "words"
# One form for one of a thing, the other for all else: what our sentences need.
_HEAD = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
_MAGIC = 0x950412DE  # of a catalogue; see gettext's manual, "The Format of GNU MO Files"


@dataclass(frozen=True, slots=True)
class Pack:
    """What is said in a language, and what respondents are told about how good it is."""

    language: str
    note: str
    sentences: Mapping[str, tuple[str, ...]]  # one form, or those for one and for several


@cache
def packs() -> Mapping[str, Pack]:
    """Every language begun, by its code."""
    found = (_read(path) for path in sorted(FOLDER.glob("*.yaml")))
    return {pack.language: pack for pack in found}


def _read(path: Path) -> Pack:
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    said = {
        english: tuple(words) if isinstance(words, list) else (words,)
        for english, words in given["sentences"].items()
    }
    return Pack(given["language"], given["note"], said)


def learn() -> None:
    """Teach Django every pack. Called once, when the apps are ready."""
    for pack in packs().values():
        catalogue = gettext.GNUTranslations(io.BytesIO(compiled(pack)))
        trans_real.translation(pack.language).merge(catalogue)


def note_on(language: str) -> str:
    """What respondents are told of the words in that language; empty where they are our own."""
    pack = packs().get(language)
    return pack.note if pack else ""


def compiled(pack: Pack) -> bytes:
    """The pack as gettext reads it: keys in their order, then a table of where each text lies."""
    plural = {english: f"{english}\0{_PLURALS[english]}" for english in _PLURALS}
    entries = {"": _HEAD} | {
        plural.get(english, english): "\0".join(words) for english, words in pack.sentences.items()
    }
    pairs = sorted((key.encode(), words.encode()) for key, words in entries.items())
    n, start = len(pairs), 28  # bytes of the head
    texts = start + 16 * n
    tables: list[bytes] = []
    body = b""
    for which in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[which]), texts + len(body)))
            body += pair[which] + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, n, start, start + 8 * n, 0, texts)
    return head + b"".join(tables) + body


# The English for several, of sentences that have a form for one: the key that gettext looks under.
_PLURALS = {
    "This takes about %(n)s minute.": "This takes about %(n)s minutes.",
    "minute": "minutes",
}
