"""Questions from a file, and to one."""

from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import attempt, read_or_send, sent
from groundswell.ground.web.forms import status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries
from ..definition import Definition, from_json, to_json
from ..definition import editing as edit
from ..exchange import MOST_BYTES, BroughtIn, xlsform_of
from ..exchange import bring_in as read_file
from ..forms import FileForm
from ..models import Survey
from .questions import change, done, drafted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "surveys.brought-in"
_GOOD_FOR = 3_600  # seconds in which what a file gave can be taken


@require_safe
def take_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    survey = queries.survey_for(actor_of(request), pk)
    policies.take_away(actor_of(request), survey).or_refuse()
    content = xlsform_of(queries.definition_of(survey), survey.title)
    return HttpResponse(
        content,
        headers={
            "Content-Type": XLSX,
            "Content-Disposition": 'attachment; filename="survey.xlsx"',
        },
    )


@read_or_send
def bring_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a file's questions to a draft, once the person has seen what was left out."""
    actor, survey, _definition = drafted(request, pk)
    form = FileForm(sent(request), request.FILES or None)

    def take(found: Definition) -> Survey:
        def how(now: Definition) -> Definition:
            return edit.joined([now, found]) if now.pages else found

        return change(survey, actor, how)

    if (ready := _ready(request)) is not None:
        take(ready[1])
        return done(request, survey, _("The questions of the file stand at the end."))
    brought = attempt(form, lambda: read_file(_content(form)))
    page = queries.bring_in_page(form, survey, brought, _signed(brought))
    return render_page(request, "surveys/brought_in.html", page, status=_status(form, brought))


@read_or_send
def begin_from_file(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    places = queries.places_to_begin(actor)
    if not places:
        policies.begin_survey(actor, organisation_id=None).or_refuse()
    form = FileForm(sent(request), request.FILES or None)
    if (ready := _ready(request)) is not None:
        title, definition = ready
        survey = actions.begin_survey(
            title=title or _("A survey from a file"),
            organisation=places.get(
                request.POST.get("organisation", ""), next(iter(places.values()))
            ),
            definition=definition,
            by=actor,
            at=timezone.now(),
        )
        messages.success(request, _("It is begun. Nobody outside sees it while you write it."))
        return redirect("surveys:questions", survey.pk)
    brought = attempt(form, lambda: read_file(_content(form)))
    page = queries.bring_in_page(
        form, None, brought, _signed(brought), [(pk, o.name) for pk, o in places.items()]
    )
    return render_page(request, "surveys/brought_in.html", page, status=_status(form, brought))


def _content(form: FileForm) -> bytes:
    content: bytes = form.cleaned_data["file"].read(MOST_BYTES + 1)
    return content


def _status(form: FileForm, brought: BroughtIn | None) -> int:
    return 422 if brought is not None and brought.faults else status_of(form)


def _signed(brought: BroughtIn | None) -> str:
    """What the file gave, kept in the page until the person says yes: nothing is stored before."""
    if brought is None or brought.definition is None:
        return ""
    document = {"title": brought.title[:200], "definition": to_json(brought.definition)}
    return signing.dumps(document, salt=_SALT, compress=True)


def _ready(request: HttpRequest) -> tuple[str, Definition] | None:
    """What a person has looked over and takes; None where there is none, or not from us."""
    try:
        document = signing.loads(request.POST.get("ready", ""), salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return None
    return document["title"], from_json(document["definition"])
