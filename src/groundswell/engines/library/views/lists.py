"""A reader's own lists: saving, putting in order, sharing; and the list that somebody shares."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, queries
from ..forms import ListForm, ListsForm, MoveForm, ThingForm
from ..models import ReaderList
from .reading import reader_of


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    page = queries.my_page(actor_of(request), request.GET)
    return render_page(request, "library/mine.html", page)


@require_POST
def save(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One press puts it on the list of all that is saved, or back on the one it was taken off."""
    actor = actor_of(request)
    entry = queries.entry_for(actor, pk)
    asked = _uuid_from(request.POST.get("list", ""))
    kept = queries.list_for(actor, asked) if asked else None
    try:
        put = actions.save_thing(entry=entry, kept=kept, by=actor, at=timezone.now())
    except Unusable as unusable:
        messages.error(request, str(unusable))
    else:
        messages.success(request, _("It is on your list “%(title)s”.") % {"title": put.title})
    return redirect("library:list", kept.pk) if kept else redirect(entry.url)


def _uuid_from(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@read_or_send
def lists_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On which lists a thing stands: ticked or not, and a new one where it is given a name."""
    actor = actor_of(request)
    entry = queries.entry_for(actor, pk)
    form = ListsForm(
        sent(request),
        mine=queries.lists_of(actor),
        initial={"lists": queries.lists_with(actor, entry)},
    )
    return answer_form(
        request,
        FormPage(
            title=_("Put it on your lists"),
            lead=entry.title,
            form=form,
            button=_("Keep it so"),
            back_url=entry.url,
            crumb=_crumb((entry.title, entry.url), (_("Your lists"), "")),
        ),
        lambda lists=(), new_title="": actions.put_on_lists(
            entry=entry, lists=lists, new_title=new_title, by=actor, at=timezone.now()
        ),
        onward=entry.url,
        thanks=_("Your lists are as you ticked them."),
    )


@read_or_send
def new_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return answer_form(
        request,
        FormPage(
            title=_("Make a list"),
            lead=_("Only you see it, until you share it."),
            form=ListForm(sent(request)),
            button=_("Make the list"),
            back_url=reverse("library:mine"),
            crumb=_crumb((_("Yours"), reverse("library:mine")), (_("Make a list"), "")),
        ),
        lambda title, about, version: actions.make_list(
            title=title, about=about, by=actor, at=timezone.now()
        ),
        onward=_address,
        thanks=_("The list is made."),
    )


def _address(kept: ReaderList) -> str:
    return reverse("library:list", args=[kept.pk])


@require_safe
def reader_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    off = _uuid_from(request.GET.get("off", ""))
    page = queries.list_page(actor, queries.list_for(actor, pk), off)
    return render_page(request, "library/list.html", page)


@read_or_send
def change_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    kept = queries.list_for(actor, pk)
    initial = {"title": kept.title, "about": kept.about, "version": kept.version}
    return answer_form(
        request,
        FormPage(
            title=_("Rename or describe the list"),
            form=ListForm(sent(request), initial=initial),
            button=_("Save"),
            back_url=_address(kept),
            crumb=_crumb(
                (_("Yours"), reverse("library:mine")),
                (kept.title, _address(kept)),
                (_("Change"), ""),
            ),
        ),
        lambda **given: actions.change_list(kept=kept, **given, by=actor, at=timezone.now()),
        onward=_address(kept),
        thanks=_("Saved."),
    )


@require_POST
def delete_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    kept = queries.list_for(actor_of(request), pk)
    actions.delete_list(kept=kept, by=actor_of(request), at=timezone.now())
    told = {"title": kept.title}
    messages.success(request, _("“%(title)s” is deleted. Below you can bring it back.") % told)
    return redirect(f"{reverse('library:mine')}#deleted")


@require_POST
def bring_back_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    kept = queries.deleted_list_for(actor, pk)
    actions.bring_back_list(kept=kept, by=actor, at=timezone.now())
    messages.success(request, _("The list is back."))
    return redirect("library:list", pk)


@require_POST
def share_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    thanks = _("Whoever has the address reads the list now.")
    return _done(request, pk, actions.share_list, thanks)


@require_POST
def stop_sharing_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    thanks = _("The address leads nowhere any more.")
    return _done(request, pk, actions.stop_sharing_list, thanks)


def _done(request: HttpRequest, pk: UUID, act: Callable[..., Any], thanks: str) -> HttpResponse:
    actor = actor_of(request)
    act(kept=queries.list_for(actor, pk), by=actor, at=timezone.now())
    messages.success(request, thanks)
    return redirect(f"{reverse('library:list', args=[pk])}#sharing")


@require_POST
def move_saved(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One place up or down; back to where it stands now, so that one can press again."""
    actor = actor_of(request)
    kept, form = queries.list_for(actor, pk), MoveForm(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    actions.move_saved(
        kept=kept, thing_id=given["thing"], way=given["way"], by=actor, at=timezone.now()
    )
    return redirect(f"{_address(kept)}#thing-{given['thing']}")


@require_POST
def take_off_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    kept, form = queries.list_for(actor, pk), ThingForm(request.POST)
    if not form.is_valid():
        raise Http404
    thing = form.cleaned_data["thing"]
    actions.take_off_list(kept=kept, thing_id=thing, by=actor, at=timezone.now())
    return redirect(f"{_address(kept)}?off={thing}")


@require_POST
def clear_withdrawn(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    kept = queries.list_for(actor, pk)
    readable = queries.readable_of(actor, kept)
    actions.clear_withdrawn(kept=kept, readable=readable, by=actor, at=timezone.now())
    return redirect("library:list", pk)


@public
@require_safe
def shared(request: HttpRequest, key: UUID) -> HttpResponse:
    """Whoever has the address reads it; of what it holds, what they may read themselves."""
    page = queries.shared_page(reader_of(request), queries.shared_list(key))
    answer = render_page(request, "library/shared.html", page)
    answer["Referrer-Policy"] = "no-referrer"  # the address is the key
    answer["Cache-Control"] = "private, no-store"
    return answer


def _crumb(*steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return ((_("Library"), reverse("library:index")), *steps)
