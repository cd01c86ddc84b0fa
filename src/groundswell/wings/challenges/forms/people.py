"""Forms about who is in a team and who stands behind it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.people.kinds import RoleCode
from groundswell.ground.web.forms import Form, NumberField

from ..kinds import Leave, Standing
from ..naming import role_label
from .design import line_field, text_field

if TYPE_CHECKING:
    from groundswell.ground.people.actors import Actor
    from groundswell.ground.people.models import Organisation

    from ..models import Challenge

LONGEST_ADDRESS = 254
THEMSELVES = "themselves"  # for whom somebody comes who is sent by no organisation


def _address_field() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("E-mail address"), max_length=LONGEST_ADDRESS)


class JoinForm(FindingForm):
    """What is asked of everybody who joins."""

    organisation = forms.ChoiceField(label=gettext_lazy("For whom do they come?"))
    standing = forms.ChoiceField(
        label=gettext_lazy("As what do they come?"),
        choices=Standing.choices,
        widget=forms.RadioSelect,
        initial=Standing.STAFF,
    )
    brings = line_field(
        gettext_lazy("What do they bring?"),
        help_text=gettext_lazy("Their work or what they know, such as “ward pharmacist”."),
        required=False,
    )
    needs_release = forms.BooleanField(
        label=gettext_lazy("Their line manager has to release them"), required=False
    )

    def __init__(self, *args: Any, places: "Sequence[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(o.pk): o for o in places}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            *((key, o.name) for key, o in self.places.items()),
            (THEMSELVES, _("Nobody: they come for themselves")),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        comes_alone = given.get("organisation") == THEMSELVES
        if comes_alone and given.get("standing") == Standing.STAFF:
            fault = _("Who works in an organisation that takes part comes for it. Choose which.")
            self.add_error("organisation", fault)
        return given

    def joining(self) -> dict[str, Any]:
        """What the action wants, by name."""
        given = dict(self.cleaned_data)
        given["organisation"] = self.places.get(given["organisation"])
        given["leave"] = Leave.TO_ASK if given.pop("needs_release") else Leave.NOT_NEEDED
        return given


class AddMemberForm(JoinForm):
    person = PersonField(
        label=gettext_lazy("Who joins?"),
        help_text=gettext_lazy("Somebody who has an account here. Others you invite by e-mail."),
    )
    field_order = ("person", "organisation", "standing", "brings", "needs_release")

    def __init__(self, *args: Any, actor: "Actor", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(actor)  # type: ignore[attr-defined]


class InviteMemberForm(JoinForm):
    name = line_field(gettext_lazy("Name"))
    email = _address_field()
    field_order = ("name", "email", "organisation", "standing", "brings", "needs_release")


class _RoleForm(FindingForm):
    code = forms.ChoiceField(label=gettext_lazy("As what?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, challenge: "Challenge", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (code, role_label(challenge, code)) for code in (RoleCode.SPONSOR, RoleCode.COACH)
        ]


class AppointForm(_RoleForm):
    person = PersonField(label=gettext_lazy("Who is it?"))
    field_order = ("code", "person")

    def __init__(self, *args: Any, actor: "Actor", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(actor)  # type: ignore[attr-defined]


class AppointByMailForm(_RoleForm):
    name = line_field(gettext_lazy("Name"))
    email = _address_field()


class LeaveForm(Form):
    reason = text_field(
        gettext_lazy("Why, if you like to say?"),
        rows=2,
        help_text=gettext_lazy("The team leader, the coach and the sponsor read this."),
        required=False,
    )


class AskReleaseForm(Form):
    manager_name = line_field(gettext_lazy("Name of the line manager"))
    manager_email = forms.CharField(
        label=gettext_lazy("Their e-mail address"), max_length=LONGEST_ADDRESS
    )
    hours_a_week = NumberField(
        label=gettext_lazy("Hours a week"), lowest=0.5, highest=48, initial=4.0
    )


class ReleaseForm(Form):
    """The manager's answer."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            ("yes", gettext_lazy("Yes, I release them")),
            ("no", gettext_lazy("No, not now")),
        ],
        widget=forms.RadioSelect,
    )
    words = text_field(
        gettext_lazy("In a sentence"),
        rows=3,
        help_text=gettext_lazy("If no: why, so that the team can look for another way."),
        required=False,
    )
