"""What a page with one form shows."""

from dataclasses import dataclass, field

from django import forms

from groundswell.ground.kernel.decisions import Decision


@dataclass(frozen=True, slots=True)
class FormPage:
    title: str
    form: forms.Form
    button: str
    back_label: str
    back_url: str
    lead: str = ""
    crumb: list[tuple[str, str]] = field(default_factory=list)


def form_page(decision: Decision, **parts: object) -> FormPage:
    """The page with its form. Raises Refused, with the policy's own sentence, where it is."""
    decision.or_refuse()
    return FormPage(**parts)  # type: ignore[arg-type]
