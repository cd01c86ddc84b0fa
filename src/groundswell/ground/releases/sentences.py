"""How each event of releases reads in the trail. Never with a number that was published."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "series.begun": _("%(by)s decided what is published: groups of %(k)s people or more"),
    "series.raised": _("%(by)s raised the smallest group that is published to %(k)s people"),
    "release.published": _("%(by)s published results, release %(number)s"),
}
