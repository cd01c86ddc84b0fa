"""Beginning a survey, saying what it is for, giving it up; loading an instrument."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import answer_form, attempt, read_or_send, sent
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..definition.editing import joined
from ..forms import BeginForm, DetailsForm, LoadForm
from ..instruments import Pack, PackFaulty, read_pack_text
from ..models import Survey

MOST_BYTES = 5_000_000  # of a file that is brought in


def _programme_of(request: HttpRequest) -> UUID | None:
    """The piece of work that a wing's page begins a survey for."""
    try:
        return UUID(request.GET.get("programme", ""))
    except ValueError:
        return None


@read_or_send
def begin(request: HttpRequest) -> HttpResponse:
    actor, programme_id = actor_of(request), _programme_of(request)
    places = queries.places_to_begin(actor, programme_id)
    if not places:
        policies.begin_survey(actor, organisation_id=None, programme_id=programme_id).or_refuse()
    wave = queries.survey_to_follow(actor, request.GET.get("wave", ""))
    offered, choices = queries.instrument_choices(actor)
    form = BeginForm(
        sent(request),
        places=[(pk, organisation.name) for pk, organisation in places.items()],
        instruments=choices,
        is_wave=wave is not None,
        initial=_first_given(request, wave),
    )

    def act() -> Survey:
        given = form.cleaned_data
        chosen = [offered[key].definition for key in given.get("instruments", [])]
        more = {"definition": joined(chosen)} if chosen else {}
        if wave is not None:
            more = {"definition": queries.definition_of(wave)}
        return actions.begin_survey(
            title=given["title"],
            purpose=given["purpose"],
            organisation=places[given["organisation"]],
            programme_id=wave.programme_id if wave else programme_id,
            context=wave.context if wave else None,
            earlier=wave,
            by=actor,
            at=timezone.now(),
            **more,
        )

    begun = attempt(form, act)
    if begun is not None:
        messages.success(request, _("It is begun. Nobody outside sees it while you write it."))
        return redirect("surveys:questions", begun.pk)
    page = queries.form_page(
        form,
        title=_("Ask “%(title)s” again") % {"title": wave.title} if wave else _("Begin a survey"),
        lead=_("The same questions, so that you can see what has changed.")
        if wave
        else _("Next you look over the questions. Nothing is sent until you say so."),
        button=_("Begin it"),
    )
    return render_page(request, "web/form.html", page, status=status_of(form))


def _first_given(request: HttpRequest, wave: Survey | None) -> dict[str, object]:
    if wave is None:
        return {"instruments": request.GET.getlist("with")}
    return {
        "title": wave.title,
        "purpose": wave.purpose,
        "organisation": str(wave.organisation_id),
    }


@read_or_send
def details(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.survey_for(actor, pk)
    policies.change_details(actor, survey).or_refuse()
    names = ("title", "purpose", "help_text", "version")
    form = DetailsForm(sent(request), initial={name: getattr(survey, name) for name in names})
    page = queries.form_page(form, title=_("What it is for"), button=_("Save"), survey=survey)
    return answer_form(
        request,
        page,
        lambda **given: actions.change_details(survey=survey, by=actor, at=timezone.now(), **given),
        onward=page.back_url,
        thanks=_("Saved."),
    )


@read_or_send
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.survey_for(actor, pk)
    policies.drop_survey(actor, survey).or_refuse()
    page = queries.form_page(
        Form(sent(request)),
        title=_("Give up this survey"),
        lead=_("Nobody has been asked yet. What was written can still be read, and nothing sent."),
        button=_("Give it up"),
        survey=survey,
    )
    return answer_form(
        request,
        page,
        lambda: actions.drop_survey(survey=survey, by=actor, at=timezone.now()),
        onward=page.back_url,
        thanks=_("It is given up. Nobody was asked."),
    )


@read_or_send
def load(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    places = queries.places_to_load(actor)
    choices = [(pk, organisation.name) for pk, organisation in places.items()]
    if queries.may_load_for_all(actor):
        choices.append(("all", _("Everybody")))
    if not choices:
        policies.load_instrument(actor, organisation_id=actor.place_id).or_refuse()
    form = LoadForm(sent(request), request.FILES or None, places=choices)

    def act() -> object:
        place = places.get(form.cleaned_data["organisation"])
        return actions.load_instrument(
            pack=_pack_in(form), organisation=place, by=actor, at=timezone.now()
        )

    if attempt(form, act) is not None:
        messages.success(request, _("It is loaded, and stands in the list."))
        return redirect("surveys:instruments")
    page = queries.form_page(
        form,
        title=_("Load your own instrument"),
        lead=_("Only people of the organisation that you choose will see its words."),
        button=_("Load it"),
    )
    return render_page(request, "surveys/load.html", page, status=status_of(form))


def _pack_in(form: LoadForm) -> Pack:
    """What was pasted or chosen. Raises Unusable with every fault."""
    upload = form.cleaned_data["file"]
    field = "file" if upload else "text"
    try:
        text = upload.read(MOST_BYTES).decode("utf-8-sig") if upload else form.cleaned_data["text"]
        return read_pack_text(text)
    except UnicodeDecodeError:
        raise Unusable(_("Save the file as UTF-8 text."), field=field) from None
    except PackFaulty as fault:
        raise Unusable(" ".join(fault.faults[:10]), field=field) from None
