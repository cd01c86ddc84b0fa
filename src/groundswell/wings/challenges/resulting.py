"""The kinds of result: what each is asked for, and the sentence that its numbers make. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.registries import Words
from groundswell.ground.web import words

from .instruments import INSTRUMENTS, Instrument
from .kinds import ResultKind
from .models import Result


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a kind of result is asked for."""

    label: Words
    help: Words = ""
    is_needed: bool = True


_AMONG = gettext_lazy("Among how many people")

# What each kind is asked for, by the name of its field; in the order in which it is asked.
ASKED: Mapping[ResultKind, Mapping[str, Asked]] = {
    ResultKind.PERCENTAGE_CHANGE: {
        "before": Asked(gettext_lazy("Before")),
        "after": Asked(gettext_lazy("After")),
        "unit": Asked(
            gettext_lazy("Of what"),
            gettext_lazy("“%” where both are shares; else such as “delayed patients a day”."),
        ),
    },
    ResultKind.MONEY: {
        "amount": Asked(gettext_lazy("How much, in pounds")),
        "unit": Asked(
            gettext_lazy("What became of it"),
            gettext_lazy("Such as “saved” or “spent on visits at home”."),
        ),
    },
    ResultKind.THRESHOLD: {
        "n_reached": Asked(gettext_lazy("How many crossed it")),
        "n_people": Asked(_AMONG),
        "unit": Asked(
            gettext_lazy("What they crossed"), gettext_lazy("Such as “no longer pre-diabetic”.")
        ),
    },
    ResultKind.PHYSICAL: {
        "before": Asked(gettext_lazy("Mean before")),
        "after": Asked(gettext_lazy("Mean after")),
        "unit": Asked(gettext_lazy("Unit"), gettext_lazy("Such as “cm around the waist”.")),
        "n_people": Asked(_AMONG, is_needed=False),
    },
    ResultKind.INSTRUMENT: {
        "instrument": Asked(gettext_lazy("Which questionnaire")),
        "before": Asked(gettext_lazy("Mean score before")),
        "after": Asked(gettext_lazy("Mean score after")),
        "n_people": Asked(_AMONG, is_needed=False),
    },
    ResultKind.SURVIVAL: {
        "n_reached": Asked(gettext_lazy("How many changes are still there")),
        "n_people": Asked(gettext_lazy("Out of how many")),
    },
    ResultKind.SPREAD: {
        "n_reached": Asked(gettext_lazy("How many took it up")),
        "unit": Asked(gettext_lazy("How many of what"), gettext_lazy("Such as “wards”.")),
        "n_people": Asked(gettext_lazy("Out of how many"), is_needed=False),
    },
    ResultKind.AWARD: {"unit": Asked(gettext_lazy("Who gave it"))},
}
FIGURES = ("before", "after", "amount", "n_reached", "n_people", "unit", "instrument")


def sentence_of(result: Result) -> str:
    """What the numbers of a result say, in one sentence without judgement."""
    said = _SENTENCES[ResultKind(result.kind)](result)
    return f"{said}, {result.period}" if result.period else said


def _pair(result: Result) -> tuple[float, float]:
    assert result.before is not None  # asked for by its kind
    assert result.after is not None
    return result.before, result.after


def _figure(value: float) -> str:
    return f"{value:,.6g}"


def _moved(by: float, unit: str) -> str:
    told = {"by": f"{_figure(abs(by))}{unit}"}
    if not by:
        return _("no change")
    return _("up by %(by)s") % told if by > 0 else _("down by %(by)s") % told


def _percentage(result: Result) -> str:
    before, after = _pair(result)
    told = {"before": _figure(before), "after": _figure(after), "unit": result.unit}
    if result.unit == "%":
        moved = _moved(round(after - before, 6), " " + _("percentage points"))
        return _("From %(before)s%% to %(after)s%%: ") % told + moved
    moved = _moved(round(100 * (after - before) / before, 1), "%")
    return _("From %(before)s to %(after)s %(unit)s: ") % told + moved


def _money(result: Result) -> str:
    assert result.amount is not None
    is_whole = result.amount == result.amount.to_integral_value()
    amount = f"£{result.amount:,.0f}" if is_whole else f"£{result.amount:,.2f}"
    return _("%(amount)s %(what)s") % {"amount": amount, "what": result.unit}


def _share(result: Result) -> dict[str, str]:
    n, of = result.n_reached or 0, result.n_people
    share = f"{100 * n / of:.0f}%" if of else ""
    return {"n": f"{n:,}", "of": f"{of:,}" if of else "", "share": share, "unit": result.unit}


def _threshold(result: Result) -> str:
    return _("%(n)s of %(of)s people (%(share)s): %(unit)s") % _share(result)


def _survival(result: Result) -> str:
    return _("%(n)s of %(of)s changes still there (%(share)s)") % _share(result)


def _spread(result: Result) -> str:
    if result.n_people:
        return _("Taken up by %(n)s of %(of)s %(unit)s") % _share(result)
    return _("Taken up by %(n)s %(unit)s") % _share(result)


def _physical(result: Result) -> str:
    before, after = _pair(result)
    told = {"before": _figure(before), "after": _figure(after), "unit": result.unit}
    moved = _moved(round(after - before, 6), "")
    return _among(_("Mean from %(before)s to %(after)s %(unit)s: ") % told + moved, result)


def _questionnaire(result: Result) -> str:
    before, after = _pair(result)
    instrument = INSTRUMENTS[result.instrument]
    told = {"name": instrument.label, "before": _figure(before), "after": _figure(after)}
    by = round(after - before, 6)
    said = _("%(name)s, mean score from %(before)s to %(after)s: ") % told + _moved(by, "")
    return _among(said, result) + _worth(instrument, abs(by))


def _among(said: str, result: Result) -> str:
    if not result.n_people:
        return said
    n = words.count(result.n_people, "person", "people")
    return _("%(said)s, among %(n)s") % {"said": said, "n": n}


def _worth(instrument: Instrument, by: float) -> str:
    """Whether a change is worth speaking of, where its authors say so."""
    if instrument.meaning is None:
        return ""
    least, cautious = instrument.meaning.change
    if by < least:
        return _(" (less than the %(n)s points worth speaking of)") % {"n": _figure(least)}
    if by < cautious:
        return _(" (%(n)s points or more are worth speaking of)") % {"n": _figure(least)}
    return _(" (more than the cautious %(n)s points)") % {"n": _figure(cautious)}


def _award(result: Result) -> str:
    return _("Given by %(who)s") % {"who": result.unit}


_SENTENCES: Mapping[ResultKind, Callable[[Result], str]] = {
    ResultKind.PERCENTAGE_CHANGE: _percentage,
    ResultKind.MONEY: _money,
    ResultKind.THRESHOLD: _threshold,
    ResultKind.PHYSICAL: _physical,
    ResultKind.INSTRUMENT: _questionnaire,
    ResultKind.SURVIVAL: _survival,
    ResultKind.SPREAD: _spread,
    ResultKind.AWARD: _award,
}
