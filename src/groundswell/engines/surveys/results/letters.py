"""What is written to people when results are out. A letter says what the page says, and less."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.releases import queries as released
from groundswell.ground.releases.kinds import EVERYBODY
from groundswell.ground.releases.models import Release

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
    mine = f"{settings.PUBLIC_URL}{reverse('answering:mine')}"
    parts = [
        _("The results of “%(survey)s” are out. Everyone who was asked is told today.")
        % {"survey": survey.title},
        f"{headline(read(from_json(survey.definition), numbers, {})).rstrip('.')}.",
        _answered(numbers.people(EVERYBODY)),
        steps_in_words(survey),
        _("What became of what you said stands at %(address)s, by your four words.")
        % {"address": mine},
        _("To read the whole page you need an account: ask %(name)s.")
        % {"name": survey.keeper.name},
    ]
    return "\n\n".join(filter(None, parts))


def _answered(people: int | None) -> str:
    """Nothing where even that is hidden."""
    return "" if people is None else _("People who answered: %(n)s.") % {"n": f"{people:,}"}
