"""Forms of reviews, and of the checks whether a gain held."""

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.ground.web.forms import Form

from ..kinds import Held
from .design import text_field
from .versions import SharedForm


class ReviewForm(SharedForm):
    """What the record cannot know."""

    story = text_field(
        gettext_lazy("Our story so far"),
        rows=6,
        help_text=gettext_lazy("What happened, for whom, and what surprised you."),
        required=False,
    )
    hurdles = text_field(
        gettext_lazy("What stands in the way, and what would help"), required=False
    )
    decided = text_field(
        gettext_lazy("What was decided"),
        help_text=gettext_lazy("Written down in the meeting, while everybody is there."),
        required=False,
    )


class HoldCheckForm(Form):
    """Did the gain hold?"""

    held = forms.ChoiceField(
        label=gettext_lazy("Is the gain still there?"),
        choices=Held.choices,
        widget=forms.RadioSelect,
    )
    said = text_field(
        gettext_lazy("How do you know, and what happened since?"),
        help_text=gettext_lazy("An honest “lost” helps the next team more than silence."),
    )
