"""Forms of the register of coaches."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import DateField, Form, NumberField

from .design import line_field, text_field

if TYPE_CHECKING:
    from groundswell.ground.people.actors import Actor
    from groundswell.ground.people.models import Organisation


class ListCoachForm(FindingForm):
    person = PersonField(label=gettext_lazy("Who coaches?"))
    organisation = forms.ChoiceField(label=gettext_lazy("On the register of"))
    about = text_field(
        gettext_lazy("About them"),
        rows=2,
        help_text=gettext_lazy("Where they come from, and what teams like about them."),
        required=False,
    )
    most_teams = NumberField(
        label=gettext_lazy("How many teams at once?"), whole=True, lowest=1, highest=10, initial=1
    )

    def __init__(
        self, *args: Any, actor: "Actor", hosts: "Sequence[Organisation]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = {str(o.pk): o for o in hosts}
        self.fields["person"].offer(actor)  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (key, o.name) for key, o in self.hosts.items()
        ]

    def clean_organisation(self) -> "Organisation":
        return self.hosts[self.cleaned_data["organisation"]]


class TrainingForm(Form):
    title = line_field(gettext_lazy("What was learned?"))
    given_by = line_field(gettext_lazy("Who taught it?"), required=False)
    on = DateField(label=gettext_lazy("When was it?"))
