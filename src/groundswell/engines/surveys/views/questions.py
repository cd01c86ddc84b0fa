"""Writing what a survey asks: its pages, its questions, and when each is asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import Form, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..definition import Definition, Page, Question, condition_words, said_in, stamp_of
from ..definition import editing as edit
from ..definition.editing import Change
from ..forms import ConditionForm, OnWhichForm, PageForm, QuestionForm
from ..models import Survey


def drafted(request: HttpRequest, pk: UUID) -> tuple[Actor, Survey, Definition]:
    """Who asks, the survey that they may write, and what it asks now."""
    actor = actor_of(request)
    survey = queries.survey_for(actor, pk)
    policies.change_questions(actor, survey).or_refuse()
    return actor, survey, queries.definition_of(survey)


def change(survey: Survey, actor: Actor, how: Change) -> Survey:
    return actions.change_questions(survey=survey, change=how, by=actor, at=timezone.now())


def try_again(form: Form, stamp: str) -> Form:
    """After somebody else was faster: what was typed, on top of what stands now."""
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = stamp
    form.data = data
    return form


def _was_stale(form: Form) -> bool:
    return bool(form.non_field_errors()) and form.data.get("seen") is not None


def done(request: HttpRequest, survey: Survey, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("surveys:questions", survey.pk)


@require_safe
def questions(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.survey_for(actor, pk)
    page = queries.questions_page(actor, survey)
    return render_page(request, "surveys/questions.html", page)


# --- pages --------------------------------------------------------------------------------------


@require_POST
def add_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, survey, _definition = drafted(request, pk)
    change(survey, actor, lambda now: edit.with_new_page(now, Page({}, ())))
    return done(request, survey, _("A page is added at the end."))


@read_or_send
def page(request: HttpRequest, pk: UUID, index: int) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    before, first = _page_in(definition, index), definition.languages[0]
    initial = {
        "title": said_in(before.title, first),
        "intro": said_in(before.intro, first),
        "seen": stamp_of(before),
    }
    form = PageForm(sent(request), initial=initial)

    def act() -> Survey:
        def how(now: Definition) -> Definition:
            return edit.with_page(now, index, form.page(now.pages[index], first))

        seen = form.cleaned_data["seen"]
        return change(survey, actor, edit.if_unchanged(lambda d: edit.page_at(d, index), seen, how))

    if attempt(form, act) is not None:
        return done(request, survey, _("Saved."))
    known = [(_("It says now"), line) for line in queries.standing_page(before, first).lines]
    return _shown(
        request,
        try_again(form, stamp_of(before)) if _was_stale(form) else form,
        survey,
        title=_("Page %(n)s") % {"n": index + 1},
        known=known if _was_stale(form) else (),
    )


def _page_in(definition: Definition, index: int) -> Page:
    found = edit.page_at(definition, index)
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, form: Form, survey: Survey, *, title: str, **more: Any
) -> HttpResponse:
    more.setdefault("button", _("Save"))
    shown = queries.form_page(form, title=title, survey=survey, in_questions=True, **more)
    return render_page(request, "web/form.html", shown, status=status_of(form))


def step_of(request: HttpRequest) -> int:
    return -1 if request.POST.get("step") == "up" else 1


@require_POST
def move_page(request: HttpRequest, pk: UUID, index: int) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    _page_in(definition, index)
    change(survey, actor, lambda now: edit.with_page_moved(now, index, step_of(request)))
    return redirect("surveys:questions", survey.pk)


@require_POST
def remove_page(request: HttpRequest, pk: UUID, index: int) -> HttpResponse:
    """Only the page that was seen: another one may stand there by now."""
    actor, survey, definition = drafted(request, pk)
    _page_in(definition, index)
    seen = request.POST.get(f"seen_{index}", "")
    how = edit.if_unchanged(
        lambda d: edit.page_at(d, index), seen, lambda now: edit.without_page(now, index)
    )
    try:
        change(survey, actor, how)
    except Stale:
        return _refused(request, survey, _("Somebody else changed this page. Look at it again."))
    except Unusable as unusable:
        return _refused(request, survey, str(unusable))
    return done(request, survey, _("The page and its questions are taken out."))


def _refused(request: HttpRequest, survey: Survey, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("surveys:questions", survey.pk)


# --- questions ----------------------------------------------------------------------------------


def question_in(definition: Definition, name: str) -> Question:
    found = definition.questions.get(name)
    if found is None:
        raise Http404
    return found


def _question_form(request: HttpRequest, definition: Definition, before: Question | None) -> Any:
    return QuestionForm(
        sent(request),
        question=before,
        language=definition.languages[0],
        taken=edit.names_of(definition),
        sets=queries.answer_sets(),
        set_choices=queries.answer_set_choices(),
        initial={"seen": stamp_of(before) if before else ""},
    )


@read_or_send
def add_question(request: HttpRequest, pk: UUID, index: int) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    _page_in(definition, index)
    form = _question_form(request, definition, None)

    def how(now: Definition) -> Definition:
        return edit.with_new_question(now, min(index, len(now.pages) - 1), form.question())

    if attempt(form, lambda: change(survey, actor, how)) is not None:
        return done(request, survey, _("The question is added."))
    return _shown(
        request,
        form,
        survey,
        title=_("A question for page %(n)s") % {"n": index + 1},
        button=_("Add it"),
    )


@read_or_send
def question(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    before = question_in(definition, name)
    form = _question_form(request, definition, before)

    def act() -> Survey:
        def how(now: Definition) -> Definition:
            return edit.with_question(now, name, form.question())

        seen = form.cleaned_data["seen"]
        return change(survey, actor, edit.if_unchanged(lambda d: d.questions.get(name), seen, how))

    if attempt(form, act) is not None:
        return done(request, survey, _("Saved."))
    standing = queries.standing_question(before, definition.languages[0])
    is_stale = _was_stale(form)
    page = queries.question_page(
        try_again(form, stamp_of(before)) if is_stale else form,
        survey,
        before,
        definition,
        standing=standing.lines if is_stale else (),
    )
    return render_page(request, "surveys/question.html", page, status=status_of(form))


@require_POST
def move_question(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    question_in(definition, name)
    step = step_of(request)
    change(survey, actor, lambda now: edit.with_question_moved(now, name, step))
    return redirect("surveys:questions", survey.pk)


@require_POST
def remove_question(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    question_in(definition, name)
    try:
        change(survey, actor, lambda now: edit.without_question(now, name))
    except Unusable as unusable:
        return _refused(request, survey, str(unusable))
    return done(request, survey, _("The question is taken out."))


# --- when a question is asked -------------------------------------------------------------------


@read_or_send
def when(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """First which earlier question decides, then by which of its answers."""
    actor, survey, definition = drafted(request, pk)
    asked = question_in(definition, name)
    earlier = queries.earlier_questions(definition, name)
    on = request.GET.get("on", "")
    if on not in dict(earlier):
        return _which(request, survey, asked, definition, earlier)
    decides = definition.questions[on]
    form = ConditionForm(sent(request), codes=queries.codes_to_choose(definition, decides))

    def how(now: Definition) -> Definition:
        return edit.with_condition(now, name, form.condition(on))

    if attempt(form, lambda: change(survey, actor, how)) is not None:
        return redirect("surveys:question", survey.pk, name)
    return _shown(
        request,
        form,
        survey,
        title=_("When is it asked?"),
        known=(
            (_("This question"), said_in(asked.label, definition.languages[0])),
            (_("Depends on"), said_in(decides.label, definition.languages[0])),
        ),
    )


def _which(
    request: HttpRequest,
    survey: Survey,
    asked: Question,
    definition: Definition,
    earlier: list[tuple[str, str]],
) -> HttpResponse:
    form = OnWhichForm(sent(request), questions=earlier)
    if form.is_bound and form.is_valid():
        return redirect(f"{request.path}?on={form.cleaned_data['on']}")
    note = "" if earlier else _("Only questions of earlier pages can decide, and there are none.")
    return _shown(
        request,
        form,
        survey,
        title=_("When is it asked?"),
        button=_("Go on"),
        note=note,
        known=[(_("This question"), said_in(asked.label, definition.languages[0]))]
        + [(_("So far"), condition_words(definition, c)) for c in asked.shown_if],
    )


@require_POST
def always(request: HttpRequest, pk: UUID, name: str, on: str) -> HttpResponse:
    actor, survey, definition = drafted(request, pk)
    question_in(definition, name)
    change(survey, actor, lambda now: edit.without_condition(now, name, on))
    return redirect("surveys:question", survey.pk, name)
