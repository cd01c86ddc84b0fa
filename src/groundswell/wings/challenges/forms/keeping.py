"""Forms of what is kept: changes, recommendations, the leaders' answers, measures handed over."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import Form, NumberField

from ..actions.keeping import MOST_A_YEAR, ChangeDetails
from ..kinds import Answered, Verdict
from .choices import one_of
from .design import line_field, text_field
from .versions import SharedForm

if TYPE_CHECKING:
    from groundswell.ground.people.actors import Actor
    from groundswell.ground.people.models import Person

    from ..models import ChallengeMeasure, Test


class ChangeForm(SharedForm):
    title = line_field(
        gettext_lazy("Which change is it?"),
        help_text=gettext_lazy("Such as “A pharmacist checks medicines at the bedside”."),
    )
    verdict = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
    )
    words = text_field(gettext_lazy("Why?"), rows=3, required=False)
    owner = PersonField(label=gettext_lazy("Who carries it from now on?"), required=False)
    yearly_cost = NumberField(
        label=gettext_lazy("What it costs a year, in pounds"),
        lowest=0,
        highest=MOST_A_YEAR,
        required=False,
    )
    cost_words = line_field(gettext_lazy("Who pays, or why it costs nothing"), required=False)
    agreement = line_field(
        gettext_lazy("Where it is agreed"),
        help_text=gettext_lazy("A contract, a rota, a job plan it stands in."),
        required=False,
    )
    measure = forms.ChoiceField()  # replaced: offered are the measures
    test = forms.ChoiceField()  # replaced: offered are the tests
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        actor: "Actor",
        places: Iterable[UUID],
        now: "Person | None",
        tests: "Sequence[Test]",
        measures: "Sequence[ChallengeMeasure]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, PersonField)
        owner.offer(actor, places, now=now)
        self.fields["measure"] = one_of(
            measures, label=_("Which measure will show whether it lasts?"), nothing=_("None yet")
        )
        self.fields["test"] = one_of(tests, label=_("Which test led to it?"), nothing=_("None"))

    def details(self) -> ChangeDetails:
        return ChangeDetails(**{k: v for k, v in self.cleaned_data.items() if k != "version"})


class RecommendForm(FindingForm):
    recommendation = text_field(gettext_lazy("What do you recommend?"))
    to = PersonField(
        label=gettext_lazy("To whom?"),
        help_text=gettext_lazy("Left empty, the sponsor is asked."),
        required=False,
    )

    def __init__(self, *args: Any, actor: "Actor", places: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, PersonField)
        to.offer(actor, places)


class RecommendationForm(SharedForm):
    words = text_field(gettext_lazy("What do you recommend?"))


class KeepingAnswerForm(Form):
    answered = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[c for c in Answered.choices if c[0] != Answered.WAITING],
        widget=forms.RadioSelect,
    )
    said = text_field(
        gettext_lazy("In your words"),
        help_text=gettext_lazy("A no, or a yes in part, needs its reason. The team reads it."),
        required=False,
    )


class HandOverForm(FindingForm):
    to = PersonField(label=gettext_lazy("Who looks after it from now on?"))

    def __init__(self, *args: Any, actor: "Actor", places: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, PersonField)
        to.offer(actor, places)
