"""Forms of the room: they parse and validate; saving is for actions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.people.forms.choosing import FindingForm, PersonField
from groundswell.ground.web.forms import DateField, Form, NumberField

from .actions import Overtaken
from .actions.changing import FIELDS
from .kinds import LONGEST_NAME, LONGEST_TEXT, LONGEST_THEME, LONGEST_TITLE

if TYPE_CHECKING:
    from groundswell.ground.people.actors import Actor
    from groundswell.ground.people.models import Person

KEPT, DROPPED = "kept", "dropped"  # what a person says became of it; late is told by the day


def _text(label: Any, **details: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=area, **details)


class MakeForm(FindingForm):
    title = forms.CharField(
        label=gettext_lazy("What do you promise?"),
        help_text=gettext_lazy("In one line, so that everybody can tell whether it was done."),
        max_length=LONGEST_TITLE,
    )
    detail = _text(gettext_lazy("In more words"), required=False)
    made_to = PersonField(
        label=gettext_lazy("To whom, where it is one person"),
        help_text=gettext_lazy("They are told, and told again what became of it."),
        required=False,
    )
    made_to_words = forms.CharField(
        label=gettext_lazy("To whom, where it is several"),
        help_text=gettext_lazy("Such as “the board” or “everybody on Ward 7”."),
        max_length=LONGEST_NAME,
        required=False,
    )
    due_on = DateField(label=gettext_lazy("By which day"))
    audience = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, actor: "Actor", audiences: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["made_to"].offer(actor)  # type: ignore[attr-defined]
        self.fields["audience"].choices = list(audiences)  # type: ignore[attr-defined]


class ChangeForm(Form):
    """The words; theme and place only where it stands in a plan. No place leaves it where it is."""

    title = forms.CharField(label=FIELDS["title"], max_length=LONGEST_TITLE)
    detail = _text(FIELDS["detail"], required=False)
    theme = forms.CharField(label=FIELDS["theme"], max_length=LONGEST_THEME, required=False)
    position = NumberField(
        label=gettext_lazy("New place in the plan"), whole=True, lowest=1, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    theirs: tuple[tuple[str, str], ...] = ()  # what somebody else wrote meanwhile, part by part

    def __init__(self, *args: Any, place: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if place is None:
            del self.fields["position"], self.fields["theme"]
            return
        hint = _("Now %(place)s within its theme; 1 is first. Leave empty to keep its place.")
        self.fields["position"].help_text = hint % {"place": place}

    def refuse(self, unusable: Unusable) -> None:
        """Where somebody else was faster, keep both texts; what is sent next knows of theirs."""
        super().refuse(unusable)
        if isinstance(unusable, Overtaken):
            self.theirs = tuple((str(FIELDS[n]), text) for n, text in unusable.theirs.items())
            typed = {name: self.data.get(name, "") for name in self.data}
            self.data = {**typed, **unusable.mine, "version": str(unusable.version)}


class MoveForm(Form):
    due_on = DateField(label=gettext_lazy("New day"))
    reason = _text(gettext_lazy("Why does the day move?"))


class DelegateForm(FindingForm):
    """Within a piece of work those who take part in it stand in a list; else one finds a person."""

    to = PersonField(label=gettext_lazy("Who takes it on?"))
    reason = _text(gettext_lazy("Why?"), help_text=gettext_lazy("They read this."))

    def __init__(
        self, *args: Any, actor: "Actor", among: "Sequence[Person] | None", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if among is None:
            self.fields["to"].offer(actor)  # type: ignore[attr-defined]
        else:
            self.fields["to"] = _one_of(among, label=self.fields["to"].label)


def _one_of(people: "Sequence[Person]", *, label: Any) -> forms.Field:
    """Gives a `Person`, as a `PersonField` does."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("Choose one")), *((str(p.pk), p.name) for p in people)],
        coerce={str(p.pk): p for p in people}.__getitem__,
        error_messages={
            "required": _("Choose who takes it on."),
            "invalid_choice": _("Choose one of the people shown."),
        },
    )


class ReasonForm(Form):
    """Why it is handed back, or opened again."""

    reason = _text(gettext_lazy("Why?"))


class CloseForm(Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[
            (KEPT, gettext_lazy("It was kept")),
            (DROPPED, gettext_lazy("It is dropped")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(
        label=gettext_lazy("On which day was it kept?"),
        help_text=gettext_lazy("Leave empty if it is dropped."),
        required=False,
    )
    words = _text(
        gettext_lazy("In a sentence or two"),
        help_text=gettext_lazy("If it was late or is dropped, say why."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == KEPT and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say on which day it was kept."))
        return given
