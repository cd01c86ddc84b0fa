"""What the trail says of each event."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "library.shelf_opened": _("%(by)s opened the shelf “%(shelf)s” in the library."),
    "library.published": _("%(by)s published “%(title)s” in the library."),
    "library.pack_taken_in": _(
        "%(by)s took in version %(version)s of the pack “%(title)s”: "
        "%(made)s new, %(changed)s changed."
    ),
    "library.moved": _("%(by)s moved “%(title)s” to the shelf “%(shelf)s” of the library."),
    "library.work_written": _("%(by)s wrote down what the library knows of “%(title)s”."),
    "library.withdrawn": _("%(by)s took “%(title)s” out of the library."),
}
