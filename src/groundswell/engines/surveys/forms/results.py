"""What is asked of those who keep results: what became of it, and what a comment may show."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form

from ..actions.outcomes import Answer
from ..kinds import LONGEST_REASON, LONGEST_SAID, Deed, TextState


def _area(label: Any, most: int, **details: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=most, widget=area, **details)


class OutcomeForm(Form):
    """You said, and what became of it."""

    asked_with: ClassVar[dict[str, tuple[str, str]]] = {"why": ("deed", Deed.WONT)}
    said = _area(
        gettext_lazy("You said"),
        LONGEST_SAID,
        help_text=gettext_lazy("What people said, as the results bear it out. No names."),
    )
    deed = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=Deed.choices,
        widget=forms.RadioSelect,
    )
    did = _area(gettext_lazy("What was or will be done"), LONGEST_SAID, required=False)
    on = DateField(
        label=gettext_lazy("On which day"),
        help_text=gettext_lazy("The day it was done, or the day it is promised for."),
        required=False,
    )
    why = _area(gettext_lazy("Why it won’t be done"), LONGEST_SAID, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def answer(self) -> Answer:
        """What was filled in. Ask only after `is_valid`."""
        given = self.cleaned_data
        return Answer(
            said=given["said"],
            deed=given["deed"],
            did=given.get("did") or "",
            why=given.get("why") or "",
            on=given.get("on"),
        )


class TextForm(Form):
    """What of a comment is shown."""

    asked_with: ClassVar[dict[str, tuple[str, str]]] = {"shown_text": ("state", TextState.REDACTED)}
    state = forms.ChoiceField(
        label=gettext_lazy("How is it shown?"),
        choices=[(s.value, s.label) for s in TextState if s != TextState.WAITING],
        widget=forms.RadioSelect,
    )
    shown_text = _area(
        gettext_lazy("Without these words"),
        20_000,
        help_text=gettext_lazy(
            "Put a mark such as [name] or [ward] where words are taken out. Add nothing."
        ),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Readers see it, such as “a patient was named”."),
        required=False,
    )
