from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form, NumberField

from ..actions.defining import LONGEST_TITLE, DefinitionDetails
from ..kinds import MOST_PLACES, UNCHOSEN, Audience, Frequency, Good, MeasureRole, Number

_LONG = {"max_length": 2_000, "widget": forms.Textarea(attrs={"rows": 3})}


class DefinitionForm(Form):
    """What exactly is counted."""

    organisation = forms.ChoiceField(label=gettext_lazy("Written for"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    role = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=[UNCHOSEN, *MeasureRole.choices],
        help_text=gettext_lazy(
            "An outcome matters to people. A process is how you get there. A balancing measure"
            " watches for harm elsewhere."
        ),
    )
    number = forms.ChoiceField(
        label=gettext_lazy("Kind of number"), choices=[UNCHOSEN, *Number.choices]
    )
    out_of = forms.CharField(
        label=gettext_lazy("Out of"),
        help_text=gettext_lazy(
            "For percentages, rates and averages: what the second number counts, such as “people"
            " ready to go home” or “bed days”. Leave empty if there is only one number."
        ),
        max_length=200,
        required=False,
    )
    rate_per = NumberField(
        label=gettext_lazy("A rate is per"),
        whole=True,
        lowest=1,
        highest=1_000_000_000,
        required=False,
        help_text=gettext_lazy("Such as 1,000. Only for rates."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("In the plural, such as “days” or “leaders”."),
        max_length=60,
        required=False,
    )
    places = NumberField(
        label=gettext_lazy("Decimals shown"), whole=True, lowest=0, highest=MOST_PLACES
    )
    good = forms.ChoiceField(
        label=gettext_lazy("Which way is better?"), choices=[UNCHOSEN, *Good.choices]
    )
    frequency = forms.ChoiceField(
        label=gettext_lazy("How often?"), choices=[UNCHOSEN, *Frequency.choices]
    )
    counted = forms.CharField(
        label=gettext_lazy("What exactly is counted?"),
        help_text=gettext_lazy("So that two people who count get the same number."),
        **_LONG,  # type: ignore[arg-type]
    )
    left_out = forms.CharField(
        label=gettext_lazy("What is left out?"),
        required=False,
        **_LONG,  # type: ignore[arg-type]
    )
    source = forms.CharField(
        label=gettext_lazy("Where does it come from?"), required=False, max_length=500
    )
    better_means = forms.CharField(
        label=gettext_lazy("When it gets better, the heading says"),
        help_text=gettext_lazy("Such as “More people leave before 1 pm”. May be left empty."),
        max_length=200,
        required=False,
    )
    worse_means = forms.CharField(
        label=gettext_lazy("When it gets worse, the heading says"), max_length=200, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owners:
            self.fields["organisation"].choices = owners  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]

    def details(self) -> DefinitionDetails:
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"organisation", "version", "rate_per"}
        }
        return DefinitionDetails(**given, rate_per=self.cleaned_data["rate_per"] or 1)


class PlaceForm(Form):
    """Where a definition is measured, and by whom."""

    place = forms.ChoiceField(label=gettext_lazy("Where is it measured?"))
    is_mine = forms.BooleanField(
        label=gettext_lazy("I look after these numbers"), required=False, initial=True
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who sees the chart?"),
        choices=Audience.choices,
        help_text=gettext_lazy("A team’s chart is the team’s until the team shares it."),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
