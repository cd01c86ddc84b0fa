"""What a format has no words for travels along in one field of ours.

No format can say everything that another can. A writer writes all that its format knows, reads
that back, and packs what came back different. Beside each value stands a print of what came back:
if somebody changes the field in another program, the print no longer fits and the change stays.
"""

import json
import zlib
from dataclasses import fields, replace
from typing import Any

from .work import LINES, TEXTS, Author, Kind, Work

MARK = "groundswell"
_NAMES = tuple(field.name for field in fields(Work))


def packed(work: Work, plain: Work) -> str:
    """What of the work is not in `plain`, as one line of JSON; "" where all of it is."""
    missing = {
        name: [_print(getattr(plain, name)), _as_json(getattr(work, name))]
        for name in _NAMES
        if getattr(work, name) != getattr(plain, name)
    }
    return json.dumps(missing, ensure_ascii=False) if missing else ""


def restored(plain: Work, text: str) -> Work:
    """The work with what was packed put back; what is not ours, or was changed since, is left."""
    try:
        missing = json.loads(text)
    except (ValueError, RecursionError):
        return plain
    found = {}
    for name, pair in missing.items() if isinstance(missing, dict) else ():
        match pair:
            case [str(of), value] if name in _NAMES and of == _print(getattr(plain, name)):
                found[name] = value
    try:
        return replace(plain, **{name: _from_json(name, value) for name, value in found.items()})
    except (TypeError, ValueError, OverflowError):
        return plain


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    if isinstance(value, Author):
        return [value.family, value.given, value.literal]
    return value


def _print(value: Any) -> str:
    written = json.dumps(_as_json(value), ensure_ascii=False)
    return f"{zlib.crc32(written.encode()):08x}"


def _from_json(name: str, value: Any) -> Any:
    """The value as a work holds it. Raises TypeError, ValueError or OverflowError."""
    if name in LINES or name in TEXTS:
        return _word(value)
    if name == "kind":
        return Kind(value)
    if name == "year":
        return value if value is None else int(value)
    if name in {"authors", "editors"}:
        return tuple(Author(*map(_word, one)) for one in value)
    if name == "keywords":
        return tuple(map(_word, value))
    return tuple((_word(field), _word(said)) for field, said in value)


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
