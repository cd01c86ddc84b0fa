import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form, NumberField

from ..entries import Entry
from ..models import Definition
from ..pasting import LONGEST


def _number_fields(form: forms.Form, definition: Definition) -> None:
    """The labels that fit the measure; one number where there is nothing to be out of."""
    form.fields["value"].label = definition.title if definition.out_of else _("Number")
    if definition.out_of:
        form.fields["n"].label = _("Out of how many")
        form.fields["n"].help_text = definition.out_of
    else:
        del form.fields["n"]


class AddForm(Form):
    """One number."""

    on = DateField(label=gettext_lazy("Which day, week, month or quarter"))
    value = NumberField(label=gettext_lazy("Number"))
    n = NumberField(label=gettext_lazy("Out of how many"))

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _number_fields(self, definition)
        self.fields["on"].label = (
            _("Day")
            if definition.frequency == "day"
            else {
                "week": _("Any day of the week"),
                "month": _("Any day of the month"),
                "quarter": _("Any day of the quarter"),
            }[definition.frequency]
        )

    def entry(self) -> Entry:
        given = self.cleaned_data
        return Entry(on=given["on"], value=float(given["value"]), n=_float(given.get("n")))


def _float(value: float | int | None) -> float | None:
    return None if value is None else float(value)


class PasteForm(Form):
    """Many numbers; `agreed` comes with the second step, after the preview."""

    numbers = forms.CharField(
        label=gettext_lazy("Numbers"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    agreed = forms.CharField(required=False, widget=forms.HiddenInput)


class TakeBackForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it taken back?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(Form):
    value = NumberField(label=gettext_lazy("Number"))
    n = NumberField(label=gettext_lazy("Out of how many"))
    reason = forms.CharField(
        label=gettext_lazy("Why does it change?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _number_fields(self, definition)

    def entry(self, on: dt.date) -> Entry:
        given = self.cleaned_data
        return Entry(on=on, value=float(given["value"]), n=_float(given.get("n")))
