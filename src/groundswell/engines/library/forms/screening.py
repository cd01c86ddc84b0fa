"""Texts that go to other people are looked at once for names before they are sent."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from groundswell.ground.web.forms import Form
from groundswell.ground.web.screening import looks_of, warning_of

SEEN = "1"


class ScreenedForm(Form):
    """Warns once, beside each text that looks as if it named somebody; sent again, it is taken."""

    screened: ClassVar[tuple[str, ...]] = ()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        has_seen = given.pop("seen", "") == SEEN
        if has_seen or self.errors:
            return given
        found = {name: looks_of(given.get(name, "")) for name in self.screened}
        for name, looks in found.items():
            if looks:
                self.add_error(name, f"{warning_of(looks)} {_('If not, send it again as it is.')}")
        if any(found.values()):
            self.data = {**{name: self.data.get(name, "") for name in self.data}, "seen": SEEN}
        return given
