from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

from ..kinds import LONGEST_LINE, LONGEST_REASON, LONGEST_STORY, Lens, Sector
from ..models import Shelf
from .screening import ScreenedForm


def _line(label: Any, hint: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST_LINE, **more)


def _story(label: Any, hint: Any, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(
        label=label, help_text=hint, max_length=LONGEST_STORY, widget=area, **more
    )


class SubmitForm(ScreenedForm):
    """A case study as its sender tells it. `shelf` gives a `Shelf`; one alone is not asked."""

    screened: ClassVar[tuple[str, ...]] = ("title", "context", "did", "result", "lessons")

    title = _line(
        gettext_lazy("Title"),
        gettext_lazy("What was done and where, such as “Home before lunch on a surgical ward”."),
    )
    shelf = forms.TypedChoiceField(
        label=gettext_lazy("Who should find it"), widget=forms.RadioSelect
    )
    place = _line(gettext_lazy("Where it was"), gettext_lazy("The ward, team or service."))
    when = _line(
        gettext_lazy("When it was"),
        gettext_lazy("Such as “From January to June 2025”."),
        required=False,
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        choices=[("", gettext_lazy("Choose one")), *Sector.choices],
    )
    lens = forms.ChoiceField(
        label=gettext_lazy("Whose side it is told from"),
        choices=Lens.choices,
        widget=forms.RadioSelect,
    )
    context = _story(
        gettext_lazy("How it was before"),
        gettext_lazy("What was wrong, for whom, and how you knew. A number says more than “many”."),
    )
    did = _story(
        gettext_lazy("What you did"),
        gettext_lazy("So that another team could do the same: who did what, and for how long."),
    )
    result = _story(
        gettext_lazy("What came of it"),
        gettext_lazy(
            "What was counted before and after, over what time, and who counted it. Say what did"
            " not change, and what got worse."
        ),
    )
    lessons = _story(
        gettext_lazy("What others can learn from it"),
        gettext_lazy("What you would do otherwise next time."),
        required=False,
    )
    credit = _line(
        gettext_lazy("Credit"),
        gettext_lazy("Names as readers should see them, of people who agreed. Empty: no names."),
        required=False,
    )

    def __init__(self, *args: Any, shelves: Sequence[Shelf], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(shelf.pk): shelf for shelf in shelves}
        asked = self.fields["shelf"]
        asked.choices = [(key, _reach(shelf)) for key, shelf in by_key.items()]  # type: ignore[attr-defined]
        asked.coerce = by_key.__getitem__  # type: ignore[attr-defined]
        self.only_shelf = shelves[0] if len(shelves) == 1 else None
        if self.only_shelf:
            del self.fields["shelf"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        return {"shelf": self.only_shelf, **given} if self.only_shelf else given


def _reach(shelf: Shelf) -> str:
    if shelf.organisation_id is None:
        return _("Everybody: it goes to those who keep the shelf for all")
    return _("%(place)s: it goes to those who keep its own shelf") % {"place": shelf.title}


class DeclineForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why not?"),
        help_text=gettext_lazy("The sender reads this. Say what would make it fit."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
