from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form, NumberField

from ..actions.checks import LONGEST_LINE, LONGEST_TEXT
from ..actions.goals import GoalWords
from ..kinds import Baseline
from .choices import measure_field

if TYPE_CHECKING:
    from groundswell.engines.measures.models import Measure


def _text(label: Any, **details: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=area, **details)


class GoalForm(Form):
    """The goal as the team words it."""

    statement = forms.CharField(
        label=gettext_lazy("Our goal, in one sentence"),
        help_text=gettext_lazy(
            "What will be different for people, with a number. Such as “Six in ten people who are"
            " ready to go home leave before 1 pm”."
        ),
        max_length=LONGEST_LINE,
    )
    measure = forms.ChoiceField()  # replaced: offered are the measures of the challenge
    unit = forms.CharField(
        label=gettext_lazy("Unit, where no measure says it"),
        help_text=gettext_lazy("Such as “people” or “days”."),
        max_length=60,
        required=False,
    )
    baseline_kind = forms.ChoiceField(
        label=gettext_lazy("Do you know where things stood before?"),
        choices=Baseline.choices,
        widget=forms.RadioSelect,
    )
    baseline = NumberField(
        label=gettext_lazy("Where things stood"),
        help_text=gettext_lazy("As the measure shows it: 32 for 32%."),
        required=False,
    )
    baseline_words = forms.CharField(
        label=gettext_lazy("Where this number comes from"), max_length=LONGEST_TEXT, required=False
    )
    target = NumberField(label=gettext_lazy("Where things should stand on day 100"))
    yes_no_test = forms.CharField(
        label=gettext_lazy("What will be looked at on day 100?"),
        help_text=gettext_lazy("A question that is answered yes or no."),
        max_length=LONGEST_LINE,
    )
    agreed_words = forms.CharField(
        label=gettext_lazy("How it was agreed"),
        help_text=gettext_lazy("Such as “Agreed on day 2 by all eleven of us.”"),
        max_length=LONGEST_LINE,
        required=False,
    )

    def __init__(self, *args: Any, measures: "list[Measure]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"] = measure_field(measures)

    def goal(self) -> GoalWords:
        given = {k: v for k, v in self.cleaned_data.items() if k != "reason"}
        return GoalWords(**given)


class ProposeGoalForm(GoalForm):
    """Another goal, and why."""

    reason = _text(
        gettext_lazy("Why should it change?"),
        help_text=gettext_lazy("The sponsor reads this, and so does everybody in the challenge."),
    )


class CompleteGoalForm(Form):
    """What was not known when the goal was set."""

    measure = forms.ChoiceField()
    baseline = NumberField(label=gettext_lazy("Where things stood"), required=False)
    baseline_words = forms.CharField(
        label=gettext_lazy("Where this number comes from"), max_length=LONGEST_TEXT, required=False
    )

    def __init__(
        self,
        *args: Any,
        measures: "list[Measure]",
        has_measure: bool,
        has_baseline: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"] = measure_field(measures)
        if has_measure:
            del self.fields["measure"]
        if has_baseline:
            del self.fields["baseline"], self.fields["baseline_words"]


class DecideGoalForm(Form):
    is_agreed = forms.TypedChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            ("yes", gettext_lazy("Yes, this is the goal from now on")),
            ("no", gettext_lazy("No, the goal stays")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    decision = _text(
        gettext_lazy("In your words"),
        help_text=gettext_lazy("If the goal stays, say why."),
        required=False,
    )


class AnswerGoalForm(Form):
    reached = forms.TypedChoiceField(
        label=gettext_lazy("Was it reached?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    words_said = _text(
        gettext_lazy("What you looked at, and what you saw"),
        help_text=gettext_lazy("A no is as welcome as a yes: say what you learned."),
    )
