"""A gathering while it runs. Each step works as a plain form, and draws its own part with htmx.

htmx swaps no answer that is a refusal: a part that shows a fault comes with status 200 there.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import NOT_TAKEN, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms import AttendanceForm, DecisionForm, NotesForm
from ..models import AgendaItem, Gathering

STOP_POLLING = 286  # htmx asks no more after this
CHANGED_MEANWHILE = 409


def _by_htmx(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _found(request: HttpRequest, pk: UUID) -> Gathering:
    return queries.gathering_with_notes_for(actor_of(request), pk)


def _page(request: HttpRequest, pk: UUID) -> queries.RunningPage:
    """The page as it stands after whatever was done."""
    onward = _onward(request)
    return queries.running_page(
        actor_of(request), _found(request, pk), timezone.now(), onward_url=onward
    )


def _onward(request: HttpRequest) -> str:
    """Where a form that stands on a wing's page leads back to; never out of the site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_ours else ""


def _answer(request: HttpRequest, pk: UUID, part: str, place: str) -> HttpResponse:
    """The part that changed for htmx; for a plain form the way back to where it stands."""
    if _by_htmx(request):
        return render(request, f"gatherings/{part}.html", {"running": _page(request, pk)})
    back = redirect("gatherings:running", pk)
    back["Location"] = f"{_onward(request) or back['Location']}#{place}"
    return back


@require_safe
def running(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render_page(request, "gatherings/running.html", _page(request, pk))


@require_safe
def live(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What has changed since the stamps that the page sends; nothing at all, most of the time."""
    page = _page(request, pk)
    changes = queries.changes_since(page, request.GET.getlist("seen"))
    status = STOP_POLLING if page.is_over else 200
    if not changes.are_any:
        return HttpResponse(status=STOP_POLLING if page.is_over else 204)
    context = {"running": page, "changes": changes}
    return render(request, "gatherings/_changes.html", context, status=status)


@require_POST
def begin_item(request: HttpRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    item = queries.item_for(_found(request, pk), item_pk)
    actions.begin_item(item=item, by=actor_of(request), at=timezone.now())
    return _answer(request, pk, "_agenda_block", "agenda")


@require_POST
def end_item(request: HttpRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    item = queries.item_for(_found(request, pk), item_pk)
    actions.end_item(item=item, by=actor_of(request), at=timezone.now())
    return _answer(request, pk, "_agenda_block", "agenda")


@require_POST
def note_attendance(request: HttpRequest, pk: UUID, invitation_pk: UUID) -> HttpResponse:
    invitation = queries.invitation_for(_found(request, pk), invitation_pk)
    form = AttendanceForm(request.POST)
    attempt(
        form,
        lambda: actions.note_attendance(
            invitation=invitation, attended=form.said(), by=actor_of(request), at=timezone.now()
        ),
    )
    return _answer(request, pk, "_attendance", "attendance")


@read_or_send
def notes(request: HttpRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    """The editor of one item's notes. What was typed is never lost: not to somebody who saved
    first, and not to a meeting that was closed meanwhile."""
    gathering = _found(request, pk)
    item = queries.item_for(gathering, item_pk)
    if request.method == "POST":
        return _save_notes(request, gathering, item)
    if request.GET.get("read"):
        return _notes_read(request, pk, item_pk)
    policies.take_notes(actor_of(request), gathering, timezone.now(), is_invited=True).or_refuse()
    return _editor(request, gathering, item)


def _save_notes(request: HttpRequest, gathering: Gathering, item: AgendaItem) -> HttpResponse:
    form = NotesForm(request.POST)
    typed = request.POST.get("notes", "")
    if not form.is_valid():
        return _editor(request, gathering, item, typed=typed, fault=_("Send the form again."))
    try:
        actions.take_notes(item=item, by=actor_of(request), at=timezone.now(), **form.cleaned_data)
    except Stale:
        item = queries.item_for(gathering, item.pk)
        return _editor(request, gathering, item, typed=typed, is_stale=True)
    except (Unusable, Refused) as fault:
        return _editor(request, gathering, item, typed=typed, fault=str(fault))
    return _notes_read(request, gathering.pk, item.pk)


def _editor(
    request: HttpRequest,
    gathering: Gathering,
    item: AgendaItem,
    *,
    typed: str | None = None,
    fault: str = "",
    is_stale: bool = False,
) -> HttpResponse:
    onward = _onward(request)
    page = queries.notes_page(
        gathering, item, onward_url=onward, typed=typed, fault=fault, is_stale=is_stale
    )
    if _by_htmx(request):
        return render_page(request, "gatherings/_notes_form.html", page)
    status = CHANGED_MEANWHILE if is_stale else NOT_TAKEN if fault else 200
    return render_page(request, "gatherings/notes.html", page, status=status)


def _notes_read(request: HttpRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    if not _by_htmx(request):
        return _answer(request, pk, "", f"notes-{item_pk}")
    page = _page(request, pk)
    notes = next(part for part in page.notes if part.pk == item_pk)
    return render(request, "gatherings/_notes_block.html", {"running": page, "notes": notes})


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    gathering = _found(request, pk)
    page = _page(request, pk)
    form = DecisionForm(request.POST, items=[(str(n.pk), n.title) for n in page.notes])
    decided = attempt(form, lambda: _decided(request, gathering, form))
    if decided is not None:
        return _answer(request, pk, "_decisions", "decisions")
    context = {"running": page, "decide_form": form}
    if _by_htmx(request):
        return render(request, "gatherings/_decisions.html", context)
    return render(
        request, "gatherings/running.html", {"page": page, "decide_form": form}, status=NOT_TAKEN
    )


def _decided(request: HttpRequest, gathering: Gathering, form: DecisionForm) -> object:
    item = form.cleaned_data["item"]
    return actions.record_decision(
        gathering=gathering,
        text=form.cleaned_data["text"],
        item=queries.item_for(gathering, UUID(item)) if item else None,
        by=actor_of(request),
        at=timezone.now(),
    )


@read_or_send
def change_decision(request: HttpRequest, pk: UUID, decision_pk: UUID) -> HttpResponse:
    actor, gathering = actor_of(request), _found(request, pk)
    decision = queries.decision_for(gathering, decision_pk)
    policies.change_decision(actor, gathering, timezone.now(), is_invited=True).or_refuse()
    initial = {"text": decision.text, "version": decision.version}
    form = DecisionForm(sent(request), initial=initial)
    changed = attempt(
        form,
        lambda: actions.change_decision(
            decision=decision,
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"] or 0,
            by=actor,
            at=timezone.now(),
        ),
    )
    if changed is not None:
        messages.success(request, _("Saved. The minutes say it so."))
        return redirect("gatherings:minutes", pk)
    page = queries.form_page(
        form,
        title=_("Change the words of a decision"),
        lead=_("What follows from it stays tied to it."),
        button=_("Save"),
        gathering=gathering,
    )
    return render_page(request, "web/form.html", page, status=status_of(form))


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    gathering = _found(request, pk)
    actions.close_gathering(gathering=gathering, by=actor_of(request), at=timezone.now())
    messages.success(request, _("The meeting is closed, and the minutes are on their way."))
    return redirect("gatherings:minutes", pk)
