"""The poster of a shared entrance."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.ground.documents.queries import TakeAway, take_away
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..models import Doorway
from .fielding import address_of, crumb_of


@dataclass(frozen=True, slots=True)
class PosterPage:
    pk: UUID
    title: str
    crumb: tuple[tuple[str, str], ...]
    lead: str
    code: Markup
    address: str
    points: tuple[str, ...]
    until: str
    take_away: TakeAway


def doorway_for(actor: Actor, pk: UUID) -> Doorway:
    """A shared entrance of a survey that the actor keeps. Raises Http404."""
    rows = Doorway.objects.select_related("survey__organisation", "survey__keeper")
    doorway = get_object_or_404(rows, pk=pk)
    if not policies.keeps(actor, doorway.survey):
        raise Http404
    return doorway


def poster_page(actor: Actor, pk: UUID) -> PosterPage:
    from ..posters import code_svg

    doorway = doorway_for(actor, pk)
    if doorway.kind == Doorway.Kind.PAPER:
        raise Http404
    survey, address = doorway.survey, address_of(doorway)
    minutes = ngettext("%(n)s minute", "%(n)s minutes", survey.minutes) % {"n": survey.minutes}
    until = words.day(survey.closes_on) if survey.closes_on else ""
    return PosterPage(
        pk=doorway.pk,
        title=survey.title,
        crumb=crumb_of(survey, _("Poster")),
        lead=_("Scan the code with your phone. It takes %(minutes)s.") % {"minutes": minutes},
        code=code_svg(address),
        address=address,
        points=(
            _("We do not ask who you are, and nobody can link your answers to you."),
            _("No result from fewer than %(k)s people is shown.") % {"k": survey.k},
        ),
        until=_("Until %(day)s. %(who)s") % {"day": until, "who": survey.organisation},
        take_away=take_away("survey-poster", doorway.pk),
    )
