"""Forms of results: each asks only what its kind needs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form, NumberField

from ..actions.results import LARGEST, ResultFacts
from ..instruments import INSTRUMENTS
from ..kinds import ResultKind
from ..resulting import ASKED, Asked
from .choices import one_of
from .design import line_field, text_field
from .versions import SharedForm

if TYPE_CHECKING:
    from ..models import ChallengeMeasure, Test


class ResultForm(SharedForm):
    """A result of one kind, with the numbers that it needs and where they come from."""

    statement = line_field(
        gettext_lazy("What came of it, in a sentence"),
        help_text=gettext_lazy("Such as “Nobody waits overnight for a bed any more”."),
    )
    period = line_field(
        gettext_lazy("From when, or how long after"),
        help_text=gettext_lazy("Such as “April to July 2026” or “a year after day 100”."),
        required=False,
    )
    source = text_field(
        gettext_lazy("Where the numbers come from"),
        rows=2,
        help_text=gettext_lazy("Without a source and a method it is shown as a claim."),
        required=False,
    )
    method = text_field(gettext_lazy("How they were worked out"), rows=2, required=False)
    test = forms.ChoiceField()  # replaced: offered are the tests
    measure = forms.ChoiceField()  # replaced: offered are the measures
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        kind: str,
        tests: "Sequence[Test]",
        measures: "Sequence[ChallengeMeasure]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = ResultKind(kind)
        asked = ASKED[self.kind]
        for name, details in asked.items():
            self.fields[name] = _figure(name, details)
        self.fields["test"] = one_of(tests, label=_("Which test led to it"), nothing=_("None"))
        self.fields["measure"] = one_of(
            measures, label=_("Which measure shows it"), nothing=_("None")
        )
        pasted = _answers(self.kind)
        self.fields |= pasted
        for name in ("before", "after") if pasted else ():
            self.fields[name].required = False  # the action asks, where nothing was pasted
        self.order_fields(["statement", "instrument", *pasted, *asked])

    def facts(self) -> ResultFacts:
        given = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return ResultFacts(kind=self.kind, **given)


def _answers(kind: ResultKind) -> dict[str, forms.Field]:
    """Where a questionnaire is scored here: what people answered, before and after."""
    if kind != ResultKind.INSTRUMENT:
        return {}
    hint = _(
        "A line for each person, their answers as numbers in the order of the questions, as copied"
        " from a spreadsheet. They are scored here and not kept. Ask the questions by the licence"
        " of whoever owns them; their words are not part of this program."
    )
    labels = {"before": _("Answers before"), "after": _("Answers after")}
    return {
        f"answers_{when}": text_field(
            label, required=False, help_text=hint if when == "before" else "", strip=False
        )
        for when, label in labels.items()
    }


def _figure(name: str, asked: Asked) -> forms.Field:
    around: dict[str, Any] = {
        "label": asked.label,
        "help_text": asked.help,
        "required": asked.is_needed,
    }
    if name == "unit":
        return line_field(**around)
    if name == "instrument":
        choices = [(code, found.label) for code, found in INSTRUMENTS.items()]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **around)
    if name in {"n_people", "n_reached"}:
        return NumberField(whole=True, lowest=0, highest=2e9, **around)
    return NumberField(highest=LARGEST, **around)


class WithdrawForm(Form):
    reason = text_field(gettext_lazy("Why does it not hold?"))
