"""References that come from other programs and go to them: RIS, BibTeX and CSL-JSON, both ways.

It owns what a work is (`work`), the three formats, how a work is cited in one line (`citation`),
and which works are the same (`matching`). Each of `ris`, `bibtex` and `csl` has `read(content)`,
which never raises and lists every fault, and `write(works)`. Nothing is kept here, and nothing is
fetched: no file and no address that a reference names is opened.
"""

from . import bibtex, csl, ris
from .citation import citation, key_of
from .matching import By, Match, duplicates, same_doi, title_print
from .reading import MOST_BYTES, MOST_RECORDS, Read
from .work import OTHERS, Author, Kind, Work, doi_of

__all__ = [
    "MOST_BYTES",
    "MOST_RECORDS",
    "OTHERS",
    "Author",
    "By",
    "Kind",
    "Match",
    "Read",
    "Work",
    "bibtex",
    "citation",
    "csl",
    "doi_of",
    "duplicates",
    "key_of",
    "ris",
    "same_doi",
    "title_print",
]
