"""How each event of the thread reads in the trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "link.made": _("%(by)s linked two things on the thread: %(about)s"),
    "link.removed": _("%(by)s took away a link on the thread: %(about)s"),
    "doubt.settled": _("%(by)s looked at what rests on something that holds no longer: it stands"),
}
