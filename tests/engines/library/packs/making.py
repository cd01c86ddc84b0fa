"""A shelf, who may take packs in, and small packs as files."""

import io
import zipfile
from functools import cache
from typing import Any

from tests.world import NOON, a_founder

from groundswell.engines.library import actions
from groundswell.engines.library.models import Shelf
from groundswell.engines.library.packs import PackContents, read_folder, read_zip

HEAD = """
key: a-pack
title: A small pack
version: 1
language: en-GB
licence: CC BY 4.0
made_on: 2026-06-01
"""
LITERATURE = """
- key: lim-2020-beds
  kind: article
  authors: ["Lim, J."]
  year: 2020
  title: Beds and bridges
  container: Ward Studies
  doi: 10.1000/beds
  says: What was found.
  strength: trial
"""
PAGE = """
key: beds-and-bridges
title: Beds and bridges
claim: Bridges help.
strength: thin
why_so: One study says so.
says: [A bridge helps people to cross.]
figures:
  - value: "17"
    words: bridges
    source: lim-2020-beds
rests_on: [lim-2020-beds]
tags: [Bridges, beds]
"""
LIST = """
- key: first-reading
  title: First reading
  parts:
    - title: Begin here
      words: Two things to read.
      uses: [beds-and-bridges, lim-2020-beds]
"""
TERMS = """
- term: Bridge
  words: What one crosses by.
"""
SMALL = {
    "pack.yaml": HEAD,
    "literature.yaml": LITERATURE,
    "one-pagers/beds-and-bridges.yaml": PAGE,
    "reading-lists.yaml": LIST,
    "glossary.yaml": TERMS,
}


def a_zip(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in files.items():
            bundle.writestr(name, text)
    return out.getvalue()


def small(**changed: str) -> PackContents:
    """The small pack, with some words replaced: `small(**{"Bridges help.": "They do not."})`."""
    files = {}
    for name, text in SMALL.items():
        for old, new in changed.items():
            text = text.replace(old, new)
        files[name] = text
    return contents(a_zip(files))


def contents(packed: bytes, known: frozenset[str] = frozenset()) -> PackContents:
    read = read_zip(packed, known)
    assert read.contents is not None, read.faults
    return read.contents


@cache
def starting_library() -> PackContents:
    read = read_folder()
    assert read.contents is not None, read.faults
    return read.contents


def the_shelf() -> Shelf:
    return actions.open_shelf(organisation=None, by=a_founder(), at=NOON)


def take_in(given: PackContents, **details: Any) -> Any:
    details = {"shelf": None, "by": a_founder(), "at": NOON, **details}
    details["shelf"] = details["shelf"] or the_shelf()
    return actions.take_in_pack(contents=given, **details)
