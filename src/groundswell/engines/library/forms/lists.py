from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

from ..actions.saving import DOWN, UP
from ..kinds import LONGEST_LIST_ABOUT, LONGEST_LIST_TITLE
from ..models import ReaderList
from .versions import VersionedForm


class ListForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Name of the list"), max_length=LONGEST_LIST_TITLE)
    about = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("Whoever you share it with reads this too."),
        max_length=LONGEST_LIST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class ListsForm(Form):
    """On which of a reader's lists a thing stands. Gives `ReaderList`s."""

    lists = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Your lists"), widget=forms.CheckboxSelectMultiple, required=False
    )
    new_title = forms.CharField(
        label=gettext_lazy("Or make a new list called"),
        max_length=LONGEST_LIST_TITLE,
        required=False,
    )

    def __init__(self, *args: Any, mine: Iterable[ReaderList], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(kept.pk): kept for kept in mine}
        self.let_choose("lists", [(key, kept.title) for key, kept in by_key.items()])
        self.fields["lists"].coerce = by_key.__getitem__  # type: ignore[attr-defined]
        if not by_key:
            del self.fields["lists"]


class ThingForm(Form):
    """Which of the things on a list is meant."""

    thing = forms.UUIDField(widget=forms.HiddenInput)


class MoveForm(ThingForm):
    way = forms.ChoiceField(choices=[(UP, UP), (DOWN, DOWN)], widget=forms.HiddenInput)
