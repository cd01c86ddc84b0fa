"""The respondents' pages. They ask neither session, cookie nor sign-in: the slip is the right.

Nothing here writes down who asks, when, or from where; see `ground/ballots` for the lane.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from groundswell.ground.ballots import actions as ballots
from groundswell.ground.ballots.queries import Invited, invitation_by, public_box
from groundswell.ground.kernel.access import public
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.web.form_pages import read_or_send

from .. import actions, queries
from ..answering import composing, flow, keeping, wording
from ..answering.composing import Entrance
from ..answering.drawing import Drawings, address_of
from ..answering.fielded import Fielded, frame_language
from ..answering.sent import LANGUAGE, START, Sent, read_sent
from ..definition.answers import payload_of
from ..kinds import State
from ..models import Doorway

KIND = "survey"
_GONE, _BUSY, _MISSING, _MENDED = 410, 503, 404, 422
_HEADERS = {"Referrer-Policy": "no-referrer", "Content-Type": "text/html; charset=utf-8"}


def _page(html: str, status: int = 200) -> HttpResponse:
    """The address of a link is never told to the page that comes after it."""
    return HttpResponse(html, status=status, headers=_HEADERS)


def _said(
    said: wording.Said,
    language: str = "",
    *,
    status: int = 200,
    fielded: Fielded | None = None,
    sent: Sent | None = None,
) -> HttpResponse:
    action = address_of(fielded) if fielded and sent else ""
    html = composing.said_page(said, language, fielded=fielded, action=action, sent=sent)
    return _page(html, status)


@dataclass(frozen=True, slots=True)
class _Visit:
    """Somebody at the door of a survey."""

    drawings: Drawings
    language: str
    at: dt.datetime

    @property
    def fielded(self) -> Fielded:
        return self.drawings.fielded


def _visit(request: HttpRequest, survey_id: UUID) -> _Visit:
    drawings = keeping.drawings_of(survey_id, queries.fielded)
    wanted = request.GET.get(LANGUAGE, "")
    return _Visit(drawings, drawings.fielded.language_for(wanted), timezone.now())


@csrf_exempt
@public
@read_or_send
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """A personal link. To look at it changes nothing: mail programs follow links by themselves."""
    invited = invitation_by(token)
    if invited is None:
        return _said(wording.unknown(), status=_MISSING)
    visit = _visit(request, public_box(invited.box_id).subject_id)
    with translation.override(frame_language(visit.language)):
        if shut := _shut(visit, invited):
            return shut
        if request.method == "POST":
            return _begin(
                request, visit, lambda: ballots.issue_slip(token=token, at=visit.at), token
            )
        return _promise(visit, _personal_entrance(visit, invited, token))


def _personal_entrance(visit: _Visit, invited: Invited, token: str) -> Entrance:
    """Where nobody may ever link, the browser makes its slip itself, if it can and has not begun
    without."""
    is_blind = not visit.fielded.is_linkable and invited.has_begun == invited.began_in_a_browser
    slip = {
        "slip-key": invited.storage_key,
        "slip-modulus": public_box(invited.box_id).modulus,
        "slip-token": token,
        "slip-sign": reverse("ballots:sign_blinded"),
    }
    return Entrance(
        reverse("answering:personal", args=[token]),
        group=invited.group,
        choices=_own(visit, invited),
        slip=slip if is_blind else None,
    )


def _own(visit: _Visit, invited: Invited) -> tuple[str, ...]:
    return (invited.group,) if visit.fielded.label_of(invited.group) else ()


@csrf_exempt
@public
@read_or_send
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    return _shared(request, token, Doorway.Kind.OPEN)


@csrf_exempt
@public
@read_or_send
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    return _shared(request, token, Doorway.Kind.KIOSK)


def _shared(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """An entrance that several people share: each press of Start gives one slip, up to a number."""
    try:
        doorway = queries.doorway_by(token, kind)
        visit = _visit(request, doorway.survey_id)
    except Http404:
        return _said(wording.unknown(), status=_MISSING)
    with translation.override(frame_language(visit.language)):
        if shut := _shut(visit, None, doorway):
            return shut
        door = token if kind == Doorway.Kind.KIOSK else ""
        if request.method == "POST":
            give = lambda: actions.give_slip(doorway=doorway, at=visit.at)  # noqa: E731
            return _begin(request, visit, give, door=door)
        action = reverse(f"answering:{kind}", args=[token])
        return _promise(visit, _entrance(visit, doorway, action))


def _entrance(visit: _Visit, doorway: Doorway, action: str) -> Entrance:
    group = doorway.group.code if doorway.group else ""
    choices = (group,) if group else tuple(visit.fielded.groups or ())
    return Entrance(action, doorway.kind, group, choices)


def _promise(visit: _Visit, entrance: Entrance) -> HttpResponse:
    return _page(composing.promise_page(visit.drawings, visit.language, entrance))


def _shut(
    visit: _Visit, invited: Invited | None, doorway: Doorway | None = None
) -> HttpResponse | None:
    """The page that says why nobody can begin here now; None where they can."""
    fielded, today = visit.fielded, day_of(visit.at)
    if fielded.state == State.DROPPED:
        return _said(wording.dropped(fielded), visit.language, status=_GONE, fielded=fielded)
    if (invited and invited.is_withdrawn) or (doorway and doorway.shut_on):
        return _said(wording.withdrawn(), visit.language, status=_GONE, fielded=fielded)
    if fielded.state != State.FIELD or (fielded.closes_on and today > fielded.closes_on):
        return _said(wording.closed(fielded), visit.language, status=_GONE, fielded=fielded)
    if fielded.opens_on and today < fielded.opens_on:
        return _said(wording.not_open(fielded), visit.language, fielded=fielded)
    return None


def _begin(
    request: HttpRequest,
    visit: _Visit,
    give: Callable[[], str],
    token: str = "",
    door: str = "",
) -> HttpResponse:
    """Give the slip, and the first page with it; with what a browser kept, the page left last."""
    fielded = visit.fielded
    sent = read_sent(fielded.definition, request.POST)
    language = fielded.language_for(sent.language)
    with translation.override(frame_language(language)):
        try:
            slip = give()
        except Refused as refused:
            said = wording.Said(
                wording.elsewhere().title if token else wording.spent().title, (str(refused),)
            )
            return _said(said, language, status=409, fielded=fielded)
        sent = replace(
            sent,
            slip=slip,
            token=token if fielded.is_linkable else "",
            door=door,
            go=sent.go or START,
        )
        return _turn(visit.drawings, sent, language, visit.at)


@csrf_exempt
@public
@read_or_send
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every page between the promise and the thanks: what was typed comes in, the next goes out."""
    try:
        visit = _visit(request, pk)
    except Http404:
        return _said(wording.unknown(), status=_MISSING)
    if request.method != "POST":
        return _said(wording.slip_missing(), visit.language, fielded=visit.fielded)
    sent = read_sent(visit.fielded.definition, request.POST)
    language = visit.fielded.language_for(sent.language)
    with translation.override(frame_language(language)):
        return _turn(visit.drawings, sent, language, visit.at)


def _turn(drawings: Drawings, sent: Sent, language: str, at: dt.datetime) -> HttpResponse:
    fielded = drawings.fielded
    sent = replace(sent, group=sent.group if fielded.label_of(sent.group) else "")
    turn = flow.turn(fielded.definition, sent)
    if turn.is_ready:
        return _cast(drawings, sent, turn, language, at)
    html = composing.turn_page(drawings, sent, turn, language, _kiosk_url(sent))
    return _page(html, _MENDED if turn.faults or turn.warnings else 200)


def _kiosk_url(sent: Sent) -> str:
    return reverse("answering:kiosk", args=[sent.door]) if sent.door else ""


def _cast(
    drawings: Drawings, sent: Sent, turn: flow.Turn, language: str, at: dt.datetime
) -> HttpResponse:
    """Into the box. Whoever presses again gets the same thank-you, also after the close."""
    fielded = drawings.fielded
    try:
        cast = ballots.cast(
            box=public_box(fielded.box_id),
            slip=sent.slip,
            payload=payload_of(replace(turn.reading.answers, group=sent.group)),
            at=at,
            token=sent.token,
        )
    except Refused as refused:
        said = wording.Said(wording.closed(fielded).title, (str(refused),))
        return _said(said, language, status=_GONE, fielded=fielded)
    except Unusable as unusable:
        said = wording.Said(wording.slip_missing().title, (str(unusable),))
        return _said(said, language, status=_MENDED, fielded=fielded, sent=sent)
    html = composing.thanks_page(drawings, language, cast.words, cast.fingerprint, _kiosk_url(sent))
    return _page(html)
