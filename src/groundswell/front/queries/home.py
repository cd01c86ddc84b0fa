"""What stands on a person's home page: what needs them, their own work, what is new."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel.clock import day_of, london
from groundswell.ground.kernel.registries import (
    HomeCard,
    HomePanel,
    News,
    home_cards,
    home_panels,
    news,
)
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from ..models import NeededDay

MOST_CARDS, MOST_NEWS = 5, 8
NEWS_FOR_NEW = dt.timedelta(days=7)  # how far back the first visit looks
_MORNING, _NOON, _EVENING = 4, 12, 18  # hours on a clock in London
_A_WEEK = 7  # days; further back, a weekday's name says nothing


@dataclass(frozen=True, slots=True)
class NewsLine:
    when: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class HomePage:
    greeting: str
    lead: str
    cards: list[HomeCard]
    more: str  # "and 4 more"; empty where all are shown
    panels: list[HomePanel]
    news_title: str
    news: list[NewsLine]
    is_first_visit: bool


@dataclass(frozen=True, slots=True)
class NeedsPage:
    lead: str
    cards: list[HomeCard]


def home_page(actor: Actor, *, at: dt.datetime) -> HomePage:
    """What needs the person, at most five: what holds others up first, then what waits longest."""
    cards = _cards(actor, at)
    n_more = len(cards) - MOST_CARDS
    return HomePage(
        greeting=_greeting(actor, at),
        lead=_lead(actor, len(cards), at),
        cards=cards[:MOST_CARDS],
        more=_("and %(n)s more") % {"n": n_more} if n_more > 0 else "",
        panels=_panels(actor, at),
        news_title=_since(actor.person.last_seen_at, at),
        news=_news(actor, at),
        is_first_visit=actor.person.last_seen_at is None,
    )


def needs_page(actor: Actor, *, at: dt.datetime) -> NeedsPage:
    """Everything that needs the person, in the same order."""
    cards = _cards(actor, at)
    return NeedsPage(lead=_lead(actor, len(cards), at), cards=cards)


def _cards(actor: Actor, at: dt.datetime) -> list[HomeCard]:
    every = [card for source in home_cards.values() for card in source(actor, at)]
    return sorted(every, key=lambda card: (-card.weight, card.since, card.title))


def _panels(actor: Actor, at: dt.datetime) -> list[HomePanel]:
    panels = [source(actor, at) for source in home_panels.values()]
    return sorted((p for p in panels if p.content is not None), key=lambda p: p.order)


def _news(actor: Actor, at: dt.datetime) -> list[NewsLine]:
    """The newest line of each page that is spoken of: two rooms may tell of one event."""
    since = actor.person.last_seen_at or at - NEWS_FOR_NEW
    every = [line for source in news.values() for line in source(actor, since, at)]
    newest: dict[str, News] = {}
    for line in sorted(every, key=lambda line: (line.at, line.text), reverse=True):
        newest.setdefault(line.url, line)
    return [
        NewsLine(when=_day_in_short(line.at, at), text=line.text, url=line.url)
        for line in list(newest.values())[:MOST_NEWS]
    ]


def _greeting(actor: Actor, at: dt.datetime) -> str:
    hour = london(at).hour
    if _MORNING <= hour < _NOON:
        greeting = _("Good morning, %(name)s")
    elif _NOON <= hour < _EVENING:
        greeting = _("Good afternoon, %(name)s")
    else:
        greeting = _("Good evening, %(name)s")
    return greeting % {"name": actor.person.greeting_name}


def _lead(actor: Actor, n_cards: int, at: dt.datetime) -> str:
    if n_cards == 1:
        return _("One thing needs you today.")
    if n_cards:
        return _("%(number)s things need you today.") % {"number": _number(n_cards)}
    last = NeededDay.objects.filter(person_id=actor.id).first()
    if last is None:
        return _("Nothing needs you today.")
    if last.on == day_of(at):
        return _("Nothing needs you now. What needed you today is done.")
    return _("Nothing needs you today. The last time something did was on %(day)s.") % {
        "day": words.day(last.on)
    }


def _number(n: int) -> str:
    """Small numbers as words at the beginning of a sentence."""
    return str(_NUMBERS[n]) if n < len(_NUMBERS) else words.number(n)


def _since(seen: dt.datetime | None, at: dt.datetime) -> str:
    if seen is None:
        return _("In the last seven days")
    days = (day_of(at) - day_of(seen)).days
    if days == 1:
        return _("Since yesterday")
    if 1 < days < _A_WEEK:
        return _("Since %(weekday)s") % {"weekday": date_format(day_of(seen), "l")}
    return _("Since you were last here")


def _day_in_short(then: dt.datetime, at: dt.datetime) -> str:
    """ "Mon" within the last week, "8 Jun" before."""
    on = day_of(then)
    is_recent = (day_of(at) - on).days < _A_WEEK
    return date_format(on, "D") if is_recent else words.day_short(on)


_NUMBERS = (
    gettext_lazy("No"), gettext_lazy("One"), gettext_lazy("Two"), gettext_lazy("Three"),
    gettext_lazy("Four"), gettext_lazy("Five"), gettext_lazy("Six"), gettext_lazy("Seven"),
    gettext_lazy("Eight"), gettext_lazy("Nine"), gettext_lazy("Ten"),
)  # fmt: skip
