"""Forms of the pages above the rooms."""

from django import forms
from django.utils.translation import gettext_lazy

from groundswell.engines.thread.kinds import LONGEST_WORDS
from groundswell.ground.web.forms import Form


class SettleForm(Form):
    words = forms.CharField(
        label=gettext_lazy("It still holds, because"),
        help_text=gettext_lazy("Whoever may read the thing reads this beside it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )
