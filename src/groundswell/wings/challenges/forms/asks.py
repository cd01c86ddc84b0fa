"""Forms about asks: made by the team, answered or handed on by leaders."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import DateField, Form

from ..actions.asking import AskWords
from ..kinds import ANSWERS, AskKind
from .choices import one_of
from .design import line_field, text_field

if TYPE_CHECKING:
    from groundswell.ground.people.actors import Actor
    from groundswell.ground.people.models import Organisation

    from ..models import Test


class _LeaderForm(FindingForm):
    """Who is to answer, and for which organisation."""

    to = PersonField(
        label=gettext_lazy("Who can say yes?"),
        help_text=gettext_lazy("One named leader. They are told, and see this ask only."),
    )
    to_organisation = forms.ChoiceField()  # replaced: offered are those that take part

    def __init__(
        self, *args: Any, actor: "Actor", places: "Sequence[Organisation]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(actor)  # type: ignore[attr-defined]
        self.fields["to_organisation"] = one_of(places, label=_("For which organisation?"))
        self.initial.setdefault("to_organisation", str(places[0].pk))


class RaiseForm(_LeaderForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you ask for?"),
        choices=AskKind.choices,
        widget=forms.RadioSelect,
    )
    title = line_field(
        gettext_lazy("Your ask, in a line"),
        help_text=gettext_lazy("Such as “Ward pharmacist signs off medicines to take home”."),
    )
    words = text_field(
        gettext_lazy("What you want to do, and what stands in the way"),
        help_text=gettext_lazy("In your own words. The leader reads exactly this."),
    )
    held_up = forms.ChoiceField()  # replaced: offered are the tests of the challenge
    due_on = DateField(label=gettext_lazy("Answer by"))
    field_order = ("kind", "title", "words", "to", "to_organisation", "held_up", "due_on")

    def __init__(self, *args: Any, tests: "Sequence[Test]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_up"] = one_of(
            tests, label=_("Which test waits for the answer?"), nothing=_("None")
        )

    def details(self) -> dict[str, Any]:
        """What the action wants, by name."""
        given = dict(self.cleaned_data)
        names = ("kind", "title", "words")
        return {"ask": AskWords(**{name: given.pop(name) for name in names}), **given}


class HandOnForm(_LeaderForm):
    """Somebody else is to answer, and why."""

    reason = text_field(gettext_lazy("Why?"), rows=3)
    field_order = ("to", "to_organisation", "reason")


class AnswerForm(Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[(state.value, state.label) for state in ANSWERS],
        widget=forms.RadioSelect,
    )
    answer = text_field(
        gettext_lazy("In your words"),
        rows=3,
        help_text=gettext_lazy("If you decline, say why. The team reads this."),
        required=False,
    )
    limits = text_field(
        gettext_lazy("The limits, if there are any"),
        rows=2,
        help_text=gettext_lazy("Such as “Not controlled drugs”."),
        required=False,
    )


class WithdrawForm(Form):
    reason = text_field(
        gettext_lazy("Why do you take it back?"),
        rows=3,
        help_text=gettext_lazy("The leader reads this, and need not answer any more."),
    )
