"""How each event of ballots reads in the trail.

Deliberately not in it: that a link was made or used, that somebody began, was reminded or answered.
Each of those lines would have a time, and a time is what joins a person to an answer.
"""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "ballot.opened": _("%(by)s set up a sealed box (%(about)s)"),
    "ballot.changed": _("%(by)s changed the settings of a sealed box, now %(about)s"),
    "ballot.invited": _("%(by)s invited %(n)s to answer (%(about)s)"),
    "ballot.withdrawn": _("%(by)s withdrew an invitation (%(about)s)"),
    "ballot.batch_opened": _("%(by)s opened %(n)s answers together (%(about)s)"),
    "ballot.closed": _("%(by)s closed a sealed box (%(about)s)"),
    "ballot.unmasked": _(
        "%(by)s asked who gave a confidential answer (%(about)s). The reason: %(reason)s"
    ),
}
