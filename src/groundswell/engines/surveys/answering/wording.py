"""What respondents are promised, told and thanked with, in ready words, in the page's language.

Every sentence here is kept by something that can be shown: `docs/guides/surveys-answering.md` says
by what. A mode that keeps less says so first.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.ground.ballots.kinds import Mode
from groundswell.ground.web import words

from .fielded import Fielded


@dataclass(frozen=True, slots=True)
class Point:
    """One promise: a drawing, the promise, and a sentence or two that explain it."""

    glyph: str
    promise: str
    told: str


@dataclass(frozen=True, slots=True)
class Promise:
    """The first page, before anybody answers."""

    title: str
    heading: str
    lead: str
    points: tuple[Point, ...]
    known: str  # what we do know
    runs: str
    path_plain: str  # how the slip is made without a script, and what that cannot promise
    path_blind: str
    stop: str
    help_text: str
    short: str  # the promise in one line, at the top of every page


def promise(fielded: Fielded, *, door: str = "") -> Promise:
    """The words of the first page; `door` is "open" or "kiosk" where no link is personal."""
    return Promise(
        title=fielded.title,
        heading=_heading(fielded, door),
        lead=" ".join(filter(None, [_takes(fielded.minutes), fielded.purpose])),
        points=_points(fielded, door),
        known=_known(fielded, door),
        runs=_("%(who)s runs this survey with Groundswell. The settings are locked.")
        % {"who": fielded.organisation},
        path_plain=_plain_path(fielded, door),
        path_blind=_blind_path(fielded, door),
        stop=_stop(fielded, door),
        help_text=fielded.help_text,
        short=short(fielded),
    )


def short(fielded: Fielded) -> str:
    """The promise in one line."""
    if fielded.mode == Mode.NAMED:
        return _("Named: your name stands beside your answers")
    if fielded.mode == Mode.CONFIDENTIAL:
        return _("Confidential: linked to you only for a stated reason")
    if fielded.is_team_owned:
        return _("Without names, read by your own team")
    return _("Anonymous: nobody can link this to you")


def _heading(fielded: Fielded, door: str) -> str:
    if fielded.mode == Mode.NAMED:
        return _("Your name will stand beside your answers")
    if fielded.mode == Mode.CONFIDENTIAL:
        return _("Your answers can be linked to you only for a stated reason")
    if fielded.is_team_owned:
        return _("Your own team reads these answers")
    return _("Nobody can link your answers to you")


def _takes(minutes: int) -> str:
    return ngettext(
        "This takes about %(n)s minute.", "This takes about %(n)s minutes.", minutes
    ) % {"n": minutes}


def _points(fielded: Fielded, door: str) -> tuple[Point, ...]:
    return (_link_point(fielded, door), _size_point(fielded), *_rest(fielded))


def _link_point(fielded: Fielded, door: str) -> Point:
    if fielded.mode == Mode.NAMED:
        return Point(
            "person",
            _("Your link carries your name into your answer."),
            _("Those who run this survey read what you said, and that you said it."),
        )
    if fielded.mode == Mode.CONFIDENTIAL:
        return Point(
            "lock",
            _("Who you are is sealed together with your answer."),
            _(
                "One person named for it can open the link, and must write down why, such as"
                " somebody in danger. Each time stands in a log that cannot be changed."
                " Results never show it."
            ),
        )
    if door:
        return Point(
            "lock",
            _("We do not ask who you are."),
            _("You get a slip that proves you came this way. Nothing in it tells you apart."),
        )
    return Point(
        "lock",
        _("Your link proves you may answer. It is not kept with your answer."),
        _(
            "Your name and your answers are never in the same place."
            " No one here can join them: not your manager, not us."
        ),
    )


def _size_point(fielded: Fielded) -> Point:
    told = {"k": words.number(fielded.k)}
    if fielded.is_team_owned:
        return Point(
            "people",
            _("Your team is small, and has chosen to look at its own answers together."),
            " ".join([
                _("Your name is kept, and in a small team others know your words anyway.")
                if fielded.is_linkable
                else _("Names are not kept, but in a small team others may guess who said what."),
                _(
                    "Only those who are asked and those who keep this survey see a number. Nothing"
                    " is shown before %(k)s have answered."
                )
                % told,
            ]),
        )
    return Point(
        "people",
        _("No result from fewer than %(k)s people is shown.") % told,
        _(
            "Where a team has fewer, its answers still count in the larger result."
            " This number cannot be lowered now."
        ),
    )


def _rest(fielded: Fielded) -> tuple[Point, ...]:
    comments = Point(
        "inbox",
        _("Comments are shown without your team, and only from %(k)s people on.")
        % {"k": words.number(fielded.k_comments)},
        _("They are mixed up first. Please leave out names, yours and anyone else’s."),
    )
    follow = Point(
        "file",
        _("You can follow what becomes of it."),
        _("At the end you get four words. They let you look later, and tell us nothing about you."),
    )
    return comments, follow


def _known(fielded: Fielded, door: str) -> str:
    if door == "kiosk":
        return _(
            "How many slips this tablet has given out. It keeps nothing of what you type, and"
            " begins anew for whoever comes next."
        )
    if door:
        return _("How many slips this link has given out, and on which day.")
    if fielded.is_linkable:
        return _(
            "That your link was used, and on which day. Your answer stays sealed with those of"
            " others until at least %(k)s can be opened together."
        ) % {"k": words.number(fielded.k)}
    return _(
        "That your link was used, and on which day, so that we can stop reminding you. We do not"
        " know whether you finished, nor what you said. Answers lie sealed, and are opened and"
        " mixed at least %(k)s at a time."
    ) % {"k": words.number(fielded.k)}


def _plain_path(fielded: Fielded, door: str) -> str:
    if fielded.is_linkable or door:
        return ""
    return _(
        "Without scripts, our server makes your slip and forgets it at once. That protects you from"
        " everybody who works here and looks at what is stored, but not from somebody who secretly"
        " changed the server itself. With scripts on, your browser makes the slip, and not even"
        " that would help them."
    )


def _blind_path(fielded: Fielded, door: str) -> str:
    if fielded.is_linkable or door:
        return ""
    return _(
        "Your browser makes your slip itself, and has it signed without showing it. Even whoever"
        " runs the server cannot tell which slip is yours."
    )


def _stop(fielded: Fielded, door: str) -> str:
    if door == "kiosk":
        return _("You do not have to answer every question, or any.")
    until = _day(fielded.closes_on)
    if not until:
        return _("You can stop at any page. You do not have to answer every question, or any.")
    return _(
        "You can stop at any page and come back with the same link until %(day)s."
        " You do not have to answer every question, or any."
    ) % {"day": until}


def _day(on: dt.date | None) -> str:
    return words.day(on) if on else ""


@dataclass(frozen=True, slots=True)
class Thanks:
    """The last page: the same however often it is asked for."""

    title: str
    heading: str
    lead: str
    steps: tuple[tuple[str, str], ...]  # the day, and what happens
    survey: str


def thanks(fielded: Fielded) -> Thanks:
    return Thanks(
        title=_("Thank you"),
        heading=_("Thank you. Your answers are in."),
        lead=_thanks_lead(fielded),
        steps=tuple(_steps(fielded)),
        survey=fielded.title,
    )


def _thanks_lead(fielded: Fielded) -> str:
    if fielded.mode == Mode.NAMED:
        return _("Those who run this survey will read them with your name.")
    return _("They will be mixed with at least %(n)s others before anyone sees a result.") % {
        "n": words.number(fielded.k - 1)
    }


def _steps(fielded: Fielded) -> list[tuple[str, str]]:
    known = [
        (fielded.closes_on, _("The survey closes.")),
        (fielded.results_on, _("Everyone who was asked gets the results, at the same time.")),
        *((step.on, step.text) for step in fielded.steps),
    ]
    dated = sorted((one for one in known if one[0]), key=lambda one: one[0] or dt.date.max)
    undated = [(None, text) for on, text in known if on is None and text and fielded.steps]
    later = [one for one in undated if one[1] in {step.text for step in fielded.steps}]
    return [(_day(on), text) for on, text in [*dated, *later]]


@dataclass(frozen=True, slots=True)
class Said:
    """A page that says one thing: closed, not open yet, unknown."""

    title: str
    lines: tuple[str, ...]
    contact: str = ""


def not_open(fielded: Fielded) -> Said:
    return Said(
        _("This survey has not opened yet"),
        (_("It opens on %(day)s. Your link will work then.") % {"day": _day(fielded.opens_on)},),
    )


def closed(fielded: Fielded) -> Said:
    lines = [_("It has closed, and nothing more is taken. Thank you for coming.")]
    if fielded.results_on:
        lines.append(
            _("Everyone who was asked gets the results on %(day)s.")
            % {"day": _day(fielded.results_on)}
        )
    return Said(_("“%(title)s” is closed") % {"title": fielded.title}, tuple(lines))


def dropped(fielded: Fielded) -> Said:
    return Said(
        _("This survey was given up"),
        (
            _("“%(title)s” asks nothing more. What was sent is not opened.")
            % {"title": fielded.title},
        ),
    )


def withdrawn() -> Said:
    return Said(
        _("This link is not in use any more"),
        (_("It was taken back. If you think that is wrong, ask whoever sent it to you."),),
    )


def unknown() -> Said:
    return Said(
        _("We can’t find that survey"),
        (
            _("Check that the whole link is there: some mail programs break it over two lines."),
            _("If a reminder came later, use the link in that one."),
        ),
    )


def elsewhere() -> Said:
    return Said(
        _("You began in another browser"),
        (
            _(
                "Your slip was made by the browser in which you began, and only that browser has"
                " it. Please go on there: your answers are still in it."
            ),
            _("We cannot make a second slip for one link, and cannot see the first one."),
        ),
    )


def spent() -> Said:
    return Said(
        _("No more slips can be given out here"),
        (_("As many people have come this way as it was made for. Ask whoever runs the survey."),),
    )


def slip_missing() -> Said:
    return Said(
        _("Your slip is missing"),
        (
            _("Your answers could not be taken: the proof that you may answer is not there."),
            _("Open your link again and press Start: what this browser kept will be there."),
        ),
    )
