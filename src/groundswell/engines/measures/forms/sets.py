from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

from ..actions.defining import LONGEST_TITLE
from ..kinds import Audience


class SetForm(Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    place = forms.ChoiceField(label=gettext_lazy("Whose set is it?"))
    audience = forms.ChoiceField(label=gettext_lazy("Who reads it?"), choices=Audience.choices)
    measures = forms.MultipleChoiceField(
        label=gettext_lazy("Measures"), widget=forms.CheckboxSelectMultiple, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        places: list[tuple[str, str]],
        measures: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"].choices = measures  # type: ignore[attr-defined]
        if places:
            self.fields["place"].choices = places  # type: ignore[attr-defined]
        else:
            del self.fields["place"]
