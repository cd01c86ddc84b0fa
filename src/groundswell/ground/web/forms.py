"""Forms parse and validate; what was typed is kept, and each fault stands beside its field."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.errors import Unusable

from . import words

NOT_TAKEN = 422  # what was sent could not be used; the page says why and keeps what was typed


def status_of(form: forms.Form) -> int:
    """The status of a page that shows the form: whether what was sent has been taken."""
    return NOT_TAKEN if form.is_bound and form.errors else 200


class Form(forms.Form):
    """The base of every form here. Its fields are drawn by `components/forms.html`."""

    use_required_attribute = False  # our own sentences speak, not the browser's
    asked_with: ClassVar[dict[str, tuple[str, str]]] = {}
    """Fields that belong to one answer of another: its name and that answer. Without the answer
    they are not asked, nothing that stands in them counts, and the page need not show them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _ask_kindly(field, field.label or name.replace("_", " ").capitalize())

    def let_choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """What stands to choose from in that field, which is known where the form is made."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} offers nothing to choose from.")
        field.choices = list(choices)

    def _clean_fields(self) -> None:
        every = self.fields
        self.fields = {name: field for name, field in every.items() if self._is_asked(name)}
        super()._clean_fields()  # type: ignore[misc]
        self.fields = every

    def _is_asked(self, name: str) -> bool:
        other, answer = self.asked_with.get(name, (name, ""))
        return other == name or self.data.get(self.add_prefix(other)) == answer

    def refuse(self, unusable: Unusable) -> None:
        """Show what an action could not use: beside its field, or above the form."""
        self.is_valid()  # errors can only be added to a form that has been checked
        known = unusable.field in self.fields
        self.add_error(unusable.field if known else None, str(unusable))


def _ask_kindly(field: forms.Field, label: Any) -> None:
    """Our sentences for the common faults, unless the form brought its own."""
    for code, sentence in _KIND_SENTENCES.items():
        if field.error_messages.get(code, "") == _DJANGO_SENTENCES.get(code, ""):
            field.error_messages[code] = sentence
    if field.error_messages["required"] == _DJANGO_SENTENCES["required"]:
        field.error_messages["required"] = _ask_for(field) % {"label": label}


def _ask_for(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return _("Choose a file for “%(label)s”.")
    if isinstance(field, forms.ChoiceField):
        return _("Choose an answer to “%(label)s”.")
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s” to go on.")
    return _("Fill in “%(label)s”.")


_DJANGO_SENTENCES = {
    "required": forms.Field.default_error_messages["required"],
    "invalid_choice": forms.ChoiceField.default_error_messages["invalid_choice"],
    "empty": forms.FileField.default_error_messages["empty"],
}
_KIND_SENTENCES = {
    "invalid_choice": gettext_lazy("Choose one of the answers shown."),
    "empty": gettext_lazy("This file is empty. Choose one with something in it."),
    "max_length": gettext_lazy("Use %(limit_value)d characters or fewer. You used %(show_value)d."),
    "null_characters_not_allowed": gettext_lazy("Take out the characters that cannot be shown."),
}
_NAMES_OF_MONTHS = (
    ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
    ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
    ("oct", "october"), ("nov", "november"), ("dec", "december"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES_OF_MONTHS, start=1) for name in names}
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_FIGURES = re.compile(r"(?P<d>\d{1,2})[ ./-](?P<m>\d{1,2})[ ./-](?P<y>\d{4}|\d{2})")
_WORDED = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<m>[a-z]+)\.?,?[ -]+(?P<y>\d{4}|\d{2})"
)


def day_from(text: str) -> dt.date | None:
    """The day that a text names in the British order, or None where it names none.

    >>> day_from("8 June 2026"), day_from("8/6/26"), day_from("2026-06-08")
    (datetime.date(2026, 6, 8), datetime.date(2026, 6, 8), datetime.date(2026, 6, 8))
    >>> day_from("31 June 2026")
    """
    plain = " ".join(text.lower().split())
    found = next((m for p in (_ISO, _FIGURES, _WORDED) if (m := p.fullmatch(plain))), None)
    if found is None:
        return None
    year, month, on = found["y"], found["m"], int(found["d"])
    number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
    try:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), number, on)
    except ValueError:
        return None


class DateField(forms.Field):
    """A day as people write it: 8 June 2026, 8/6/2026 or 2026-06-08. Gives a `date`, or None."""

    widget = forms.TextInput(attrs={"width": "20", "autocomplete": "off"})
    default_error_messages = {
        "invalid": gettext_lazy(
            "“%(value)s” is not a day we can read. Write it like this: 8 June 2026."
        ),
        "year": gettext_lazy("Check the year. You typed %(value)s."),
    }

    def prepare_value(self, value: Any) -> Any:
        return words.day(value) if isinstance(value, dt.date) else value

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values or isinstance(value, dt.date):
            return value or None
        text = str(value).strip()
        on = day_from(text)
        if on is None:
            raise self._fault("invalid", text)
        if not 1900 <= on.year < 2200:
            raise self._fault("year", text)
        return on

    def _fault(self, code: str, text: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"value": text[:40]})


_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_MOST_DIGITS = 15  # what a float holds exactly


def number_from(text: str) -> float | None:
    """The number that a text shows, a percentage by its figure; None where it shows none.

    >>> number_from("1,234"), number_from("12.5%"), number_from("\u22120.5"), number_from("1,23")
    (1234.0, 12.5, -0.5, None)
    """
    plain = text.strip().replace(words.MINUS, "-").removesuffix("%").rstrip()
    digits = sum(c.isdigit() for c in plain)
    if not plain.isascii() or not 1 <= digits <= _MOST_DIGITS or not _NUMBER.fullmatch(plain):
        return None
    return float(plain.replace(",", ""))


class NumberField(forms.Field):
    """A number as people write it: 1,234 or 12.5%. Gives a float, or an int where `whole`.

    Parameters
    ----------
    lowest, highest
        The bounds, each allowed itself; the sentence of the fault names them.
    whole
        Only whole numbers.
    """

    default_error_messages = {
        "invalid": gettext_lazy(
            "“%(value)s” is not a number. Use figures only, such as 1,234 or 12.5."
        ),
        "whole": gettext_lazy("This must be a whole number, such as 12. You typed %(value)s."),
        "lowest": gettext_lazy("This must be %(limit)s or more. You typed %(value)s."),
        "highest": gettext_lazy("This must be %(limit)s or less. You typed %(value)s."),
    }

    def __init__(
        self,
        *,
        whole: bool = False,
        lowest: float | None = None,
        highest: float | None = None,
        **kwargs: Any,
    ) -> None:
        attrs = {
            "width": "10",
            "autocomplete": "off",
            "inputmode": "numeric" if whole else "decimal",
        }
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)
        self.whole, self.lowest, self.highest = whole, lowest, highest

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, float):
            return f"{value:.15g}"
        return value

    def to_python(self, value: Any) -> float | int | None:
        if value in self.empty_values:
            return None
        text = str(value).strip()
        number = number_from(text)
        if number is None:
            raise self._fault("invalid", text)
        if self.whole and number != int(number):
            raise self._fault("whole", text)
        self._within(number, text)
        return int(number) if self.whole else number

    def _within(self, number: float, text: str) -> None:
        if self.lowest is not None and number < self.lowest:
            raise self._fault("lowest", text, self.lowest)
        if self.highest is not None and number > self.highest:
            raise self._fault("highest", text, self.highest)

    def _fault(self, code: str, text: str, limit: float = 0) -> ValidationError:
        params = {"value": text[:40], "limit": f"{limit:g}"}
        return ValidationError(self.error_messages[code], code=code, params=params)
