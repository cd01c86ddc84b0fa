"""Questions that come from other programs and go to them: XLSForm both ways, LimeSurvey in."""

from .drafting import BroughtIn
from .files import MOST_BYTES, bring_in
from .xlsform_out import xlsform_of

__all__ = ["MOST_BYTES", "BroughtIn", "bring_in", "xlsform_of"]
