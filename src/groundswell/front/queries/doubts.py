"""What somebody answers for and rests on what holds no longer: the list, and the page of one."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.engines.thread import queries as threads
from groundswell.engines.thread.queries import DoubtRow
from groundswell.ground.kernel.references import Ref
from groundswell.ground.people.actors import Actor
from groundswell.ground.web.form_pages import FormPage
from groundswell.ground.web.forms import Form

from .thread_spots import cut


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    rows: tuple[DoubtRow, ...]
    crumb: tuple[tuple[str, str], ...]


def doubts_page(actor: Actor) -> DoubtsPage:
    crumb = ((_("Home"), reverse("front:home")), (_("What is in doubt"), ""))
    return DoubtsPage(threads.doubt_rows(actor), crumb)


def settle_page(actor: Actor, ref: Ref, form: Form) -> FormPage:
    """The page of one thing in doubt. Raises Http404 where the actor has nothing to say of it."""
    item = threads.item_of(actor, ref)
    doubts = threads.doubts_of(actor, [ref]).get(ref, ())
    open_ones = [doubt for doubt in doubts if doubt.settle_url]
    if item is None or not open_ones:
        raise Http404
    known = ((_("What happened"), doubt.sentence) for doubt in open_ones)
    return FormPage(
        title=_("Does it still hold?"),
        form=form,
        button=_("It still holds"),
        back_url=item.url,
        crumb=(
            (_("Home"), reverse("front:home")),
            (_("What is in doubt"), reverse("front:doubts")),
            (cut(item.title), item.url),
            (_("Does it still hold?"), ""),
        ),
        lead=_("“%(title)s” rests on something that was taken back. Read that, then say what it"
               " means here.") % {"title": item.title},
        known=tuple(known),
        note=_("If it does not hold, open it and change it, close it or take it back there."),
        back_label=_("Open it, and say nothing here"),
    )  # fmt: skip
