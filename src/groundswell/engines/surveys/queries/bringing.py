"""What a file of questions gave, for the person who decides whether to take it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Fault
from groundswell.ground.web import words
from groundswell.ground.web.form_pages import FormPage
from groundswell.ground.web.forms import Form

from ..exchange.drafting import BroughtIn
from ..models import Survey
from .building import length_words
from .forms import form_page

_MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class BringInPage:
    form: FormPage
    heading: str
    faults: Sequence[Fault]
    more: str  # how many more there are
    found: str  # what can be taken; empty where nothing can
    ready: str  # the same, signed, for the button that takes it
    places: Sequence[tuple[str, str]]  # whose survey it becomes, where it is a new one


def bring_in_page(
    form: Form,
    survey: Survey | None,
    brought: BroughtIn | None,
    ready: str,
    places: Sequence[tuple[str, str]] = (),
) -> BringInPage:
    rows = (brought.faults or brought.left_out) if brought else ()
    n_more = len(rows) - _MOST_ROWS
    definition = brought.definition if brought else None
    return BringInPage(
        form=form_page(
            form,
            title=_("Bring in questions from a file"),
            lead=_("Nothing is changed before you have seen what the file gives."),
            button=_("Look into the file"),
            survey=survey,
            in_questions=survey is not None,
        ),
        heading=_heading(brought),
        faults=rows[:_MOST_ROWS],
        more=_("And %(n)s more.") % {"n": n_more} if n_more > 0 else "",
        found=length_words(definition) if definition else "",
        ready=ready,
        places=places,
    )


def _heading(brought: BroughtIn | None) -> str:
    if brought is None:
        return ""
    if brought.faults:
        n = words.count(len(brought.faults), _("fault"), _("faults"))
        return _("%(n)s to put right; nothing was changed") % {"n": n}
    if brought.left_out:
        n = words.count(len(brought.left_out), _("thing"), _("things"))
        return _("%(n)s that we cannot take") % {"n": n}
    return ""
