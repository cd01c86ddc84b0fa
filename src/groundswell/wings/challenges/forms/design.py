"""Forms of the design: a challenge begun, its note, its partners, its days, its end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form

from ..actions import NoteWords
from ..actions.checks import LONGEST_LINE, LONGEST_TEXT
from ..naming import LOCAL_ROLES
from .versions import SharedForm

if TYPE_CHECKING:
    from groundswell.ground.people.models import Organisation

    from ..models import Challenge
    from ..packs import Pack


EMPTY = "empty"  # begin without a template


def line_field(label: Any, **details: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_LINE, **details)


def text_field(label: Any, rows: int = 4, **details: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=area, **details)


class StartForm(Form):
    """A name, a host, perhaps a wave, and what it begins with."""

    title = line_field(gettext_lazy("What is the challenge called?"))
    organisation = forms.ChoiceField(
        label=gettext_lazy("Which organisation hosts it?"),
        help_text=gettext_lazy("It answers for it. Others take part as partners."),
    )
    wave = forms.ChoiceField(label=gettext_lazy("Wave"), required=False)
    pack = forms.ChoiceField(
        label=gettext_lazy("What does it begin with?"), widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        hosts: "Sequence[Organisation]",
        waves: Sequence[tuple[str, str]],
        packs: "Sequence[Pack]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = {str(o.pk): o for o in hosts}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (key, o.name) for key, o in self.hosts.items()
        ]
        self.fields["wave"].choices = [("", _("No wave")), *waves]  # type: ignore[attr-defined]
        self.fields["pack"].choices = [  # type: ignore[attr-defined]
            *((p.code, f"{p.title}. {p.summary}") for p in packs),
            (EMPTY, _("Nothing: we write our own note")),
        ]

    def clean_organisation(self) -> "Organisation":
        return self.hosts[self.cleaned_data["organisation"]]

    def clean_wave(self) -> UUID | None:
        chosen = self.cleaned_data["wave"]
        return UUID(chosen) if chosen else None


class WaveForm(Form):
    title = line_field(gettext_lazy("What is the wave called?"))
    organisation = forms.ChoiceField(label=gettext_lazy("Which organisation runs it?"))

    def __init__(self, *args: Any, hosts: "Sequence[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = {str(o.pk): o for o in hosts}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (key, o.name) for key, o in self.hosts.items()
        ]

    def clean_organisation(self) -> "Organisation":
        return self.hosts[self.cleaned_data["organisation"]]


class NoteForm(SharedForm):
    """The note; its version is the number of the one it was filled in from."""

    title = line_field(gettext_lazy("Name of the challenge"))
    problem = text_field(
        gettext_lazy("The problem"),
        help_text=gettext_lazy("In the words of those who live with it."),
        required=False,
    )
    population = line_field(gettext_lazy("For whom"), required=False)
    place = line_field(gettext_lazy("Where"), required=False)
    strategy = text_field(gettext_lazy("Which strategy does it serve, and how?"), required=False)
    guardrails = text_field(
        gettext_lazy("Guardrails"),
        help_text=gettext_lazy("What the team must not do, or must ask first. One on each line."),
        required=False,
    )
    questions = text_field(
        gettext_lazy("What leaders want to learn"),
        help_text=gettext_lazy("One question on each line."),
        required=False,
    )
    logistics = text_field(gettext_lazy("Time, rooms and money"), rows=3, required=False)
    change = text_field(
        gettext_lazy("What is new?"),
        rows=2,
        help_text=gettext_lazy("One sentence for those who read the version before."),
        required=False,
    )

    def note(self) -> NoteWords:
        given = self.cleaned_data
        return NoteWords(**{name: given[name] for name in NoteWords.__slots__})


class PartnerForm(Form):
    organisation = forms.ChoiceField(label=gettext_lazy("Which organisation takes part?"))

    def __init__(self, *args: Any, others: "Sequence[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(o.pk): o for o in others}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            *((key, o.name) for key, o in self.others.items()),
        ]

    def clean_organisation(self) -> "Organisation":
        return self.others[self.cleaned_data["organisation"]]


class RoleNamesForm(Form):
    """A name for each role; empty is the usual one."""

    def __init__(self, *args: Any, challenge: "Challenge", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LOCAL_ROLES:
            self.fields[code] = line_field(
                code.label, required=False, initial=challenge.role_names.get(code, "")
            )


class DayZeroForm(Form):
    day_zero = DateField(
        label=gettext_lazy("Which day is day 0?"),
        help_text=gettext_lazy("The day that the team meets and the clock begins to run."),
    )


class ShiftForm(Form):
    day_zero = DateField(label=gettext_lazy("Which day is day 0 now?"))
    reason = text_field(
        gettext_lazy("Why does it move?"), help_text=gettext_lazy("Everybody reads this.")
    )


class EndForm(Form):
    reason = text_field(
        gettext_lazy("In a few sentences"), help_text=gettext_lazy("Everybody in it reads this.")
    )
