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
    "library.list_shared": _("%(by)s shared one of their lists of the library by its address."),
    "library.list_taken_back": _("%(by)s shares one of their lists of the library no longer."),
    "library.question_asked": _("A reader asked a question about “%(title)s”."),
    "library.question_answered": _("%(by)s answered a question about “%(title)s”."),
    "library.submission_sent": _("%(by)s sent in the case study “%(title)s”."),
    "library.submission_drafted": _("%(by)s began a page from the case study “%(title)s”."),
    "library.submission_declined": _("%(by)s did not take up the case study “%(title)s”."),
    "library.standing_set": _("%(by)s marked “%(title)s” in the library as %(standing)s."),
    "library.standing_restored": _("%(by)s marked “%(title)s” in the library as current again."),
    "library.drafted": _("%(by)s had “%(title)s” drafted for the library from a record."),
    "library.works_taken_in": _(
        "%(by)s took %(n)s works of literature into the library, from %(source)s."
    ),
    "library.pack_made": _("%(by)s made the pack “%(title)s” of %(n)s pages."),
    "library.withdrawn": _("%(by)s took “%(title)s” out of the library."),
}
