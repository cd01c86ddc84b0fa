"""Scores and languages of a survey, instruments added to it, and its preview."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ground.kernel.errors import Stale
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, queries
from ..definition import Definition, ScaleOf, stamp_of
from ..definition import editing as edit
from ..forms import InstrumentsForm, LanguageForm, ScoreForm, TranslateForm
from ..models import Survey
from .questions import change, done, drafted, try_again


@read_or_send
def add_score(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _score(request, pk, None)


@read_or_send
def score(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    return _score(request, pk, code)


def _score(request: HttpRequest, pk: UUID, code: str | None) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    before = _scale_in(definition, code)
    form = ScoreForm(
        sent(request),
        scale=before,
        language=definition.languages[0],
        questions=queries.scale_questions(definition),
        taken=edit.names_of(definition),
        initial={"seen": stamp_of(before) if before else ""},
    )

    def act() -> Survey:
        made = form.scale()

        def how(now: Definition) -> Definition:
            return edit.with_scale(now, made.code, made)

        if code is None:
            return change(survey, actor, how)
        seen = form.cleaned_data["seen"]
        return change(survey, actor, edit.if_unchanged(lambda d: edit.scale_by(d, code), seen, how))

    if attempt(form, act) is not None:
        return done(request, survey, _("The score is saved."))
    if before and form.non_field_errors():
        try_again(form, stamp_of(before))
    page = queries.score_page(form, survey, before)
    return render_page(request, "surveys/score.html", page, status=status_of(form))


def _scale_in(definition: Definition, code: str | None) -> ScaleOf | None:
    if code is None:
        return None
    found = edit.scale_by(definition, code)
    if found is None:
        raise Http404
    return found


@require_POST
def remove_score(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    _scale_in(definition, code)
    change(survey, actor, lambda now: edit.with_scale(now, code, None))
    return done(request, survey, _("The score is taken out. Its questions stay."))


@read_or_send
def add_language(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    form = LanguageForm(sent(request), languages=queries.language_choices(definition))

    def how(now: Definition) -> Definition:
        language = form.cleaned_data["language"]
        if language in now.languages:
            return now
        return edit.in_languages(now, (*now.languages, language))

    if attempt(form, lambda: change(survey, actor, how)) is not None:
        return redirect("surveys:translate", survey.pk, form.cleaned_data["language"])
    page = queries.form_page(
        form,
        title=_("Add a language"),
        lead=_("Whoever is asked chooses. What is not translated is said in the first language."),
        button=_("Add it"),
        survey=survey,
        in_questions=True,
    )
    return render_page(request, "web/form.html", page, status=status_of(form))


@require_POST
def remove_language(request: HttpRequest, pk: UUID, language: str) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    _other_language(definition, language)

    def how(now: Definition) -> Definition:
        return edit.in_languages(now, [code for code in now.languages if code != language])

    change(survey, actor, how)
    return done(request, survey, _("The language is taken out, with its words."))


def _other_language(definition: Definition, language: str) -> None:
    if language not in definition.languages[1:]:
        raise Http404


@read_or_send
def translate(request: HttpRequest, pk: UUID, language: str) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    _other_language(definition, language)
    pairs = queries.pairs(definition, language)
    form = TranslateForm(sent(request), pairs=pairs, initial={"version": survey.version})
    if form.is_bound and form.is_valid():
        said, version = form.said(), form.cleaned_data["version"]

        def how(now: Definition) -> Definition:
            return edit.translated(now, language, said)

        try:
            actions.change_questions(
                survey=survey, change=how, version=version, by=actor, at=timezone.now()
            )
            return done(request, survey, _("The words are saved."))
        except Stale as stale:
            form = TranslateForm(form.with_what_stands(survey.version), pairs=pairs)
            form.refuse(stale)
    page = queries.translate_page(form, survey, definition, language)
    return render_page(request, "surveys/translate.html", page, status=status_of(form))


@read_or_send
def add_instruments(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, survey, _definition = drafted(request, pk)
    offered, choices = queries.instrument_choices(actor)
    form = InstrumentsForm(sent(request), instruments=choices)

    def how(now: Definition) -> Definition:
        chosen = [offered[key].definition for key in form.cleaned_data["instruments"]]
        if not now.pages:
            return edit.joined(chosen)
        return edit.joined([now, *chosen])

    if attempt(form, lambda: change(survey, actor, how)) is not None:
        return done(request, survey, _("Their questions stand at the end."))
    page = queries.form_page(
        form,
        title=_("Add questions from instruments"),
        lead=_("They are added as pages of their own. You can change them here."),
        button=_("Add them"),
        survey=survey,
        in_questions=True,
    )
    return render_page(request, "web/form.html", page, status=status_of(form))


@read_or_send
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing that is typed here is kept, and nothing is counted."""
    survey = queries.survey_for(actor_of(request), pk)
    given = request.POST if request.method == "POST" else request.GET
    step = given.get("step", "0")
    page = queries.preview_page(
        survey,
        index=int(step[:4]) - 1 if step[:4].isascii() and step[:4].isdigit() else 0,
        language=given.get("language", ""),
        posted=request.POST if request.method == "POST" else None,
    )
    return render_page(request, "surveys/preview.html", page)
