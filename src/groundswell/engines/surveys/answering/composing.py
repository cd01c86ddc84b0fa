"""From what somebody sent to the page that answers it: drawn before, filled in now."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from groundswell.ground.web.screening import warning_of

from ..definition import Kind, Question, said_in
from ..definition.answers import field_of
from ..definition.asking import Value
from ..definition.questions import NA
from . import wording
from .drawing import Drawings, SaidPage, address_of, drawn, html_language
from .fielded import Fielded
from .flow import SUMMARY, Turn
from .sent import AT, DOOR, GROUP, LANGUAGE, SEEN, SLIP, TOKEN, Sent, carried, hidden

_CHECKED = Markup(" checked")
_BAD = Markup(" nhsuk-form-group--error")
_INVALID = Markup(' aria-invalid="true"')
_KIOSK = Markup(" kiosk")


@dataclass(frozen=True, slots=True)
class Entrance:
    """How somebody came in: where Start leads, and what is known of them before they answer."""

    action: str
    door: str = ""  # "", "open" or "kiosk"
    group: str = ""
    choices: tuple[str, ...] = ()  # groups to choose from, by their codes
    slip: Mapping[str, str] | None = None  # what the browser needs to make a slip of its own


def promise_page(drawings: Drawings, language: str, entrance: Entrance) -> str:
    values: dict[str, str] = {
        "action": entrance.action,
        "hidden": hidden({LANGUAGE: language}),
    }
    if entrance.slip:
        values |= _own_slip(drawings, entrance.slip)
    if entrance.choices:
        chosen = {f"group:{entrance.group}": _CHECKED}
        values["groups"] = Markup(drawings.groups(language, entrance.choices).filled(chosen))  # noqa: S704
    return drawings.promise(language, entrance.door).filled(values)


def _own_slip(drawings: Drawings, given: Mapping[str, str]) -> dict[str, str]:
    """What `slip.js` reads, see there. The slip goes to an address that does not hold the link."""
    told = {
        **given,
        "slip-action": address_of(drawings.fielded),
        "slip-fault": "slip-fault",
        "slip-sorry": _("We could not reach the server. Please press Start again in a moment."),
    }
    data = Markup("").join(Markup(' data-{}="{}"').format(*one) for one in told.items())
    answered = Markup(
        '<p class="draft" data-slip-answered data-slip-key="{}" hidden>{}</p>'
    ).format(given["slip-key"], _("This browser has sent its answers in. Thank you."))
    field = Markup('<input type="hidden" name="slip" value="">')
    return {"slip": Markup(" data-slip") + data, "answered": answered, "slip_field": field}


def turn_page(
    drawings: Drawings, sent: Sent, turn: Turn, language: str, kiosk_url: str = ""
) -> str:
    """A page of questions, or the summary, with everything that was answered so far."""
    is_summary = turn.to == SUMMARY
    frame = drawings.summary(language) if is_summary else drawings.page(language, int(turn.to))
    shown = _shown(drawings, sent, turn, language)
    values: dict[str, str] = {
        "mark": _("Error: ") if turn.faults else "",
        "where": _("Page %(n)s of %(all)s") % {"n": turn.number, "all": turn.n_pages},
        "number": str(turn.number),
        "of": str(turn.n_pages),
        "faults": faults_part(drawings.fielded, turn, language),
        "hidden": hidden(_kept(sent, turn, language)) + carried(sent.raw, frozenset(shown)),
        "questions": _body(drawings, sent, turn, language, shown),
        "button": _button(turn),
        "back": back_button() if turn.number > 1 else "",
        **_kiosk(kiosk_url),
    }
    return frame.filled(values)


def _button(turn: Turn) -> str:
    if turn.warnings:
        return _("Send it now")
    return _("Send") if turn.to == SUMMARY else _("Save and go on")


def back_button() -> Markup:
    said = escape(_("Go back"))
    return Markup(f'<button class="btn-plain" name="go" value="back">{said}</button>')  # noqa: S704


def _shown(drawings: Drawings, sent: Sent, turn: Turn, language: str) -> dict[str, Question]:
    """The questions that stand on the page as fields."""
    if turn.to == SUMMARY:
        questions = drawings.fielded.definition.questions
        return {name: questions[name] for name in turn.warnings}
    page = next(one for one in turn.pages if one.index == turn.to)
    return {question.id: question for question in page.page.questions}


def _kept(sent: Sent, turn: Turn, language: str) -> dict[str, str]:
    return {
        SLIP: sent.slip,
        TOKEN: sent.token,
        LANGUAGE: language,
        AT: str(turn.to),
        GROUP: sent.group,
        DOOR: sent.door,
        SEEN: "yes" if turn.warnings or sent.seen else "",
    }


def _body(
    drawings: Drawings, sent: Sent, turn: Turn, language: str, shown: Mapping[str, Question]
) -> Markup:
    fields = [
        question_part(drawings, question, sent.raw.get(name, []), fault_of(name, turn), language)
        for name, question in shown.items()
    ]
    rows = rows_part(drawings, turn, language) if turn.to == SUMMARY else ""
    return Markup("".join([*fields, rows]))  # noqa: S704  (each part has escaped what it holds)


def question_part(
    drawings: Drawings, question: Question, given: list[str], fault: str, language: str
) -> str:
    """One question with what was given to it, and what is wrong with that."""
    return drawings.question(language, question).filled(_answered(question, given, fault))


def fault_of(name: str, turn: Turn) -> str:
    if name in turn.warnings:
        return warning_of(turn.warnings[name])
    return turn.faults.get(name, "")


def _answered(question: Question, given: list[str], fault: str) -> dict[str, str]:
    """What fills the slots of one question."""
    field = field_of(question.id)
    values: dict[str, str] = {f"on:{code}": _CHECKED for code in given}
    if question.kind == Kind.TEXT:
        values["text"] = given[-1] if given else ""
    if fault:
        values |= {
            "bad": _BAD,
            "invalid": _INVALID,
            "described": f" {field}-fault",
            "described_alone": Markup(f' aria-describedby="{field}-fault"'),  # noqa: S704
            "fault": Markup(  # noqa: S704
                f'<p class="nhsuk-error-message" id="{field}-fault">{escape(fault)}</p>'
            ),
        }
    return values


def rows_part(drawings: Drawings, turn: Turn, language: str) -> Markup:
    """The summary: each question asked, what was answered, and the way back to it."""
    values = turn.reading.answers.values
    rows = [
        drawings.row(language, question, one.index).filled({
            "said": said_of(question, values.get(question.id), language)
        })
        for one in turn.pages
        for question in one.page.questions
        if question.id not in turn.warnings
    ]
    return Markup(f'<dl class="given-list">{"".join(rows)}</dl>')  # noqa: S704  (escaped)


def said_of(question: Question, value: Value | None, language: str) -> str:
    """An answer in the words that it was given in."""
    if value is None:
        return _("No answer")
    if isinstance(value, str):
        return value
    labels = {option.code: said_in(option.label, language) for option in question.options}
    codes = value if isinstance(value, tuple) else (value,)
    return ", ".join(_("I can’t say") if c == NA else labels[c] for c in codes)


def faults_part(fielded: Fielded, turn: Turn, language: str) -> Markup:
    """The list above the page of what is wrong, each a link to its field."""
    told: Mapping[str, str] = {
        **turn.faults,
        **{name: warning_of(looks) for name, looks in turn.warnings.items()},
    }
    if not told:
        return Markup("")
    questions = fielded.definition.questions
    title = (
        _("Please look at this once more. You can also send it as it is.")
        if turn.warnings
        else _("There is a problem")
    )
    items = Markup("").join(
        Markup('<li><a href="#{}">{}: {}</a></li>').format(
            _target(questions[name]), _named(questions[name], language), sentence
        )
        for name, sentence in told.items()
        if name in questions
    )
    return Markup(
        '<div class="nhsuk-error-summary" tabindex="-1" data-focus><div role="alert">'
        '<h2 class="nhsuk-error-summary__heading">{}</h2><div class="nhsuk-error-summary__body">'
        '<ul class="nhsuk-list nhsuk-error-summary__list">{}</ul></div></div></div>'
    ).format(title, items)


def _named(question: Question, language: str) -> str:
    return said_in(question.label, language).rstrip(".?!: ")


def _target(question: Question) -> str:
    """The first field of a question."""
    return f"{field_of(question.id)}-{0 if question.kind == Kind.TEXT else 1}"


def thanks_page(
    drawings: Drawings, language: str, words: tuple[str, ...], fingerprint: str, kiosk_url: str = ""
) -> str:
    door = "kiosk" if kiosk_url else ""
    values: dict[str, str] = {
        "words": Markup(" ").join(Markup("<b>{}</b>").format(word) for word in words),
        "fingerprint": fingerprint,
        **_kiosk(kiosk_url),
        "again": Markup('<p><a class="btn btn-big" href="{}">{}</a></p>').format(
            kiosk_url, _("Begin anew for the next person")
        )
        if kiosk_url
        else "",
    }
    return drawings.thanks(language, door).filled(values)


def _kiosk(url: str) -> dict[str, str]:
    """A shared tablet: larger, and a script goes back to its first page when nobody is there."""
    if not url:
        return {}
    return {"kiosk": _KIOSK, "kiosk_data": Markup(' data-kiosk="{}"').format(url)}


def said_page(
    said: wording.Said,
    language: str,
    *,
    fielded: Fielded | None = None,
    action: str = "",
    sent: Sent | None = None,
) -> str:
    """A page that says one thing; with what was sent, where it may be sent again."""
    kept = Markup("")
    if sent is not None:
        fields = {SLIP: sent.slip, TOKEN: sent.token, LANGUAGE: language, GROUP: sent.group}
        kept = hidden({**fields, AT: sent.at, DOOR: sent.door, SEEN: "yes" if sent.seen else ""})
        kept += carried(sent.raw, frozenset())
    page = SaidPage(
        title=said.title,
        organisation=fielded.organisation if fielded else "",
        language=language,
        html_language=html_language(language),
        said=said,
        action=action,
        carried=kept,
        help_text=fielded.help_text if fielded else "",
    )
    return drawn("said.html", page).filled({})
