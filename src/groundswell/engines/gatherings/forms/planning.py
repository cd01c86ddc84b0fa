from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form, NumberField

from ..actions import GatheringDetails
from ..kinds import Audience
from .times import TimeField, instant


class GatheringForm(Form):
    title = forms.CharField(label=gettext_lazy("Title"))
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"))
    on = DateField(label=gettext_lazy("Day"))
    starts = TimeField(label=gettext_lazy("From"), help_text=gettext_lazy("Such as 2 pm"))
    ends = TimeField(label=gettext_lazy("To"), help_text=gettext_lazy("Such as 3:30 pm"))
    last_on = DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only where it ends on another day."),
    )
    place = forms.CharField(label=gettext_lazy("Place"), required=False)
    link = forms.CharField(
        label=gettext_lazy("Link to join from afar"),
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    about = forms.CharField(
        label=gettext_lazy("What is it about?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    organisation = forms.ChoiceField(label=gettext_lazy("Whose meeting is it?"), required=False)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may see that it takes place?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.INVITED,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("It has a public page"),
        required=False,
        help_text=gettext_lazy(
            "Anybody with its address reads title, time, place and what it is about."
        ),
    )
    registration_open = forms.BooleanField(
        label=gettext_lazy("People without an account can register there"), required=False
    )
    capacity = NumberField(
        label=gettext_lazy("Places for them"),
        help_text=gettext_lazy("Empty means no limit. Beyond it there is a waiting list."),
        whole=True,
        lowest=1,
        highest=10_000,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        organisations: list[tuple[str, str]] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if organisations is None:  # it stays with whom it is
            del self.fields["organisation"]
        else:
            nobody = ("", _("Nobody’s in particular"))
            self.fields["organisation"].choices = [nobody, *organisations]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._instant_of("starts", given.get("on"))
        self._instant_of("ends", given.get("last_on") or given.get("on"))
        return given

    def _instant_of(self, name: str, on: Any) -> None:
        at = self.cleaned_data.get(name)
        if on is None or at is None:
            return
        try:
            self.cleaned_data[name] = instant(on, at)
        except ValidationError as fault:
            self.add_error(name, fault)

    def details(self) -> GatheringDetails:
        given = self.cleaned_data
        return GatheringDetails(
            title=given["title"],
            starts_at=given["starts"],
            ends_at=given["ends"],
            kind=given["kind"],
            place=given["place"],
            link=given["link"],
            about=given["about"],
            audience=given["audience"],
            is_public=given["is_public"],
            registration_open=given["registration_open"],
            capacity=given["capacity"],
        )


class CancelForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it cancelled?"),
        help_text=gettext_lazy("Everybody invited and registered reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why, in a sentence.")},
    )
