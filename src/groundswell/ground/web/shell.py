"""What stands around every page: bar, rooms, switcher, inbox count, foot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from groundswell.ground.kernel.registries import Place, inbox_count, rooms, switcher


@dataclass(frozen=True, slots=True)
class RoomLink:
    label: str
    url: str
    glyph: str
    name: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class ShellUrls:
    """Where the frame's own links lead; empty where there is no such page, and no link is shown."""

    home: str = ""
    search: str = ""
    inbox: str = ""
    demo_mail: str = ""
    organisations: str = ""
    imports: str = ""
    own_data: str = ""
    security: str = ""
    sign_in: str = ""
    sign_out: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    urls: ShellUrls
    person_name: str = ""  # empty: nobody has signed in
    rooms: list[RoomLink] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    place_name: str = ""  # the place a person looks at now
    n_unread: int = 0
    is_demo: bool = False
    asked: str = ""  # what stands in the search field
    lacks_passkey: bool = False  # an administrator's role is set aside until one is used
    alone_minutes: int = 0  # without a click, and a shared computer is signed out; 0: it is not one
    notices: Iterable[Any] = ()  # sentences after a step, such as "Thank you. ...": read once, gone


def around(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the shell, made only where a template uses it.

    So is the mark that a form carries, once for all forms of a page: to mask it anew for each of
    three hundred takes longer than the rest of the page.
    """
    return {
        "shell": SimpleLazyObject(lambda: shell_for(request)),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }


def shell_for(request: HttpRequest) -> Shell:
    """The shell for whoever asks."""
    actor = getattr(request, "actor", None)
    notices = get_messages(request)
    if not actor:
        return Shell(urls=_urls(), is_demo=settings.DEMO, notices=notices)
    places = [place for source in switcher.values() for place in source(actor)]
    here = [place.label for place in places if place.current]
    return Shell(
        urls=_urls(),
        person_name=actor.name,
        rooms=_rooms(request, actor),
        places=places,
        place_name=here[0] if here else _("All your organisations"),
        n_unread=sum(source(actor) for source in inbox_count.values()),
        is_demo=settings.DEMO,
        notices=notices,
        asked=request.GET.get("q", "") if request.path == _url("front:search") else "",
        lacks_passkey=actor.lacks_passkey,
        alone_minutes=getattr(request, "alone_minutes", 0),
    )


def bare_shell() -> Shell:
    """The frame for a page that may ask no database who is there."""
    return Shell(urls=ShellUrls(home=_urls().home), is_demo=settings.DEMO)


def _rooms(request: HttpRequest, actor: Any) -> list[RoomLink]:
    page = getattr(request.resolver_match, "view_name", "")
    return [
        RoomLink(str(r.label), address, r.glyph, name, _is_here(r.name, address, page))
        for name, r in sorted(rooms.items(), key=lambda item: item[1].order)
        if (r.is_for is None or r.is_for(actor)) and (address := _url(r.name))
    ]


def _is_here(room: str, address: str, page: str) -> bool:
    """A room is all pages of its app; but home is one page, whatever its app has besides."""
    if address == "/":
        return room == page
    return room.split(":")[0] == page.split(":")[0]


def _urls() -> ShellUrls:
    return ShellUrls(
        home=_url("front:home") or "/",
        search=_url("front:search"),
        inbox=_url("messages:inbox"),
        demo_mail=_url("messages:demo_mail"),
        organisations=_url("people:organisations"),
        imports=_url("imports:runs"),
        own_data=_url("people:own_data"),
        security=_url("people:security"),
        sign_in=_url("account_login"),
        sign_out=_url("account_logout"),
    )


def _url(name: str) -> str:
    """The address of a page, or nothing where no app has such a page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
