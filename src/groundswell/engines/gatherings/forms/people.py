from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.people.actors import Actor
from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.people.models import Person
from groundswell.ground.web.forms import Form

from ..kinds import Reply


class ReplyForm(Form):
    answer = forms.ChoiceField(choices=[c for c in Reply.choices if c[0] != Reply.NONE])


class InviteForm(FindingForm):
    """Those of the piece of work to tick, and anybody else by name."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("People of this piece of work"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    person = PersonField(label=gettext_lazy("Somebody by name"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, near: Mapping[UUID, Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._near = near
        self.fields["person"].offer(actor)  # type: ignore[attr-defined]
        if near:
            self.fields["people"].choices = [  # type: ignore[attr-defined]
                (str(pk), person.name) for pk, person in near.items()
            ]
        else:
            del self.fields["people"]

    def chosen(self) -> list[Person]:
        ticked = [self._near[UUID(pk)] for pk in self.cleaned_data.get("people", [])]
        named = self.cleaned_data["person"]
        return [*ticked, named] if named else ticked


class RegisterForm(Form):
    """What somebody types who has no account. `website` is for machines: people do not see it."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Type your name.")},
    )
    email = forms.CharField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We write to it about this meeting only, and erase it afterwards."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type your e-mail address.")},
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))
