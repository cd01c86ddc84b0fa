"""How each event of results reads in the trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "survey.results_told": _("%(by)s told the results of “%(about)s” to: %(circle)s"),
    "survey.text_kept": _("%(by)s let a comment on “%(about)s” be shown as written"),
    "survey.texts_kept": _("%(by)s let %(n)s comments on “%(about)s” be shown as written"),
    "survey.text_redacted": _("%(by)s took words out of a comment on “%(about)s”"),
    "survey.text_withheld": _("%(by)s withheld a comment on “%(about)s”"),
    "survey.text_reopened": _("%(by)s took a decision about a comment on “%(about)s” back"),
    "survey.outcome_written": _("%(by)s wrote down what was done about “%(about)s”"),
    "survey.outcome_changed": _("%(by)s changed what was done about “%(about)s”"),
    "survey.followed_up": _("%(by)s began to ask whether what “%(about)s” led to has happened"),
    "survey.answers_brought_in": _("%(by)s brought in %(n)s answers to “%(about)s” from a file"),
}
