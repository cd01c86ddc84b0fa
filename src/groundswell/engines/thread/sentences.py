"""How each event of the thread reads in the trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "link.made": _("%(by)s linked two things on the thread: %(about)s"),
    "link.removed": _("%(by)s took away a link on the thread: %(about)s"),
}
