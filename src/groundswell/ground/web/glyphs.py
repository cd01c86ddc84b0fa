"""The small line drawings that stand beside words, never instead of them."""

from markupsafe import Markup

# Drawn on a square of 24, stroked with the colour of the text they stand in.
_PATHS = {
    "home": '<path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z"/>',
    "inbox": '<path d="M4 5h16v10.5h-9L6.5 19.5v-4H4z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l6 6"/>',
    "measures": '<path d="M3.5 20.5h17M4 16l5-5 4 3 7-8"/><circle cx="9" cy="11" r="1.2"/>'
    '<circle cx="13" cy="14" r="1.2"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 2.5-6 6-6s6 2 6 6'
    'M15 5.2a3.5 3.5 0 0 1 0 5.6M17.5 14.6c2.3.8 3.5 2.7 3.5 5.4"/>',
    "person": '<circle cx="12" cy="8" r="3.8"/>'
    '<path d="M4.5 20.5c.4-4.3 3.3-6.5 7.5-6.5s7.1 2.2 7.5 6.5"/>',
    "challenges": '<path d="M12 3a9 9 0 1 0 9 9M12 7v5l3.5 2.5M15 3.6a9 9 0 0 1 3.4 2"/>',
    "lock": '<path d="M5.5 10.5h13v10h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5"/>',
    "tick": '<path d="M4 13l5 5L20 6"/>',
    "file": '<path d="M5 3.5h10l4 4V20.5H5zM15 3.5v4h4"/>',
    "door": '<path d="M13 4H5v16h8M10 12h10M16.5 8l4 4-4 4"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2.5"/>',
    "book": '<path d="M12 6.5C9.5 4.8 6.5 4.5 3.5 5v13.5c3-.5 6-.2 8.5 1.5 2.5-1.7 5.5-2 8.5-1.5V5'
    'c-3-.5-6-.2-8.5 1.5zM12 6.5V20"/>',
    "speech": '<path d="M4 5h16v10.5h-9L6.5 20v-4.5H4zM8 8.5h8M8 12h5"/>',
    "flag": '<path d="M6 21V4M6 5c4-2.5 8 2.5 12 0v8.5c-4 2.5-8-2.5-12 0"/>',
    "steps": '<path d="M3.5 20.5h5v-5h5v-5h5v-5h2"/>',
    "path": '<circle cx="6" cy="18.5" r="2"/><circle cx="18" cy="5.5" r="2"/>'
    '<path d="M8 18.5h7a3.5 3.5 0 0 0 0-7H9a3 3 0 0 1 0-6h7"/>',
    "blocks": '<path d="M4 13h7v7H4zM13 13h7v7h-7zM8.5 4h7v7h-7z"/>',
    "building": '<path d="M5 20.5v-17h9v17M14 9h5v11.5M3 20.5h18M8 7.5h3M8 11.5h3M8 15.5h3"/>',
}

# Sixteen strokes of one length: where each begins, and whether it stands in the crest.
_STROKES = (
    (3.9, 17, False), (8.5, 16.7, False), (13.1, 15.1, False), (17.7, 10.8, False),
    (22.3, 5.3, True), (26.9, 4.5, True), (31.5, 9.4, True), (36.1, 14.3, False),
    (3.9, 28.5, False), (8.5, 28.4, False), (13.1, 27.8, False), (17.7, 26.1, False),
    (22.3, 24, False), (26.9, 23.7, False), (31.5, 25.6, False), (36.1, 27.5, False),
)  # fmt: skip
_INKS = {"tide": ("#fff", "#f4c76a"), "paper": ("#0d3b4a", "#b97a00")}


def glyph(name: str, size: int = 20) -> Markup:
    """The drawing as inline SVG, hidden from screen readers: the word beside it says the same."""
    return Markup(  # noqa: S704  (our own drawing; nothing of it comes from a request)
        f'<svg width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
        f' focusable="false">{_PATHS[name]}</svg>'
    )


def mark(size: int = 36, ground: str = "tide") -> Markup:
    """Our mark: sixteen strokes, alone none rises. `ground` is what it lies on, tide or paper."""
    plain, crest = _INKS[ground]
    strokes = "".join(
        f'<path d="M{x} {y}v7.5" stroke="{crest if is_crest else plain}"/>'
        for x, y, is_crest in _STROKES
    )
    return Markup(  # noqa: S704  (our own drawing; nothing of it comes from a request)
        f'<svg width="{size}" height="{size}" viewBox="0 0 40 40" aria-hidden="true"'
        f' focusable="false"><g stroke-width="2.7" stroke-linecap="round">{strokes}</g></svg>'
    )


_SHAPES = {
    "todo": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.8"/>',
    "waiting": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor"'
    ' stroke-width="1.8"/><path d="M6 1.8A4.2 4.2 0 0 1 6 10.2z" fill="currentColor"/>',
    "needs": '<path d="M6 1.5 10.5 6 6 10.5 1.5 6z" fill="currentColor"/>',
    "late": '<path d="M6 1.5 11 10.5H1z" fill="currentColor"/>',
    "done": '<path d="M2 6.5 5 9.5 10.5 3" fill="none" stroke="currentColor" stroke-width="2"/>',
    "dropped": '<path d="M2 2h8v8H2z" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M2 10 10 2" stroke="currentColor" stroke-width="1.8"/>',
    "gap": '<path d="M6 2v8M2 6h8" stroke="currentColor" stroke-width="1.8"/>',
}


def status_shape(kind: str) -> Markup:
    """The shape that goes with a status word, so that no status rests on colour alone."""
    return Markup(  # noqa: S704  (our own drawing; nothing of it comes from a request)
        f'<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">{_SHAPES[kind]}</svg>'
    )
