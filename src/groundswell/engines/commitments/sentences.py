"""How each event of commitments reads in the trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "commitment.made": _("%(by)s wrote down the promise “%(about)s”, due on %(day)s"),
    "commitment.changed": _("%(by)s changed the words of the promise “%(about)s”"),
    "commitment.placed": _("%(by)s gave the promise “%(about)s” another place in its plan"),
    "commitment.moved": _("%(by)s moved the promise “%(about)s” to %(day)s"),
    "commitment.delegated": _("%(by)s handed the promise “%(about)s” on"),
    "commitment.handed_back": _("%(by)s handed the promise “%(about)s” back"),
    "commitment.kept": _("%(by)s said that the promise “%(about)s” was kept on %(day)s"),
    "commitment.kept_late": _("%(by)s said that the promise “%(about)s” was kept late, on %(day)s"),
    "commitment.dropped": _("%(by)s dropped the promise “%(about)s”"),
    "commitment.reopened": _("%(by)s opened the promise “%(about)s” again"),
}
