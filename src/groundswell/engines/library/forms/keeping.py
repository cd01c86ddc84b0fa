"""Forms of the library: they parse and validate; saving is for actions."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import DateField, Form, NumberField

from ..exchange import MOST_BYTES
from ..kinds import LONGEST_REASON, Standing
from ..reading.packing import Selection

Choices = list[tuple[str, str]]


class StandingForm(Form):
    """What a reviewer says of a page or a work."""

    standing = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[
            (Standing.SUPERSEDED, gettext_lazy("Superseded: something else says it better now")),
            (Standing.RETRACTED, gettext_lazy("Retracted: it should not be built on")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Everybody whose work rests on it reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )
    on = DateField(label=gettext_lazy("Since which day?"))
    instead = forms.CharField(
        label=gettext_lazy("What replaces it"),
        help_text=gettext_lazy(
            "The address of that page or work here, as your browser shows it. Needed where it is"
            " superseded."
        ),
        required=False,
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_instead(self) -> str:
        """The path alone: an address may be copied whole, or from another name of this site."""
        return urlsplit(self.cleaned_data["instead"].strip()).path


class RestoreForm(Form):
    version = forms.CharField(widget=forms.HiddenInput, required=False)


class _FileForm(Form):
    """One file. Its size is looked at before a byte of it is read."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file has %(size)s MB. The most is %(most)s MB: part it.")
                % {"size": f"{file.size / 1e6:,.0f}", "most": f"{MOST_BYTES / 1e6:,.0f}"}
            )
        return file


class OpenShelfForm(Form):
    place = forms.ChoiceField(
        label=gettext_lazy("For whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for whom the shelf is.")},
    )

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("place", places)


class PackForm(_FileForm):
    shelf = forms.ChoiceField(label=gettext_lazy("On which shelf?"))
    file = forms.FileField(
        label=gettext_lazy("The pack"),
        help_text=gettext_lazy("A zip, as the library writes it. Nothing is changed yet."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )

    def __init__(self, *args: Any, shelves: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("shelf", shelves)


class WorksForm(_FileForm):
    file = forms.FileField(
        label=gettext_lazy("The references"),
        help_text=gettext_lazy(
            "RIS, BibTeX or CSL-JSON; up to 20,000 of them. Nothing is changed yet."
        ),
        widget=forms.FileInput(attrs={"accept": ".ris,.bib,.bibtex,.json,.txt,.ciw,.nbib"}),
    )


class MakePackForm(Form):
    title = forms.CharField(label=gettext_lazy("What the pack is called"), max_length=80)
    version = NumberField(
        label=gettext_lazy("Version"),
        help_text=gettext_lazy("One more than the last that others have of it."),
        whole=True,
        lowest=1,
    )
    licence = forms.CharField(label=gettext_lazy("Licence"), max_length=100)
    about = forms.CharField(
        label=gettext_lazy("About it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("All pages of a kind"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reader_list = forms.ChoiceField(
        label=gettext_lazy("What is on a list of yours"), required=False
    )
    items = forms.MultipleChoiceField(label=gettext_lazy("Pages"), required=False)

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        """`choices` by the name of their field; one that has none is left out."""
        super().__init__(*args, **kwargs)
        for name in ("kinds", "reader_list", "items"):
            if choices.get(name):
                self.let_choose(name, choices[name])
            else:
                del self.fields[name]

    @property
    def selection(self) -> Selection:
        given = self.cleaned_data
        own = given.get("reader_list")
        return Selection(
            [UUID(pk) for pk in given.get("items", ())],
            given.get("kinds", ()),
            UUID(own) if own else None,
        )
