"""Pages of the design: a challenge begun, its note, who takes part, what roles are called."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.engines.thread import queries as thread
from groundswell.ground.kernel.decisions import Decision
from groundswell.ground.people import queries as people
from groundswell.ground.people.requests import PersonRequest
from groundswell.ground.web.form_pages import FormPage, answer_form, attempt, read_or_send, sent
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms.design import NoteForm, PartnerForm, RoleNamesForm, StartForm, WaveForm
from ..models import Challenge
from .framing import form_page


def _may_start(request: PersonRequest) -> None:
    if not policies.starts_somewhere(request.actor):
        Decision(_("System leads start challenges.")).or_refuse()


@read_or_send
def start(request: PersonRequest) -> HttpResponse:
    _may_start(request)
    actor = request.actor
    form = StartForm(
        sent(request),
        hosts=queries.hosts_for(actor),
        waves=queries.wave_choices(actor),
        packs=queries.all_packs(),
    )
    begun = thread.begun_from(actor, request.GET.get(thread.FROM, ""))
    page = FormPage(
        title=_("Start a challenge"),
        form=form,
        known=begun.pairs,
        button=_("Start"),
        back_url=reverse("challenges:index"),
        crumb=_crumb(_("Start a challenge")),
        lead=_("Its design takes about two months. Nobody sees it but those whom you ask in."),
    )
    return answer_form(
        request, page, lambda **given: _started(request, given, begun), onward=_note_of
    )


def _started(request: PersonRequest, given: dict[str, Any], begun: thread.Begun) -> Challenge:
    """With a template the whole of it is set up; without, the note is empty."""
    wave = queries.wave_for(request.actor, given["wave"])
    pack = queries.pack_named(given["pack"])
    what = {"organisation": given["organisation"], "title": given["title"], "wave": wave,
            "began_from": begun.ref}  # fmt: skip
    by, at = request.actor, timezone.now()
    if pack:
        return actions.set_up_challenge(**what, pack=pack, by=by, at=at)
    return actions.start_challenge(**what, by=by, at=at)


@read_or_send
def start_wave(request: PersonRequest) -> HttpResponse:
    _may_start(request)
    form = WaveForm(sent(request), hosts=queries.hosts_for(request.actor))
    page = FormPage(
        title=_("Begin a wave"),
        form=form,
        button=_("Begin"),
        back_url=reverse("challenges:index"),
        crumb=_crumb(_("Begin a wave")),
        lead=_("Several challenges that begin together, such as four places in one spring."),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.start_wave(**given, by=request.actor, at=timezone.now()),
        onward=reverse("challenges:start"),
        thanks=_("The wave is there. Start its first challenge."),
    )


@require_safe
def note(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.note_page(request.actor, found, at=timezone.now())
    return render_page(request, "challenges/note/note.html", page)


@require_safe
def note_version(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    page = queries.note_page(request.actor, found, at=timezone.now(), number=number)
    return render_page(request, "challenges/note/note.html", page)


@read_or_send
def change_note(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.change_note(request.actor, found).or_refuse()
    form = NoteForm(sent(request), initial=queries.note_initial(found))
    page = _page(
        found,
        form,
        _("Change the note"),
        _("Save"),
        lead=_("Every version is kept. Leaders sign the newest one."),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.change_note(
            challenge=found,
            title=given["title"],
            note=form.note(),
            change=given["change"],
            version=given["version"],
            by=request.actor,
            at=timezone.now(),
        ),
        onward=_note_of(found),
        thanks=_("Saved. What changed stands on the page."),
        template="challenges/note/form.html",
    )


@require_POST
def sign_note(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    version = queries.note_version_for(found, number)
    form = Form(request.POST)
    if attempt(form, lambda: actions.sign_note(note=version, by=request.actor, at=timezone.now())):
        messages.success(request, _("Signed. The team can rely on it."))
    else:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("challenges:note", found.pk)


@read_or_send
def partners(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.add_partner(request.actor, found).or_refuse()
    form = PartnerForm(sent(request), others=queries.could_take_part(found))
    added = attempt(
        form,
        lambda: actions.add_partner(
            challenge=found, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    )
    if added:
        messages.success(request, _("Added. Its board and system leads may look on."))
        return redirect("challenges:partners", found.pk)
    page = queries.partners_page(request.actor, found, form, at=timezone.now())
    return render_page(request, "challenges/note/partners.html", page, status=status_of(form))


@require_POST
def remove_partner(request: PersonRequest, pk: UUID, place_pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.remove_partner(request.actor, found).or_refuse()
    place, form = people.known_organisation(place_pk), Form(request.POST)
    attempt(
        form,
        lambda: actions.remove_partner(
            challenge=found, organisation=place, by=request.actor, at=timezone.now()
        ),
    )
    if form.errors:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("challenges:partners", found.pk)


@read_or_send
def name_roles(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = queries.challenge_for(request.actor, pk)
    policies.name_roles(request.actor, found).or_refuse()
    page = _page(
        found,
        RoleNamesForm(sent(request), challenge=found),
        _("What roles are called here"),
        _("Save"),
        lead=_("Leave a line empty to keep the usual name."),
    )
    return answer_form(
        request,
        page,
        lambda **given: actions.name_roles(
            challenge=found, names=given, by=request.actor, at=timezone.now()
        ),
        onward=_note_of(found),
        thanks=_("Saved."),
    )


def _note_of(challenge: Challenge) -> str:
    return reverse("challenges:note", args=[challenge.pk])


def _crumb(title: str) -> tuple[tuple[str, str], ...]:
    return ((_("Challenges"), reverse("challenges:index")), (title, ""))


def _page(challenge: Challenge, form: Form, title: str, button: str, *, lead: str = "") -> FormPage:
    return form_page(
        challenge, form, tab=(_("Note"), "note"), title=title, button=button, lead=lead
    )
