"""What the trail says of each event."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "library.shelf_opened": _("%(by)s opened the shelf “%(shelf)s” in the library."),
    "library.published": _("%(by)s published “%(title)s” in the library."),
    "library.pack_taken_in": _(
        "%(by)s took in version %(version)s of the pack “%(title)s”: "
        "%(made)s new, %(changed)s changed."
    ),
    "library.standing_set": _("%(by)s marked “%(title)s” in the library as %(standing)s."),
    "library.standing_restored": _("%(by)s marked “%(title)s” in the library as current again."),
    "library.drafted": _("%(by)s had “%(title)s” drafted for the library from a record."),
    "library.works_taken_in": _(
        "%(by)s took %(n)s works of literature into the library, from %(source)s."
    ),
    "library.pack_made": _("%(by)s made the pack “%(title)s” of %(n)s pages."),
    "library.withdrawn": _("%(by)s took “%(title)s” out of the library."),
}
