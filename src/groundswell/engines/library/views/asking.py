"""Questions: asked on a page, answered by those who keep the shelf."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import FormPage, answer_form, read_or_send, sent
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..forms import AnswerForm, AskForm


@read_or_send
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    entry = queries.entry_for(actor, pk)
    policies.ask_question(actor, entry).or_refuse()
    return answer_form(
        request,
        FormPage(
            title=_("Ask those who keep this page"),
            lead=entry.title,
            form=AskForm(sent(request)),
            button=_("Ask"),
            back_url=entry.url,
            note=_(
                "You are told when it is answered. Those who answer may show your question and"
                " their answer to every reader, without your name."
            ),
            crumb=(
                (_("Library"), reverse("library:index")),
                (entry.title, entry.url),
                (_("Ask"), ""),
            ),
        ),
        lambda words, may_name: actions.ask_question(
            entry=entry, words=words, may_name=may_name, by=actor, at=timezone.now()
        ),
        onward=entry.url,
        thanks=_("Your question is asked. You find it, and later its answer, under “Yours”."),
    )


@require_POST
def take_back_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    question = queries.own_question_for(actor, pk)
    actions.take_back_question(question=question, by=actor, at=timezone.now())
    messages.success(request, _("Your question is taken back."))
    return redirect(f"{reverse('library:mine')}#questions")


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """For those who keep a shelf; to all others the page is not there."""
    actor = actor_of(request)
    queries.refuse_who_keeps_none(actor)
    page = queries.questions_page(actor, done="done" in request.GET, number=request.GET.get("page"))
    return render_page(request, "library/questions.html", page)


@read_or_send
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    question = queries.question_for(actor, pk)
    initial = {
        "answer": question.answer,
        "is_shown": question.is_shown,
        "shown_words": question.shown_words or question.words,
        "version": question.version,
    }
    waiting = reverse("library:questions")
    return answer_form(
        request,
        FormPage(
            title=_("Answer a question"),
            form=AnswerForm(sent(request), initial=initial),
            button=_("Answer"),
            back_url=waiting,
            known=queries.known_of(question),
            crumb=(
                (_("Library"), reverse("library:index")),
                (_("Questions of readers"), waiting),
                (_("Answer"), ""),
            ),
        ),
        lambda **given: actions.answer_question(
            question=question, **given, by=actor, at=timezone.now()
        ),
        onward=waiting,
        thanks=_("It is answered, and whoever asked is told."),
    )
