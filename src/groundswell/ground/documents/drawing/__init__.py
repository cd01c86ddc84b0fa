"""One description, drawn as every kind of file."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groundswell.ground.web.exports import XLSX

from ..description import Document
from .letters import fitted
from .pdf import pdf_of
from .sheets import workbook_of
from .slides import slides_of


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what a button calls it, and how it is made."""

    label: Promise
    content_type: str
    draw: Callable[[Document], bytes]


# By the ending of the file.
FORMATS = {
    "pdf": Format(_("PDF"), "application/pdf", pdf_of),
    "pptx": Format(
        _("Slides"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        slides_of,
    ),
    "xlsx": Format(_("Sheet"), XLSX, workbook_of),
}


def drawn(document: Document, format_: str) -> bytes:
    """The document as a file of that ending. Raises KeyError where there is no such kind."""
    return FORMATS[format_].draw(fitted(document))
