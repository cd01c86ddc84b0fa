from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form, NumberField

from ..actions.checks import LONGEST_LINE, LONGEST_TEXT
from ..actions.trying import MOST_REACHED, TestPlan
from ..kinds import Outcome
from .choices import person_field, several_of
from .versions import SharedForm

if TYPE_CHECKING:
    from groundswell.ground.people.models import Person

    from ..models import ChallengeMeasure


def _text(label: Any, rows: int = 3, **details: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=area, **details)


def _reached() -> NumberField:
    return NumberField(
        label=gettext_lazy("How many people it reached"),
        whole=True,
        lowest=0,
        highest=MOST_REACHED,
        required=False,
    )


class IdeaForm(SharedForm):
    title = forms.CharField(
        label=gettext_lazy("What might be tried, in a line"), max_length=LONGEST_LINE
    )
    detail = _text(gettext_lazy("In more words"), required=False)
    theme = forms.CharField(
        label=gettext_lazy("Theme"),
        help_text=gettext_lazy("One word for ideas that belong together. May be left empty."),
        max_length=60,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(Form):
    reason = _text(gettext_lazy("Why?"))


class TestForm(SharedForm):
    """What is written down before anybody looks."""

    __test__ = False

    title = forms.CharField(label=gettext_lazy("What is the test called?"), max_length=LONGEST_LINE)
    hypothesis = _text(
        gettext_lazy("We think that"),
        help_text=gettext_lazy("If we do this, then that, because …"),
    )
    smallest = _text(
        gettext_lazy("The smallest way to find out"),
        help_text=gettext_lazy("One ward, one day, one person, before it is everywhere."),
    )
    prediction = _text(
        gettext_lazy("We expect to see"),
        help_text=gettext_lazy("With a number where there is one: “8 in 10 are ready by 11”."),
    )
    owner = forms.ChoiceField()  # replaced: offered is the team
    starts_on = DateField(label=gettext_lazy("From"), required=False)
    ends_on = DateField(label=gettext_lazy("Until"), required=False)
    measures = forms.MultipleChoiceField(required=False)  # replaced
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        people: "Sequence[Person]",
        measures: "Sequence[ChallengeMeasure]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field(people, label=_("Who owns it?"))
        self.fields["measures"] = several_of(measures, label=_("Judged by which measures?"))
        if not measures:
            del self.fields["measures"]

    def plan(self) -> TestPlan:
        return TestPlan(**{k: v for k, v in self.cleaned_data.items() if k != "version"})


class NoteForm(SharedForm):
    happened = _text(gettext_lazy("What has happened so far"), rows=5, required=False)
    people_reached = _reached()
    ends_on = DateField(label=gettext_lazy("Until"), required=False)


class HoldForm(Form):
    reason = _text(
        gettext_lazy("What does it wait for?"),
        help_text=gettext_lazy("If it waits for a leader’s leave, ask for that instead."),
    )


class FinishForm(SharedForm):
    happened = _text(gettext_lazy("What happened"), rows=5)
    learned = _text(gettext_lazy("What we learned"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("What we do with it"),
        choices=[
            (Outcome.ADOPT, gettext_lazy("Adopt: do it so from now on")),
            (Outcome.ADAPT, gettext_lazy("Adapt: change it and test again")),
            (Outcome.ABANDON, gettext_lazy("Abandon: leave it")),
        ],
        widget=forms.RadioSelect,
    )
    next_step = _text(gettext_lazy("What comes next"), required=False)
    people_reached = _reached()
