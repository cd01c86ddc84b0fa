"""How each event of people and organisations reads in the trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "system.founded": _("%(person)s became the first system administrator"),
    "organisation.added": _("%(by)s added the organisation %(about)s"),
    "organisation.changed": _("%(by)s changed what is known of %(about)s"),
    "organisation.closed": _("%(by)s closed the organisation %(about)s"),
    "team.added": _("%(by)s added the team %(about)s"),
    "team.renamed": _("%(by)s renamed the team %(former)s to %(about)s"),
    "team.closed": _("%(by)s closed the team %(about)s"),
    "person.added": _("%(by)s made an account for %(about)s"),
    "person.changed": _("%(by)s changed the name or address of %(about)s"),
    "person.ended": _("%(by)s ended the account of %(about)s"),
    "person.erased": _("%(by)s took the personal data out of an account"),
    "person.signed_in": _("%(about)s signed in by %(way)s"),
    "person.locked_out": _("Sign-in for %(about)s was locked after too many wrong codes"),
    "passkey.added": _("%(about)s added a passkey"),
    "passkey.removed": _("%(about)s removed a passkey"),
    "membership.began": _("%(by)s added %(about)s to %(place)s"),
    "membership.changed": _("%(by)s changed the post of %(about)s in %(place)s"),
    "membership.ended": _("%(by)s ended the time of %(about)s in %(place)s"),
    "role.granted": _("%(by)s granted %(about)s the role %(role)s in %(place)s"),
    "role.ended": _("%(by)s ended the role %(role)s of %(about)s in %(place)s"),
    "token.made": _("%(by)s made the API key %(about)s"),
    "token.withdrawn": _("%(by)s withdrew the API key %(about)s"),
}
