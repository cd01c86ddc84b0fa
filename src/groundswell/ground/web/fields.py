"""Django's bound fields drawn by the NHS macros: label, hint, fault and control, wired together."""

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _
from markupsafe import Markup

from .nhs import NhsMacros

# `maxlength` would cut what is pasted without a word; the field's own sentence says it better.
_NOT_DRAWN = ("class", "width", "maxlength", "minlength", "min", "max", "step")
_SELECTED = Markup(" selected")
_WIDTHS = ("2", "3", "4", "5", "10", "20", "30")  # in characters; what the NHS styles know


@dataclass(frozen=True, slots=True)
class FormFault:
    """One line of the summary on top of a form: the sentence and the control it leads to."""

    sentence: str
    target: str = ""  # empty: it speaks of the form as a whole


def form_faults(form: BaseForm) -> list[FormFault]:
    """Every fault of a form, those of the whole first, then field by field in the form's order."""
    whole = [FormFault(str(sentence)) for sentence in form.non_field_errors()]
    of_fields = [
        FormFault(str(sentence), control_id(bound) if not bound.is_hidden else "")
        for bound in form
        for sentence in bound.errors
    ]
    return whole + of_fields


def control_id(bound: BoundField) -> str:
    """The id of the control a fault leads to: of several choices the first."""
    return bound.auto_id or bound.html_name


@runtime_checkable
class DrawsItself(Protocol):
    """A field that no macro fits: it draws its label, hint, fault and control on its own."""

    def drawn(self, bound: BoundField, hint: str) -> str: ...


class FieldDrawer:
    """Draws a bound field with the NHS macro that fits its widget, or as it draws itself."""

    def __init__(self, nhs: NhsMacros) -> None:
        self._nhs = nhs

    def __call__(self, bound: BoundField, hint: str | None = None) -> Markup:
        if bound.is_hidden:
            return Markup(str(bound))  # noqa: S704  (drawn and escaped by Django)
        if isinstance(bound.field, DrawsItself):
            words = bound.field.drawn(bound, _words(bound, hint))
            return Markup(words)  # noqa: S704  (a template of the field's own, which escapes)
        macro, params = params_for(bound, hint)
        drawn = getattr(self._nhs, macro)(params)
        if macro == "select":
            drawn = drawn.replace("</select>", _options_drawn(bound) + Markup("</select>"))
        _other, answer = getattr(bound.form, "asked_with", {}).get(bound.name, ("", ""))
        if not answer:
            return drawn
        return Markup('<div class="asked-with-{}">{}</div>').format(answer, drawn)


def params_for(bound: BoundField, hint: str | None = None) -> tuple[str, dict[str, Any]]:
    """The name of the NHS macro for a bound field, and what the macro is told."""
    widget = bound.field.widget
    base = _base(bound, hint)
    if isinstance(widget, forms.CheckboxInput):
        return "checkboxes", _single_checkbox(bound, base)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes", _choices(bound, base)
    if isinstance(widget, forms.RadioSelect):
        return "radios", _choices(bound, base)
    if isinstance(widget, forms.Select):
        return "select", _select(bound, base)
    if isinstance(widget, forms.Textarea):
        return "textarea", _textarea(bound, base)
    if isinstance(widget, forms.FileInput):
        return "file_upload", _labelled(bound, base, widget.attrs)
    return "input", _text(bound, base)


def _base(bound: BoundField, hint: str | None) -> dict[str, Any]:
    words = _words(bound, hint)
    params: dict[str, Any] = {"name": bound.html_name}
    if words:
        params["hint"] = {"text": words, "id": f"{control_id(bound)}-hint"}
    if bound.errors:
        sentence = " ".join(str(e) for e in bound.errors)
        params["errorMessage"] = {"text": sentence, "id": f"{control_id(bound)}-error"}
    return params


def _words(bound: BoundField, hint: str | None) -> str:
    return str(hint if hint is not None else bound.help_text)


def _label(bound: BoundField) -> str:
    label = str(bound.label)
    return label if bound.field.required else _("%s (optional)") % label


def _labelled(bound: BoundField, base: dict[str, Any], attrs: dict[str, Any]) -> dict[str, Any]:
    attributes = {k: v for k, v in attrs.items() if k not in _NOT_DRAWN and v is not False}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return base | {
        "id": control_id(bound),
        "label": {"text": _label(bound)},
        "attributes": {k: "" if v is True else v for k, v in attributes.items()},
        "classes": attrs.get("class", ""),
    }


def _text(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    widget = bound.field.widget
    value = bound.value()
    width = str(widget.attrs.get("width", ""))
    return _labelled(bound, base, widget.attrs) | {
        "type": getattr(widget, "input_type", "text"),
        "value": "" if value is None else str(value),
        "width": width if width in _WIDTHS else "",
    }


def _textarea(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    attrs = dict(bound.field.widget.attrs)
    rows = attrs.pop("rows", 5)
    attrs.pop("cols", None)
    value = bound.value()
    return _labelled(bound, base, attrs) | {
        "rows": rows,
        "value": "" if value is None else str(value),
    }


def _select(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    """All but the options: the macro takes longer for a hundred of them than for the page."""
    return _labelled(bound, base, bound.field.widget.attrs) | {"items": []}


def _options_drawn(bound: BoundField) -> Markup:
    drawn = Markup('<option value="{}"{}>{}</option>\n')
    return Markup().join(
        drawn.format(o["value"], _SELECTED if o["selected"] else "", o["label"])
        for o in _options(bound)
    )


def _choices(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    items = [_item(o) | {"checked": o["selected"]} for o in _options(bound) if o["value"] != ""]
    return base | {
        "idPrefix": control_id(bound),
        "fieldset": {"legend": {"text": _label(bound), "classes": "nhsuk-fieldset__legend--s"}},
        "items": items,
    }


def _single_checkbox(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    hint = base.pop("hint", None)
    if hint:
        item["hint"] = hint
    return base | {"idPrefix": control_id(bound), "items": [item]}


def _item(option: dict[str, Any]) -> dict[str, Any]:
    return {"value": str(option["value"]), "text": str(option["label"])}


def _options(bound: BoundField) -> list[dict[str, Any]]:
    """Every choice as Django's widget would draw it, groups opened flat."""
    widget = bound.field.widget
    value = bound.value()
    chosen = widget.format_value(value)
    return list(widget.options(bound.html_name, chosen))
