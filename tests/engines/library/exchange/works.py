"""Works to write and read: plain ones, and such as nobody would think of."""

from hypothesis import strategies as st

from groundswell.engines.library.exchange import Author, Kind, Work

# What means something to one of the formats, or to none.
ODD = [
    *("--", "``", "''", "~", "{", "}", "\\", "$x$", "%", "#", "_", "^", " and ", ",", ";", "@a{"),
    *("\n@book{x", "ER  - ", "\nTY  - X", "a", "NHS", "é", "ß", "1999", "&", '"', "'", "-"),
    *('\\"{o}', '{"a":1}', "[1]", "others", "et al.", "http://", "10.1234/AB", "\r\n", "\x00"),
    *("\u2028", "groundswell", "\ud800", "“", "§"),
]
TEXTS = st.one_of(
    st.text(max_size=12),
    st.lists(st.sampled_from(ODD), max_size=6).map("".join),
    st.lists(st.sampled_from(ODD), max_size=5).map(" ".join),
)
NAMES = st.one_of(
    st.sampled_from(["JA", "T2", "U5", "M1", "L2", "DA", "PY", "TY", "SN", "SP", "EP", "N1", "KW"]),
    st.sampled_from(["AU", "ER", "month", "date", "type", "issued", "custom", "note", "series"]),
    st.sampled_from(["crossref", "eprint", "groundswell", "type of entry"]),
    TEXTS,
)
AUTHORS = st.builds(Author, family=TEXTS, given=TEXTS, literal=TEXTS)
_TEXT_FIELDS = [
    *("container", "publisher", "place", "volume", "issue", "url", "isbn", "issn"),
    *("abstract", "language", "notes", "key"),
]
WORKS = st.builds(
    Work,
    kind=st.sampled_from(Kind),
    authors=st.lists(AUTHORS, max_size=4).map(tuple),
    editors=st.lists(AUTHORS, max_size=2).map(tuple),
    year=st.none() | st.integers(1, 9999),
    title=TEXTS.map("T{}".format),
    pages=TEXTS | st.just("350-383"),
    doi=TEXTS | TEXTS.map("10.1234/{}".format),
    keywords=st.lists(TEXTS, max_size=3).map(tuple),
    extra=st.lists(st.tuples(NAMES, TEXTS), max_size=4).map(tuple),
    **dict.fromkeys(_TEXT_FIELDS, TEXTS),
)

EDMONDSON = Work(
    kind=Kind.ARTICLE,
    authors=(Author("Edmondson", "A. C."), Author(literal="NHS England")),
    editors=(Author("van Dam", "Nina"),),
    year=1999,
    title="Psychological safety and learning behavior in NHS teams",
    container="Administrative Science Quarterly",
    publisher="Sage",
    place="Ithaca",
    volume="44",
    issue="2",
    pages="350-383",
    doi="10.2307/2666999",
    url="https://doi.org/10.2307/2666999",
    isbn="978-0-306-40615-7",
    issn="0001-8392",
    abstract="We asked 51 teams.\nThey answered.",
    language="en",
    keywords=("teams", "safety"),
    notes="Read twice.\nLent to Ann.",
    key="edmondson-1999",
)


def reasons(read):
    return [fault.reason for fault in read.faults]
