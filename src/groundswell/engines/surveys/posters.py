"""A code to scan, drawn on the server as SVG; a poster with it, as a page and as a PDF."""

from uuid import UUID

import qrcode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M

from groundswell.ground.documents.description import Bullets, Document, Paragraph, Picture
from groundswell.ground.documents.kinds import DocumentKind
from groundswell.ground.people.actors import Actor

from . import queries

_QUIET = 4  # modules of white around it; the standard asks for four


def code_svg(address: str, *, size: int = 320) -> Markup:
    """The address as a QR code: black on white, for a camera at arm's length."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    code.add_data(address)
    matrix = code.get_matrix()
    rows = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    n = len(matrix)
    return Markup(  # noqa: S704  (numbers only; the address is in the pattern)
        f'<svg class="scan" viewBox="0 0 {n} {n}" width="{size}" height="{size}"'
        f' shape-rendering="crispEdges" role="img" aria-label="{_label()}" focusable="false">'
        f'<path d="M0 0h{n}v{n}H0z" fill="#fff"/><path d="{rows}" fill="#000"/></svg>'
    )


def _label() -> str:
    return _("A code to scan with a phone’s camera")


def build(actor: Actor, pk: UUID) -> Document:
    """The poster of a shared entrance, for whoever keeps its survey. Http404 for others."""
    page = queries.poster_page(actor, pk)
    return Document(
        title=page.title,
        lead=page.lead,
        blocks=(
            Picture(svg=str(page.code), alt=_label(), caption=page.address),
            Bullets(page.points),
            Paragraph(page.until),
        ),
        source=page.address,
    )


POSTER = DocumentKind(gettext_lazy("A poster with a code to scan"), build, ("pdf",))
