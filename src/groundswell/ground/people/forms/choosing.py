"""One named person as a field: found by a part of the name, chosen from a short list.

Without a script the button beside it shows the whole form again, unjudged and with everything that
was typed; with one the list follows what is typed. See the guide in the room's README.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

from .. import queries
from ..actors import Actor
from ..models import Person
from ..queries import PeopleFound, PersonOption

ASKED, FIND = "_asked", "_find"  # after the field's name: what was typed, and the button


@dataclass(frozen=True, slots=True)
class PersonPart:
    """What `people/_person_field.html` draws."""

    id: str  # of the box to type in
    name: str
    label: str
    hint: str
    fault: str
    described_by: str
    find_url: str
    fixed: list[PersonOption]  # nobody, and whoever it is now
    found: PeopleFound


class PersonField(forms.Field):
    """Gives a `Person`, or None where nobody was chosen. Its form says who may be chosen: `offer`.

    The initial value is the person it is now, who may stay though the actor cannot see them.
    """

    default_error_messages = {
        "required": gettext_lazy("Find the person by name, then choose them."),
        "invalid": gettext_lazy("Choose one of the people shown."),
    }
    now: Person | None = None
    actor: Actor
    among: tuple[UUID, ...]

    def offer(self, actor: Actor, among: Iterable[UUID] = (), *, now: Person | None = None) -> None:
        """Offer those whom the actor sees, of the organisations or of all; `now` may stay."""
        self.actor, self.among, self.now = actor, tuple(among), now
        self.initial = now

    def prepare_value(self, value: Any) -> str:
        return str(value.pk) if isinstance(value, Person) else str(value or "")

    def to_python(self, value: Any) -> Person | None:
        if value in self.empty_values:
            return None
        if self.now and str(value) == str(self.now.pk):
            return self.now
        found = queries.person_chosen(self.actor, self.among, str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def drawn(self, bound: BoundField, hint: str) -> str:
        """The field as `web.fields` draws it."""
        return render_to_string("people/_person_field.html", {"field": self._part(bound, hint)})

    def _part(self, bound: BoundField, hint: str) -> PersonPart:
        name, chosen = bound.html_name, bound.value()
        fixed = self._fixed(chosen)
        fault = " ".join(str(e) for e in bound.errors)
        described = [f"{name}-hint"] * bool(hint) + [f"{name}-error"] * bool(fault)
        label = str(bound.label)
        return PersonPart(
            id=bound.auto_id or name,
            name=name,
            label=label if self.required else _("%s (optional)") % label,
            hint=hint,
            fault=fault,
            described_by=" ".join(described),
            find_url=self._find_url(name, fixed),
            fixed=fixed,
            found=queries.people_found(
                self.actor,
                self.among,
                asked=bound.form.data.get(name + ASKED, ""),
                field=name,
                chosen=chosen,
                but=[option.value for option in fixed],
            ),
        )

    def _fixed(self, chosen: str) -> list[PersonOption]:
        options = [] if self.required else [PersonOption("", _("Nobody"), is_chosen=not chosen)]
        if self.now:
            value = str(self.now.pk)
            options.append(
                PersonOption(value, self.now.name, _("as now"), is_chosen=value == chosen)
            )
        return options

    def _find_url(self, name: str, fixed: list[PersonOption]) -> str:
        asked = [("field", name), *(("in", str(place)) for place in self.among)]
        asked += [("but", option.value) for option in fixed if option.value]
        return f"{reverse('people:find')}?{urlencode(asked)}"


class FindingForm(Form):
    """A form with people to choose. While somebody is looked for it is shown again, unjudged."""

    @property
    def is_finding(self) -> bool:
        """Whether the button beside a person's field was pressed, with something to look for."""
        names = [self.add_prefix(n) for n, f in self.fields.items() if isinstance(f, PersonField)]
        return any(n + FIND in self.data and self.data.get(n + ASKED, "").strip() for n in names)

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_finding

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_finding:
            self.errors.clear()
