"""How wide words are in Arial, so that labels can be kept apart before anything is drawn."""

# Thousandths of the font size, as in the metrics published for Helvetica; Arial has the same.
_BY_WIDTH = {
    222: "ijl\u2019\u2018",
    260: "|",
    278: " !,./:;I[]\\ft",
    333: "()-`r\u201c\u201d",
    355: '"',
    389: "*",
    400: "\u00b0",
    469: "^",
    500: "Jckxsvyz",
    556: "#$0123456789?_abdeghnopqu\u00a3\u2013L",
    584: "+<=>~\u2212\u00d7",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "\u2026\u2014",
    1015: "@",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_UNKNOWN = 1000  # any other script: as wide as the widest usual sign
WIDER = 1.14  # where Arial is missing its stand-in may be that much wider
_BOLD = 1.09  # bold letters are so much wider, at most


def width_of(words: str, size: float = 13, *, is_bold: bool = False) -> float:
    """Width in pixels."""
    units = sum(_WIDTHS.get(letter, _UNKNOWN) for letter in words)
    return units * size / 1000 * (_BOLD if is_bold else 1)


def shortened(words: str, room: float, size: float = 13, *, is_bold: bool = False) -> str:
    """The words, or as many letters as the room holds and an ellipsis."""
    if width_of(words, size, is_bold=is_bold) <= room:
        return words
    kept = words[: max(1, int(room / (size * 0.2)))]
    while len(kept) > 1 and width_of(kept + "…", size, is_bold=is_bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(words: str, room: float, size: float = 13, *, is_bold: bool = False) -> list[str]:
    """Lines no wider than the room; a word wider than that is shortened."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, is_bold=is_bold) > room:
            lines.append(line)
            longer = word
        line = shortened(longer, room, size, is_bold=is_bold)
    return [*lines, line] if line else lines
