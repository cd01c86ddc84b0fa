"""What something rests on holds no longer: marked, told of, looked at, and lifted again."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.doers import Doer
from groundswell.ground.kernel.errors import Unusable
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import answering
from groundswell.ground.messages import actions as messages
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import LONGEST_WORDS, Cause, Told
from ..models import Doubt

_AT_ONCE = 500  # rows a statement


@transaction.atomic
def set_doubts(*, cause: Cause, things: Collection[Ref], by: Doer, at: dt.datetime) -> int:
    """These things, and no others, rest on what holds no longer; none: it holds again.

    However often it is said, each is marked once, and whoever answers for them is told once. What
    somebody has looked at stays as they said, unless the cause has changed since. Gives how many
    are marked anew; a constant number of queries for each kind of thing, and one in 500 marks.
    """
    policies.set_doubts(by).or_refuse()
    standing = Doubt.objects.filter(
        cause_kind=cause.ref.kind, cause_id=cause.ref.id, lifted_at=None
    )
    held = {doubt.thing: doubt for doubt in standing.select_for_update()}
    kept = {r for r, d in held.items() if (d.on, d.reason) == (cause.on, cause.reason)}
    wanted = frozenset(things)
    ended = [ref for ref in held if ref not in kept or ref not in wanted]
    _lift([held[ref] for ref in ended], at)
    new = [ref for ref in dict.fromkeys(things) if ref not in kept and ref != cause.ref]
    Doubt.objects.bulk_create(
        (_doubt(ref, cause, at) for ref in new), batch_size=_AT_ONCE, ignore_conflicts=True
    )
    _say_marked([*ended, *new])
    _tell_owners(cause, new, at)
    return len(new)


def _lift(doubts: list[Doubt], at: dt.datetime) -> None:
    for start in range(0, len(doubts), _AT_ONCE):
        some = [doubt.pk for doubt in doubts[start : start + _AT_ONCE]]
        Doubt.objects.filter(pk__in=some).update(lifted_at=at)


def _doubt(ref: Ref, cause: Cause, at: dt.datetime) -> Doubt:
    return Doubt(
        thing_kind=ref.kind,
        thing_id=ref.id,
        cause_kind=cause.ref.kind,
        cause_id=cause.ref.id,
        on=cause.on,
        reason=cause.reason,
        raised_at=at,
    )


def _by_kind(refs: Iterable[Ref]) -> dict[str, set]:
    found: dict[str, set] = defaultdict(set)
    for ref in refs:
        if ref.kind in answering:
            found[ref.kind].add(ref.id)
    return found


def _say_marked(refs: Iterable[Ref]) -> None:
    for kind, ids in sorted(_by_kind(refs).items()):
        answering[kind].marked(ids)


def _tell_owners(cause: Cause, refs: Iterable[Ref], at: dt.datetime) -> None:
    """One message a person, however many of their things it concerns."""
    persons = {
        person
        for kind, ids in sorted(_by_kind(refs).items())
        for several in answering[kind].owners(ids).values()
        for person in several
    }
    if persons:
        messages.tell(
            person_ids=sorted(persons),
            kind=Told.DOUBT,
            subject=_("Something that your work rests on holds no longer"),
            body=cause.told
            or _("Open the list: it says what of yours rests on it, and since when."),
            url=reverse("front:doubts"),
            key=f"doubt:{cause.ref}:{cause.on.isoformat()}",
            at=at,
        )


@transaction.atomic
def settle_doubts(*, thing: Ref, words: str, by: Actor, at: dt.datetime) -> int:
    """Whoever answers for it has looked: it still holds, for the reason in `words`.

    Ends every doubt about the thing that is open now. Raises Refused; Unusable without a reason.
    """
    rows = Doubt.objects.select_for_update().filter(
        thing_kind=thing.kind, thing_id=thing.id, lifted_at=None, settled_at=None
    )
    doubts = list(rows)
    policies.settle_doubts(by, _is_answerable(by, thing), n_open=len(doubts)).or_refuse()
    said = " ".join(words.split())
    if not said:
        raise Unusable(_("Say why it still holds."), field="words")
    if len(said) > LONGEST_WORDS:
        raise Unusable(_("Say it in fewer words: 1,000 characters at most."), field="words")
    for doubt in doubts:
        doubt.settled_at, doubt.settled_by_id, doubt.settled_words = at, by.id, said
    Doubt.objects.bulk_update(doubts, ["settled_at", "settled_by", "settled_words"])
    _say_marked([thing])
    audit.record("doubt.settled", about=doubts[0], by=by, at=at)
    return len(doubts)


def _is_answerable(by: Actor, thing: Ref) -> bool:
    return thing.kind in answering and thing.id in answering[thing.kind].mine(by, {thing.id})
