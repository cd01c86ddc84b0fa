"""How each event of gatherings reads in the trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "gathering.planned": _("%(by)s planned “%(about)s” for %(when)s"),
    "gathering.changed": _("%(by)s changed “%(about)s”, which is on %(when)s"),
    "gathering.cancelled": _("%(by)s cancelled “%(about)s” of %(when)s"),
    "gathering.invited": _("%(by)s invited people to “%(about)s”: %(n)s"),
    "gathering.invitation_withdrawn": _(
        "%(by)s took back the invitation of %(who)s to “%(about)s”"
    ),
    "gathering.replied": _("%(by)s answered the invitation to “%(about)s”: %(answer)s"),
    "gathering.agenda_set": _("%(by)s set the agenda of “%(about)s”"),
    "gathering.item_begun": _("%(by)s went to “%(item)s” in “%(about)s”"),
    "gathering.item_ended": _("%(by)s ended “%(item)s” in “%(about)s”"),
    "gathering.notes_taken": _("%(by)s wrote notes on “%(item)s” in “%(about)s”"),
    "gathering.attendance_noted": _("%(by)s noted whether %(who)s came to “%(about)s”"),
    "gathering.decided": _("%(by)s wrote down a decision of “%(about)s”"),
    "gathering.decision_changed": _("%(by)s changed the words of a decision of “%(about)s”"),
    "gathering.closed": _("%(by)s closed “%(about)s” and sent its minutes"),
    "gathering.registered": _("Somebody registered for “%(about)s” on its public page"),
    "gathering.registration_cancelled": _("Somebody gave back their place at “%(about)s”"),
    "gathering.feed_made": _("%(by)s made a new address for their calendar"),
}
