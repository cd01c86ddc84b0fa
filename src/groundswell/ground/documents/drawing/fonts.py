"""The fonts that come with the program, and words in place of signs that they lack.

Arimo, as wide as Arial, is built with the styles; typst brings the others. None is looked for on
the machine, so that a file looks the same wherever it is made.
"""

import re
import threading
import unicodedata
from functools import cache

import typst

from groundswell.ground.web.png import FONTS

INSTEAD = "\u25a1"  # where a letter cannot be drawn and has no name that would say it
_PROBE = b'#set text(font: "Arimo")\n#set document(title: "?")\n#sys.inputs.letters'
_UNDRAWN = re.compile(r"the text `\"(.+?)\"`")
_BY_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")
# An emoji with the joiners, colours and signs that follow it and make one picture of them all.
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf][\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]*"
)
_NAMELESS = ("VARIATION SELECTOR", "ZERO WIDTH", "EMOJI MODIFIER")
# Where typst's fonts have no letter at all, so that it need not be asked letter by letter.
_OUT_OF_REACH = re.compile("[\u2e80-\ufaff\U0001fb00-\U0010ffff]")
_PLAIN = re.compile("[\t\n\u0020-\u007e\u00a0-\u024f\u2010-\u2027\u20ac]")
_lock = threading.Lock()
_known: dict[str, bool] = {INSTEAD: True}


@cache
def fonts() -> typst.Fonts:
    """What typst may use. Raises RuntimeError where the fonts have not been built."""
    if not any(FONTS.glob("*.ttf")):
        raise RuntimeError("Run `python -m groundswell.ground.web.build_assets` first: no fonts.")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


def drawable(text: str) -> str:
    """The text with every sign that no font has told in words, or replaced by a square.

    >>> drawable("Thank you \U0001f44d from 東京")
    'Thank you (thumbs up sign) from □□'
    """
    lacking = {letter for letter in set(text) if not _is_drawn(letter, text)}
    if not lacking:
        return text
    text = _EMOJI.sub(lambda found: _in_words(found[0], lacking), text)
    return "".join(INSTEAD if letter in lacking else letter for letter in text)


def plain(text: str) -> str:
    """The text in European letters only: what can be drawn whatever stands beside it."""
    return "".join(letter if _PLAIN.match(letter) else INSTEAD for letter in text)


def _in_words(signs: str, lacking: set[str]) -> str:
    if not lacking.intersection(signs):
        return signs
    names = [unicodedata.name(sign, INSTEAD) for sign in signs]
    told = [name.lower() for name in names if not name.startswith(_NAMELESS)]
    return f"({', '.join(told)})"


def _is_drawn(letter: str, text: str) -> bool:
    if _PLAIN.match(letter):
        return True
    if _OUT_OF_REACH.match(letter):
        return False
    if letter not in _known:
        _learn(text)
    return _known[letter]


def _learn(text: str) -> None:
    """Ask typst about every letter of the text that is not known yet; it names one at a time."""
    with _lock:
        asked = {
            letter
            for letter in set(text) - set(_known)
            if not _PLAIN.match(letter) and not _OUT_OF_REACH.match(letter)
        }
        left = set(asked)
        while left and (undrawn := _undrawn(left)):
            left -= undrawn
        _known.update({letter: letter in left for letter in asked})


def _undrawn(letters: set[str]) -> set[str]:
    """Some of these that no font has; none where all are there."""
    apart = "\n\n".join(sorted(letters))
    try:
        typst.compile(
            _PROBE, font_paths=fonts(), pdf_standards="ua-1", sys_inputs={"letters": apart}
        )
    except typst.TypstError as error:
        named = "".join(_UNDRAWN.findall(str(error)))
        return letters.intersection(_BY_NUMBER.sub(_letter, named)) or letters
    return set()


def _letter(number: re.Match[str]) -> str:
    return chr(int(number[1], 16))
