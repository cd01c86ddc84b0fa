"""Fields that offer a few things of the challenge itself: its measures, its people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from groundswell.engines.measures.models import Measure
    from groundswell.ground.people.models import Person


def one_of(
    things: Sequence[Any], *, label: str, nothing: str = "", hint: str = ""
) -> forms.TypedChoiceField:
    """Gives the thing itself, or None; `nothing` is offered first, and makes it optional."""
    known = {str(thing.pk): thing for thing in things}
    first = ("", nothing or _("Choose one"))
    return forms.TypedChoiceField(
        label=label,
        choices=[first, *((key, str(thing)) for key, thing in known.items())],
        coerce=known.__getitem__,
        empty_value=None,
        required=not nothing,
        help_text=hint,
        error_messages={"required": _("Choose an answer to “%(label)s”.") % {"label": label}},
    )


def measure_field(measures: "Sequence[Measure]") -> forms.TypedChoiceField:
    return one_of(measures, label=_("The measure that shows it"), nothing=_("None yet"))


def person_field(people: "Sequence[Person]", *, label: str) -> forms.TypedChoiceField:
    return one_of(people, label=label)


def several_of(things: Sequence[Any], *, label: str) -> forms.TypedMultipleChoiceField:
    """Boxes to tick; gives the things themselves."""
    known = {str(thing.pk): thing for thing in things}
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=[(key, str(thing)) for key, thing in known.items()],
        coerce=known.__getitem__,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
