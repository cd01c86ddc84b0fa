from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.engines.measures.actions import DefinitionDetails
from groundswell.engines.measures.kinds import Frequency, Good, MeasureRole, Number
from groundswell.ground.web.forms import Form, NumberField

from .choices import one_of, person_field

if TYPE_CHECKING:
    from groundswell.engines.measures.models import Measure
    from groundswell.ground.people.models import Person

_UNCHOSEN = ("", gettext_lazy("Choose one"))
_WITH_DECIMAL = (Number.MEAN, Number.RATE, Number.SCORE)


class AttachForm(Form):
    measure = forms.ChoiceField()  # replaced: offered is what this person may see

    def __init__(self, *args: Any, measures: "list[Measure]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"] = one_of(measures, label=_("Which measure?"))


class NewMeasureForm(Form):
    """What a team counts by itself, in the fewest questions that make a chart."""

    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=120)
    role = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=MeasureRole.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "An outcome matters to people. A process is how you get there. A balancing measure"
            " watches for harm elsewhere."
        ),
    )
    number = forms.ChoiceField(
        label=gettext_lazy("Kind of number"), choices=[_UNCHOSEN, *Number.choices]
    )
    out_of = forms.CharField(
        label=gettext_lazy("Out of what?"),
        help_text=gettext_lazy(
            "For percentages, rates and averages, such as “people ready to go home”."
        ),
        max_length=200,
        required=False,
    )
    rate_per = NumberField(
        label=gettext_lazy("A rate is per"), whole=True, lowest=1, highest=10**9, required=False
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("In the plural, such as “days”."),
        max_length=60,
        required=False,
    )
    good = forms.ChoiceField(
        label=gettext_lazy("Which way is better?"), choices=Good.choices, widget=forms.RadioSelect
    )
    frequency = forms.ChoiceField(
        label=gettext_lazy("How often is it counted?"),
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Weekly suits a hundred days: it gives fourteen numbers."),
    )
    counted = forms.CharField(
        label=gettext_lazy("What exactly is counted?"),
        help_text=gettext_lazy("So that two people who count get the same number."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where does it come from?"), required=False, max_length=500
    )
    data_owner = forms.ChoiceField()  # replaced: offered are the people of the team

    def __init__(self, *args: Any, people: "list[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["data_owner"] = person_field(people, label=_("Who looks after the numbers?"))

    def details(self) -> DefinitionDetails:
        given = {k: v for k, v in self.cleaned_data.items() if k not in {"data_owner", "rate_per"}}
        return DefinitionDetails(
            **given,
            rate_per=self.cleaned_data["rate_per"] or 1,
            places=int(given["number"] in _WITH_DECIMAL),
        )
