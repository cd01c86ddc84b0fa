"""The NHS.UK frontend's macros, kept apart so that their lenience stays with them."""

from collections.abc import Callable
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


class NhsMacros:
    """The macros by name: ``nhs.button({...})``, ``nhs.file_upload({...})``.

    They lean on undefined names being empty; ours must fail, so what we pass is checked first.
    """

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("nhsuk_frontend_jinja"),
            undefined=ChainableUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        if name.startswith("_"):
            raise AttributeError(name)
        first, *rest = name.split("_")
        folder = name.replace("_", "-")
        template = self._environment.get_template(f"nhsuk/components/{folder}/macro.jinja")
        macro = getattr(template.module, first + "".join(part.title() for part in rest))

        def call(params: Any = None, **named: Any) -> Markup:
            _refuse_undefined(params)
            return macro(params or {}, **named)

        setattr(self, name, call)  # found once, kept for the life of the process
        return call


def _refuse_undefined(value: Any) -> None:
    if isinstance(value, StrictUndefined):
        str(value)  # raises, naming the misspelt name
    elif isinstance(value, dict):
        for inner in value.values():
            _refuse_undefined(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_undefined(inner)
