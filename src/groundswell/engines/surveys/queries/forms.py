"""What the forms of this room offer and begin with."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.people import queries as people
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation
from groundswell.ground.web.form_pages import FormPage
from groundswell.ground.web.forms import Form

from .. import policies
from ..definition import Definition, Kind, Option, Question, code_words, from_json, said_in
from ..definition.questions import NA
from ..instruments import packs
from ..kinds import State
from ..models import Survey
from .access import visible_to
from .instruments import Offer, offers

Choices = list[tuple[str, str]]


def form_page(
    form: Form,
    *,
    title: str,
    button: str,
    lead: str = "",
    survey: Survey | None = None,
    known: Sequence[tuple[str, str]] = (),
    note: str = "",
    in_questions: bool = False,
) -> FormPage:
    """The page around a form; about one survey, or about none yet."""
    crumb: tuple[tuple[str, str], ...] = ((_("Surveys"), reverse("surveys:index")),)
    back = reverse("surveys:index")
    if survey:
        back = reverse("surveys:survey", args=[survey.pk])
        crumb = (*crumb, (survey.title, back))
    if survey and in_questions:
        back = reverse("surveys:questions", args=[survey.pk])
        crumb = (*crumb, (_("Questions"), back))
    return FormPage(
        title=title,
        lead=lead,
        crumb=(*crumb, (title, "")),
        form=form,
        button=button,
        back_url=back,
        known=known,
        note=note,
    )


def places_to_begin(actor: Actor, programme_id: UUID | None = None) -> dict[str, Organisation]:
    """The organisations for which the actor may begin a survey, by id."""
    return {
        str(organisation.pk): organisation
        for organisation in people.organisations_of(actor)
        if policies.begin_survey(actor, organisation_id=organisation.pk, programme_id=programme_id)
    }


def places_to_load(actor: Actor) -> dict[str, Organisation]:
    return {
        str(organisation.pk): organisation
        for organisation in people.organisations_of(actor)
        if policies.load_instrument(actor, organisation_id=organisation.pk)
    }


def may_load_for_all(actor: Actor) -> bool:
    return bool(policies.load_instrument(actor, organisation_id=None))


def instrument_choices(actor: Actor) -> tuple[dict[str, Offer], Choices]:
    found = offers(actor)
    return found, [(key, f"{o.title}: {o.length}") for key, o in found.items()]


def waves_to_follow(actor: Actor) -> dict[str, Survey]:
    """Earlier surveys whose questions may be asked again: those that the actor may know of and
    that have been asked."""
    asked = visible_to(actor).exclude(state__in=[State.DRAFT, State.DROPPED])
    return {str(survey.pk): survey for survey in asked[:200]}


def survey_to_follow(actor: Actor, value: str) -> Survey | None:
    """The survey named in an address, where the actor keeps it; None otherwise."""
    try:
        found = visible_to(actor).filter(pk=UUID(value)).first()
    except ValueError:
        return None
    return found if found and policies.keeps(actor, found) else None


def answer_sets() -> Mapping[str, tuple[Option, ...]]:
    """Scales that our own instruments use, to be chosen for a question: by a stable name."""
    found: dict[str, tuple[Option, ...]] = {}
    for pack in packs().values():
        for question in pack.definition.questions.values():
            if question.kind == Kind.SCALE and question.options not in found.values():
                found[f"{pack.code}.{question.id}"] = question.options
    return found


def answer_set_choices() -> Choices:
    return [
        (
            name,
            _("%(first)s … %(last)s (%(n)s)")
            % {
                "first": said_in(options[0].label, "en-gb"),
                "last": said_in(options[-1].label, "en-gb"),
                "n": len(options),
            },
        )
        for name, options in answer_sets().items()
    ]


def earlier_questions(definition: Definition, question_id: str) -> Choices:
    """The questions that one may depend on: with options, on an earlier page."""
    first, found = definition.languages[0], []
    for page in definition.pages:
        if any(question.id == question_id for question in page.questions):
            break
        found += [
            (question.id, said_in(question.label, first))
            for question in page.questions
            if question.kind != Kind.TEXT
        ]
    return found


def codes_to_choose(definition: Definition, question: Question) -> Choices:
    codes = (*question.codes, NA) if question.allows_na else question.codes
    return [(str(code), code_words(question, code, definition.languages[0])) for code in codes]


def scale_questions(definition: Definition) -> Choices:
    """The questions that a score can be made of."""
    return [
        (question.id, said_in(question.label, definition.languages[0]))
        for question in definition.questions.values()
        if question.kind == Kind.SCALE
    ]


def definition_of(survey: Survey) -> Definition:
    return from_json(survey.definition)
