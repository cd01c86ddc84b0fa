"""What the editor's templates need of the house: its mark, and addresses of its files."""

from django import template
from django.utils.safestring import SafeString

from groundswell.ground.web.glyphs import mark
from groundswell.ground.web.static_files import static

register = template.Library()


@register.simple_tag
def house_mark(size: int = 56) -> SafeString:
    """Our mark, as it lies on the colour of the menu."""
    return SafeString(mark(size))


@register.simple_tag
def house_file(path: str) -> str:
    """The address of a static file, with the stamp of what is in it."""
    return static(path)
