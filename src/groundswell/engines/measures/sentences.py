"""How each event of measures reads in the trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "measure.defined": _("%(by)s defined the measure %(about)s"),
    "measure.definition_changed": _("%(by)s changed the definition of %(about)s"),
    "measure.placed": _("%(by)s began to measure %(about)s"),
    "measure.changed": _("%(by)s changed how %(about)s is charted"),
    "measure.retired": _("%(by)s retired the measure %(about)s"),
    "measure.shared": _("%(by)s set who sees %(about)s: %(audience)s"),
    "measure.target_set": _("%(by)s set a target for %(about)s from %(day)s"),
    "measure.target_withdrawn": _("%(by)s took back the target for %(about)s from %(day)s"),
    "measure.numbers_added": _("%(by)s added numbers to %(about)s: %(n)s"),
    "measure.numbers_imported": _("%(by)s brought in numbers for %(about)s from a file: %(n)s"),
    "measure.corrected": _("%(by)s corrected the number of %(about)s for %(day)s"),
    "measure.number_withdrawn": _("%(by)s took back the number of %(about)s for %(day)s"),
    "measure.annotated": _("%(by)s added a note to %(about)s for %(day)s"),
    "measure.note_withdrawn": _("%(by)s took back a note on %(about)s for %(day)s"),
    "measure.shift_noticed": _("%(by)s noticed a shift in %(about)s and asked for an answer"),
    "measure.shift_gone": _("%(by)s withdrew its question about %(about)s: the shift had gone"),
    "measure.recalculated": _("%(by)s recalculated the limits of %(about)s from %(day)s"),
    "measure.limits_kept": _("%(by)s kept the limits of %(about)s rather than start from %(day)s"),
    "measure.recalculation_undone": _(
        "%(by)s took back the recalculation of the limits of %(about)s from %(day)s"
    ),
    "measure_set.made": _("%(by)s made the set of measures %(about)s"),
    "measure_set.changed": _("%(by)s changed the set of measures %(about)s"),
    "measure_set.reordered": _("%(by)s changed the order of the set %(about)s"),
}
