"""What is written to people when results are out. A letter says what the page says, and less; a
text message only that they are out, and where to look."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from groundswell.ground.releases import queries as released
from groundswell.ground.releases.kinds import EVERYBODY
from groundswell.ground.releases.models import Release

from ..answering.fielded import frame_language
from ..definition import from_json
from ..models import Survey
from .promises import promised
from .scoring import read
from .speaking import headline


def steps_in_words(survey: Survey) -> str:
    """What was promised to happen next, a line a step; empty where nothing was."""
    steps = [f"{step.day}: {step.text}" if step.day else step.text for step in promised(survey)]
    return "\n".join([_("What happens next:"), *steps]) if steps else ""


def letter_of(survey: Survey, release_id: UUID) -> str:
    """For somebody without an account: what stands out, who answered, and where to look later.

    It is the same letter for everybody. Nothing in it leads to an answer: where the four words of
    a receipt are typed, nobody is known.
    """
    numbers = released.numbers(Release.objects.select_related("series").get(pk=release_id))
    parts = [
        _("The results of “%(survey)s” are out. Everyone who was asked is told today.")
        % {"survey": survey.title},
        f"{headline(read(from_json(survey.definition), numbers, {})).rstrip('.')}.",
        _answered(numbers.people(EVERYBODY)),
        steps_in_words(survey),
        _("What became of what you said stands at %(address)s, by your four words.")
        % {"address": _mine()},
        _("To read the whole page you need an account: ask %(name)s.")
        % {"name": survey.keeper.name},
    ]
    return "\n\n".join(filter(None, parts))


def text_of(survey: Survey) -> str:
    """For somebody of whom only a phone number is known: short, in the survey's first language."""
    with translation.override(frame_language(from_json(survey.definition).languages[0])):
        told = {"title": survey.title, "who": survey.organisation.name}
        out = _("The results of “%(title)s” (%(who)s) are out.") % told
        where = _("What became of what you said, by your four words:")
        return f"{out} {where} {_mine()}"


def _mine() -> str:
    return f"{settings.PUBLIC_URL}{reverse('answering:mine')}"


def _answered(people: int | None) -> str:
    """Nothing where even that is hidden."""
    return "" if people is None else _("People who answered: %(n)s.") % {"n": f"{people:,}"}
