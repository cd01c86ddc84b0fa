"""LaTeX's way with letters, in and out. Nothing is run: an unknown macro stays as it is."""

import re
import unicodedata

# The mark that each accent puts over or under the letter after it.
_ACCENTS = dict(
    zip(
        "`'^\"~=.uvHckrdb",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ"} | {
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
}
_SIGNS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "&": "&"} | {
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textquotesingle": "'",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textendash": "–",
    "textemdash": "—",
    "textregistered": "®",
    "texttrademark": "™",
    "textdegree": "°",
    "textcopyright": "©",
    "copyright": "©",
    "textsterling": "£",
    "pounds": "£",
    "texteuro": "€",
    "euro": "€",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "times": "×",
    "pm": "±",
    "cdot": "·",
    "leq": "≤",
    "geq": "≥",
    "approx": "≈",
    "infty": "∞",
    "rightarrow": "→",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "newline": " ",
    "par": "\n\n",
}
_GREEK = {
    unicodedata.name(letter).rpartition(" ")[2].lower(): letter
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
}
_GREEK |= {name.capitalize(): letter.upper() for name, letter in _GREEK.items()}
_GREEK |= {"lambda": "λ", "Lambda": "Λ"}  # Unicode spells it “lamda”
# Macros that only say how their words look, or where they lead.
_LOOKS = frozenset((
    "emph", "textit", "textbf", "textsc", "texttt", "textrm", "textsf", "textup", "textsl",
    "textmd", "text", "mathrm", "mathit", "mathbf", "textsuperscript", "textsubscript",
    "url", "href", "uppercase", "lowercase", "mbox", "hbox", "ensuremath", "enquote", "it",
    "bf", "sc", "tt", "rm", "em", "sl", "normalfont", "protect", "relax", "noopsort",
))  # fmt: skip
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_MACROS = {**_LETTERS, **_SIGNS, **_GREEK, **dict.fromkeys(_LOOKS, "")}
_TOKEN = re.compile(
    r"""
      \\(?P<accent>[`'^"~=.]) \s* (?: \{\s*(?P<braced>\\[ij]|[^\W\d_]?)\s*\}
                                    | (?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]) )
    | \\(?P<over>[uvHckrdb]) (?: \s*\{\s*(?P<covered>\\[ij]|[^\W\d_]?)\s*\}
                               | \s+(?P<after>\\[ij](?![A-Za-z])|[^\W\d_]) )
    | \\(?P<macro>[A-Za-z]+) (?: \{\} | [ \t]+ | \n(?!\s*\n) )?
    | \\(?P<escaped>.)
    | \$(?P<math>[^$]{0,2000})\$
    | (?P<ligature>-{2,3}|``|''|~)
    | [{}]
    """,
    re.VERBOSE | re.DOTALL,
)
_NEEDS_READING = re.compile(r"[\\{}$~]|--|``|''")
_ESCAPES = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_BETWEEN_DOUBLES = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')")
_SIGN = re.compile(
    r"\\(url|textbackslash|textbraceleft|textbraceright)(?:\{\})?|\\([&%$#_~{}])|[{}]"
)
_BRACES = re.compile(r"[\\{}]")
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")


def text_of_latex(source: str) -> str:
    """The text that a piece of LaTeX shows; a blank line parts paragraphs, other breaks do not.

    >>> text_of_latex(r'{\\"O}zg{\\"u}r and \\v{C}apek, \\emph{Na{\\"\\i}ve} {NHS} \\& co.')
    'Özgür and Čapek, Naïve NHS & co.'
    """
    if _NEEDS_READING.search(source):
        source = _TOKEN.sub(_shown, source)
    return "\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(source.strip()))


def _shown(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind in {"braced", "bare", "covered", "after"}:
        return _accented(found["accent"] or found["over"], found[kind])
    if kind == "macro":
        return _MACROS.get(found["macro"], found[0])
    if kind == "escaped":
        return " " if found["escaped"] in "\\ \n,;:" else found["escaped"].strip("/-!")
    if kind == "math":
        return _math(found["math"])
    return _LIGATURES.get(found[0], "")


def _accented(accent: str, letter: str) -> str:
    """One letter with its mark, as one character where there is one."""
    plain = {r"\i": "i", r"\j": "j"}.get(letter, letter)
    return unicodedata.normalize("NFC", plain + _ACCENTS[accent]) if plain else ""


def _math(formula: str) -> str:
    """A formula that is only letters and signs is shown as these; any other stays a formula."""
    plain = re.sub(r"\\([A-Za-z]+)\s*", lambda m: _MACROS.get(m[1], m[0]), formula)
    return plain if "\\" in formula and not re.search(r"[\\^_{}]", plain) else f"${formula}$"


def latex_of(text: str) -> str:
    """LaTeX that shows the text; letters stay letters, only what LaTeX would read is escaped.

    >>> latex_of("R&D at 5% -- {NHS}")
    'R\\\\&D at 5\\\\% -{}- \\\\textbraceleft{}NHS\\\\textbraceright{}'
    """
    escaped = _SPECIAL.sub(_escaped, text)
    escaped = _BETWEEN_DOUBLES.sub("{}", escaped)
    return escaped.replace("\n@", "\n{}@").replace("\n", "\n\n")


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in "~^":
        return r"\textasciitilde{}" if sign == "~" else r"\textasciicircum{}"
    return _ESCAPES.get(sign, f"\\{sign}")


def plain_of_latex(source: str) -> str:
    """An address or a code: braces go, escapes are undone, and nothing else is read into it.

    >>> plain_of_latex(r"\\url{https://nhs.example/~us/a\\_b--c?d=1%20}")
    'https://nhs.example/~us/a_b--c?d=1%20'
    """
    return _SIGN.sub(lambda m: _SIGNS.get(m[1] or "", m[2] or ""), source)


def plain_latex_of(text: str) -> str:
    """What `plain_of_latex` reads back.

    >>> plain_latex_of("https://nhs.example/{a}_b")
    'https://nhs.example/\\\\textbraceleft{}a\\\\textbraceright{}_b'
    """
    return _BRACES.sub(lambda m: _ESCAPES[m[0]], text)
