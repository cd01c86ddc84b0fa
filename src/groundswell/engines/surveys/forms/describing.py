"""Forms about a survey as a whole: what it is for, what it begins from, its languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

Choices = list[tuple[str, str]]


class DetailsForm(Form):
    title = forms.CharField(label=gettext_lazy("Title"))
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("One sentence. Everybody who is asked reads it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    help_text = forms.CharField(
        label=gettext_lazy("Whom can people turn to who are not safe or not well?"),
        help_text=gettext_lazy(
            "Shown on every page of the survey: answers are read late, and by nobody at once."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class BeginForm(Form):
    title = forms.CharField(label=gettext_lazy("Title"))
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("One sentence. Everybody who is asked reads it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    organisation = forms.ChoiceField(label=gettext_lazy("Whose survey is it?"))
    instruments = forms.MultipleChoiceField(
        label=gettext_lazy("Begin from"),
        help_text=gettext_lazy("One or several. Choose none to write every question yourself."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, places: Choices, instruments: Choices, is_wave: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = places  # type: ignore[attr-defined]
        if is_wave:  # it asks what the earlier one asked
            del self.fields["instruments"]
        else:
            self.fields["instruments"].choices = instruments  # type: ignore[attr-defined]


class InstrumentsForm(Form):
    instruments = forms.MultipleChoiceField(
        label=gettext_lazy("Add the questions of"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, instruments: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instruments"].choices = instruments  # type: ignore[attr-defined]


class FileForm(Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An XLSForm (.xlsx) or a LimeSurvey structure (.lss), up to 5 MB."),
    )


class LanguageForm(Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("Choose a language")), *languages]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


class LoadForm(Form):
    organisation = forms.ChoiceField(label=gettext_lazy("Who may use it?"))
    text = forms.CharField(
        label=gettext_lazy("The instrument, written like the example below"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )
    file = forms.FileField(label=gettext_lazy("Or a file (.yaml)"), required=False)
    has_licence = forms.BooleanField(
        label=gettext_lazy("We may use these words: they are ours, or we hold the licence.")
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("text", gettext_lazy("Paste the instrument here, or choose a file."))
        return given
