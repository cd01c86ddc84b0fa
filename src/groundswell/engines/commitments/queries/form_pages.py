"""The pages around forms: what they are about, what they say, and the form itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.web import form_pages
from groundswell.ground.web.forms import Form

from ..models import Commitment


@dataclass(frozen=True, slots=True)
class FormPage(form_pages.FormPage):
    """A page with one form."""

    theirs: tuple[tuple[str, str], ...] = ()  # what somebody else wrote meanwhile


def form_page(
    commitment: Commitment | None,
    form: Form,
    *,
    title: str,
    lead: str,
    button: str,
    known: Sequence[tuple[str, str]] = (),
) -> FormPage:
    """The page of a form about a promise, or of one that is yet to be made."""
    index = reverse("commitments:index")
    back = reverse("commitments:commitment", args=[commitment.pk]) if commitment else index
    about = ((commitment.title, back),) if commitment else ()
    return FormPage(
        title=title,
        lead=lead,
        crumb=((_("Promises"), index), *about, (title, "")),
        form=form,
        known=known,
        button=button,
        back_url=back,
        theirs=getattr(form, "theirs", ()),
    )
