"""Forms on paper: typed once, typed again by somebody else, settled, sent in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.requests import actor_of
from groundswell.ground.web.form_pages import read_or_send, sent
from groundswell.ground.web.forms import NOT_TAKEN, status_of
from groundswell.ground.web.pages import render_page

from .. import actions, policies, queries, sheets
from ..forms.fielding import CodeForm
from ..models import Doorway, Survey

_TYPING, _CODE = "surveys/fielding/sheet.html", "surveys/fielding/typed.html"


@read_or_send
def type_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    policies.type_sheet(actor, survey).or_refuse()
    doorways = queries.paper_doorways(survey)
    chosen, group = request.POST.get("doorway", ""), request.POST.get("group", "")
    raw = queries.raw_of(survey, dict(request.POST.lists()))
    fault = None
    if request.method == "POST":
        try:
            code = _typed(survey, doorways.get(chosen), raw, group, actor)
            return render_page(request, _CODE, queries.typed_page(survey, code))
        except Unusable as unusable:
            fault = unusable
    page = queries.sheet_page(survey, raw, group=group, doorway=chosen, fault=fault)
    return render_page(request, _TYPING, page, status=NOT_TAKEN if fault else 200)


def _typed(
    survey: Survey, doorway: Doorway | None, raw: dict[str, list[str]], group: str, actor: Actor
) -> str:
    if doorway is None:
        raise Unusable(_("Choose where the form was filled in."))
    return actions.type_sheet(
        survey=survey, doorway=doorway, raw=raw, group=group, by=actor, at=timezone.now()
    )


@read_or_send
def find_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By the code on the paper: it is sent in a form, and never stands in an address."""
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    policies.type_sheet(actor, survey).or_refuse()
    form = CodeForm(sent(request))
    if form.is_bound and form.is_valid():
        code = sheets.plain_code(form.cleaned_data["code"])
        sheet = queries.sheet_by(survey, code)
        if sheet is not None:
            policies.settle_sheet(actor, survey, sheet).or_refuse()
            page = queries.sheet_page(survey, {}, sheet=sheet, code=code)
            return render_page(request, _TYPING, page)
        form.refuse(Unusable(_("No form waits under this code. Check it."), field="code"))
    around = queries.fielding_form_page(
        survey,
        form,
        title=_("Type a form a second time"),
        lead=_("Somebody else than the first time types it, without looking at what they typed."),
        button=_("Go on"),
    )
    return render_page(request, "web/form.html", around, status=status_of(form))


@require_POST
def settle_sheet(request: HttpRequest, pk: UUID, sheet_pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    survey = queries.kept_survey_for(actor, pk)
    sheet = queries.sheet_for(survey, sheet_pk)
    code, group = sheets.plain_code(request.POST.get("code", "")), request.POST.get("group", "")
    raw = queries.raw_of(survey, dict(request.POST.lists()))
    fault: Unusable | None = None
    differing: tuple[str, ...] = ()
    try:
        settled = actions.settle_sheet(
            sheet=sheet,
            code=code,
            raw=raw,
            group=group,
            is_settled=request.POST.get("settled") == "yes",
            by=actor,
            at=timezone.now(),
        )
        differing = settled.differing
    except Unusable as unusable:
        fault = unusable
    if fault is None and not differing:
        messages.success(request, _("The form is in. The first typing is not kept."))
        return redirect("surveys:fielding", survey.pk)
    page = queries.sheet_page(
        survey, raw, group=group, fault=fault, sheet=sheet, code=code, differing=differing
    )
    return render_page(request, _TYPING, page, status=NOT_TAKEN)
