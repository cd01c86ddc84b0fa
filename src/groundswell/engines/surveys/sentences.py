"""How each event of surveys reads in the trail. No answer ever stands in it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "survey.begun": _("%(by)s began the survey “%(about)s”"),
    "survey.changed": _("%(by)s changed what “%(about)s” is for"),
    "survey.questions_changed": _("%(by)s changed the questions of “%(about)s”"),
    "survey.dropped": _("%(by)s gave up the survey “%(about)s” before anybody answered"),
    "survey.audience_set": _("%(by)s chose whom “%(about)s” asks"),
    "survey.promise_changed": _("%(by)s changed the days and promises of “%(about)s”"),
    "survey.doorway_opened": _("%(by)s added a shared way into “%(about)s”: %(where)s"),
    "survey.doorway_shut": _("%(by)s shut a shared way into “%(about)s”: %(where)s"),
    "survey.launched": _("%(by)s sent “%(about)s” out; people asked: %(n)s"),
    "survey.reminded": _("%(by)s had those reminded who had not begun “%(about)s”"),
    "survey.extended": _("%(by)s gave “%(about)s” a later last day: %(until)s"),
    "survey.closed": _("%(by)s closed “%(about)s”"),
    "survey.sheet_typed": _("%(by)s typed a paper form of “%(about)s” for the first time"),
    "instrument.loaded": _("%(by)s loaded the questions “%(about)s”"),
}
