"""The template language of every page: strict about our names, lenient only inside NHS macros."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from . import words
from .fields import FieldDrawer, form_faults
from .glyphs import glyph, mark, status_shape
from .nhs import NhsMacros
from .static_files import static


def environment(**options: Any) -> Environment:
    """Made by Django's Jinja2 engine once a process."""
    env = Environment(  # noqa: S701  (Django's engine asks for autoescape in its options)
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    nhs = NhsMacros()
    env.globals.update(
        nhs=nhs,
        draw_field=FieldDrawer(nhs),
        form_faults=form_faults,
        url=reverse,
        static=static,
        glyph=glyph,
        mark=mark,
        status_shape=status_shape,
        site_name=settings.SITE_NAME,
    )
    env.filters.update(words.FILTERS)
    return env
