"""A file of questions from anybody: which program wrote it is seen in its first bytes."""

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable

from .drafting import BroughtIn
from .limesurvey import read_limesurvey
from .xlsform_in import read_xlsform

MOST_BYTES = 5_000_000


def bring_in(content: bytes) -> BroughtIn:
    """What the file asks; nothing is written. Raises Unusable where it is none that we read."""
    if len(content) > MOST_BYTES:
        raise Unusable(_("This file is larger than 5 MB. Questions alone take far less."))
    if content.startswith(b"PK"):
        return read_xlsform(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_limesurvey(content)
    raise Unusable(_("Choose an XLSForm (.xlsx) or a survey structure of LimeSurvey (.lss)."))
