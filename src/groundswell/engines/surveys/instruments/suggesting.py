"""Words that are begun in another language; whoever translates looks them over."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "packs" / "instruments" / "words"


@cache
def suggestions(language: str) -> Mapping[str, str]:
    """Sentences in British English and what might be said in the language; not reviewed."""
    path = FOLDER / f"{language}.yaml"
    if not language.isascii() or not language.replace("-", "").isalnum() or not path.is_file():
        return {}
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {str(english): str(words) for english, words in given["sentences"].items()}
