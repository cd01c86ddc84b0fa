from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import DateField, Form, NumberField

from ..actions.placing import ChartSettings
from ..kinds import RUN_LENGTHS, SHORTEST_BASELINE, ChartKind

if TYPE_CHECKING:
    from groundswell.ground.people.actors import Actor

    from ..models import Measure


class NoteForm(Form):
    on = DateField(label=gettext_lazy("When was it?"))
    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TargetForm(Form):
    value = NumberField(label=gettext_lazy("Target"))
    from_on = DateField(label=gettext_lazy("From which day"))


class ShareForm(Form):
    audience = forms.ChoiceField(
        label=gettext_lazy("Who sees this chart?"), widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, choices: tuple[tuple[str, str, str], ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            (code, f"{label}. {hint}" if hint else label) for code, label, hint in choices
        ]


class WhyForm(Form):
    """The reason of a decision about limits."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Say why, in a sentence that a board member would understand.")
        },
    )


class RecalculateForm(WhyForm):
    """Limits that start anew on a day that somebody knows."""

    from_on = DateField(
        label=gettext_lazy("From which day"),
        help_text=gettext_lazy("The day from which the work was different, such as 1 May 2026."),
    )
    field_order = ("from_on", "reason")


class DecideForm(WhyForm):
    """The answer to a proposal; which of the two buttons was pressed comes with it."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")])


class SettingsForm(FindingForm):
    data_owner = PersonField(
        label=gettext_lazy("Data owner"),
        help_text=gettext_lazy("Adds the numbers and answers when they shift."),
        required=False,
    )
    chart = forms.ChoiceField(label=gettext_lazy("Chart"), choices=ChartKind.choices)
    baseline_points = NumberField(
        label=gettext_lazy("Limits from the first so many numbers"),
        help_text=gettext_lazy("12 or more; leave empty to use all."),
        whole=True,
        lowest=SHORTEST_BASELINE,
        highest=10_000,
        required=False,
    )
    run_length = forms.ChoiceField(
        label=gettext_lazy("Numbers in a row that make a shift"),
        choices=[(n, str(n)) for n in RUN_LENGTHS],
    )
    screen = forms.BooleanField(
        label=gettext_lazy("Leave outlying changes out of the limits"), required=False
    )
    clip_at_zero = forms.BooleanField(
        label=gettext_lazy("Draw no lower limit below 0"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: "Actor", measure: "Measure", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["data_owner"].offer(  # type: ignore[attr-defined]
            actor, [measure.organisation_id], now=measure.data_owner
        )

    def settings(self) -> ChartSettings:
        given = self.cleaned_data
        return ChartSettings(
            chart=given["chart"],
            baseline_points=given["baseline_points"],
            run_length=int(given["run_length"]),
            screen=given["screen"],
            clip_at_zero=given["clip_at_zero"],
        )
