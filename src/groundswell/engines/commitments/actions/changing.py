"""The words of a promise and its place in the plan, which several people write at once."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.kernel.errors import Stale, Unusable
from groundswell.ground.people.actors import Actor
from groundswell.ground.web import words

from .. import policies
from ..kinds import LONGEST_TEXT, LONGEST_THEME, LONGEST_TITLE
from ..models import Commitment, Wording
from .findable import index_commitment
from .locking import line_from, locked
from .placing import hold_plan, place
from .telling import tell_owner

Texts = dict[str, str]  # the words of a promise by the name of their field
FIELDS = {
    "title": gettext_lazy("What is promised"),
    "detail": gettext_lazy("In more words"),
    "theme": gettext_lazy("Theme"),
}
_MOST = {"title": LONGEST_TITLE, "detail": LONGEST_TEXT, "theme": LONGEST_THEME}


class Overtaken(Stale):
    """Somebody else changed the same parts of the words; nothing was overwritten, nothing is lost.

    `theirs` is how those parts stand now; `mine` all that was to be written, what was only handed
    back unchanged brought up to date; `version` the one to send with the next try.
    """

    def __init__(
        self, sentence: str, *, field: str, theirs: Texts, mine: Texts, version: int
    ) -> None:
        super().__init__(sentence, field=field)
        self.theirs, self.mine, self.version = theirs, mine, version


@transaction.atomic
def change_commitment(
    *,
    commitment: Commitment,
    version: int,
    title: str | None = None,
    detail: str | None = None,
    theme: str | None = None,
    position: int | None = None,
    by: Actor,
    at: dt.datetime,
) -> Commitment:
    """Change the words, the theme or the place in the plan; None leaves a thing as it is.

    What somebody else changed since `version` is kept where it is another part of the words. What
    the words were before is kept for good. The place, counted from 1, is nobody's text: the last
    one to choose it wins.

    Raises
    ------
    Refused
        See `policies.change_commitment`.
    Unusable
        Where the title is missing or words are too long.
    Overtaken
        Where somebody else changed the same part; it holds both texts.
    """
    hold_plan(commitment)
    commitment = locked(commitment)
    policies.change_commitment(by, commitment).or_refuse()
    given = {"title": title, "detail": detail, "theme": theme}
    wanted = usable_words({name: text for name, text in given.items() if text is not None})
    changed = _merged(commitment, wanted, version)
    if changed:
        _reword(commitment, changed, by, at)
    if commitment.context and (position is not None or "theme" in changed):
        _place(commitment, position, by, at)
    return commitment


def usable_words(given: Texts) -> Texts:
    """The words without blanks around. Raises Unusable for a missing title or too many words."""
    kept = {name: line_from(text, field=name, most=_MOST[name]) for name, text in given.items()}
    if kept.get("title") == "":
        raise Unusable(_("Say what is promised, in one line."), field="title")
    return kept


def _merged(commitment: Commitment, wanted: Texts, version: int) -> Texts:
    """What is to be changed now. Raises Overtaken where two people changed the same part."""
    seen, now = _words_at(commitment, version), _words_of(commitment)
    changed = {n: mine for n, mine in wanted.items() if mine not in {now[n], seen.get(n)}}
    clashes = [name for name in changed if now[name] != seen.get(name)]
    if clashes:
        raise Overtaken(
            _overtaken(commitment, clashes),
            field=clashes[0],
            theirs={name: now[name] for name in clashes},
            mine={name: changed.get(name, now[name]) for name in wanted},
            version=commitment.version,
        )
    return changed


def _words_of(row: Commitment | Wording) -> Texts:
    return {"title": row.title, "detail": row.detail, "theme": row.theme}


def _words_at(commitment: Commitment, version: int) -> Texts:
    """The words as they were at that version; none where there never was such a version."""
    if version == commitment.version:
        return _words_of(commitment)
    before = Wording.objects.filter(commitment=commitment, version=version).first()
    return _words_of(before) if before else {}


def _overtaken(commitment: Commitment, clashes: list[str]) -> str:
    first = clashes[0]
    others = Wording.objects.filter(commitment=commitment).select_related("by")
    last = others.exclude(**{first: getattr(commitment, first)}).order_by("version").last()
    if last is None:  # a version that never was
        return _("These are not the words that you saw. Look again, then decide.")
    return _(
        "%(who)s changed %(fields)s on %(when)s, while you were writing. Both texts are here:"
        " choose, and save again."
    ) % {
        "who": last.by.name,
        "fields": words.listed([f"“{FIELDS[name]}”" for name in clashes]),
        "when": words.moment(last.at),
    }


def _reword(commitment: Commitment, changed: Texts, by: Actor, at: dt.datetime) -> None:
    Wording.objects.create(
        commitment=commitment,
        version=commitment.version,
        **_words_of(commitment),
        by_id=by.id,
        at=at,
    )
    for name, text in changed.items():
        setattr(commitment, name, text)
    commitment.version += 1
    commitment.save(update_fields=["version", *changed])
    index_commitment(commitment)
    home = commitment.organisation_id
    audit.record("commitment.changed", about=commitment, by=by, at=at, organisation_id=home)
    tell_owner(
        commitment,
        _("Reworded: %(title)s") % {"title": commitment.title},
        _("%(by)s changed the words of what you promised. What they were is kept.")
        % {"by": by.name},
        key=f"commitment-words:{commitment.pk}:{day_of(at)}",  # a plan is edited many times a day
        by=by,
        at=at,
    )


def _place(commitment: Commitment, position: int | None, by: Actor, at: dt.datetime) -> None:
    place(commitment, position)
    home = commitment.organisation_id
    audit.record("commitment.placed", about=commitment, by=by, at=at, organisation_id=home)
