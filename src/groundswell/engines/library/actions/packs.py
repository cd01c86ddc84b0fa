"""A pack is taken in: what is new is made, what changed there is changed here, and nothing else.

Pages name each other, so those that are new are made first and filled afterwards.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import LogContext, log
from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from groundswell.ground.kernel import audit
from groundswell.ground.kernel.clock import day_of
from groundswell.ground.people.actors import Actor

from .. import policies
from ..kinds import Audience
from ..models import ITEMS, Item, Pack, Shelf, Term, Work
from ..packs import storing
from ..packs.contents import PackContents, Part
from ..packs.literature import fill_work
from ..packs.planning import Choice, Laid, PackPlan, PlannedPart, State
from .works import write_work_entries

NOTHING: Mapping[str, Choice] = {}


@dataclass(slots=True)
class TakenIn:
    """What came of it: the pack, and the keys of what was made and changed."""

    pack: Pack
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


@transaction.atomic
def take_in_pack(
    *,
    contents: PackContents,
    shelf: Shelf,
    by: Actor,
    at: dt.datetime,
    choices: Mapping[str, Choice] = NOTHING,
    audience: str = Audience.PUBLIC,
) -> TakenIn:
    """Take the contents in, all or nothing; to take the same in again changes nothing.

    What was changed here stays as it is unless `choices` say TAKE of its key; KEEP leaves out what
    would be taken, and ends a conflict. New pages are for `audience`. Raises Refused; see
    `policies.take_in_pack`.
    """
    policies.take_in_pack(by, shelf).or_refuse()
    policies.has_readers(audience, shelf.organisation_id).or_refuse()
    Shelf.objects.select_for_update().get(pk=shelf.pk)
    taking = _Taking(contents, shelf, by, at, choices, audience)
    return taking.done()


class _Taking:
    def __init__(
        self,
        contents: PackContents,
        shelf: Shelf,
        by: Actor,
        at: dt.datetime,
        choices: Mapping[str, Choice],
        audience: str,
    ) -> None:
        self._contents, self._shelf, self._by, self._at = contents, shelf, by, at
        self._choices, self._audience = choices, audience
        self._laid = Laid(contents, shelf)
        self._plan: PackPlan = self._laid.plan()

    def done(self) -> TakenIn:
        prints = self._prints()
        self._taken = TakenIn(self._laid.pack or self._new_pack())
        if self._plan.pack and self._plan.is_nothing and not self._choices:
            return self._taken
        self._take_works()
        with LogContext(user=self._by.person):
            self._take_pages()
        self._write_terms()
        self._close(prints)
        return self._taken

    def _taken_parts(self, planned: tuple[PlannedPart, ...]) -> dict[str, PlannedPart]:
        return {part.key: part for part in planned if part.is_taken(self._choices)}

    def _new_pack(self) -> Pack:
        return Pack.objects.create(shelf=self._shelf, key=self._contents.key, **self._head())

    def _head(self) -> dict[str, object]:
        names = ("title", "about", "licence", "language", "version", "made_on")
        return {
            **{name: getattr(self._contents, name) for name in names},
            "taken_in_at": self._at,
            "taken_in_by": self._by.person,
            "groups": [asdict(group) for group in self._contents.groups],
        }

    def _prints(self) -> dict[str, str]:
        """What counts as taken in from now on; a conflict stays one until somebody decides."""
        given = self._contents.prints
        undecided = {
            part.key
            for part in self._plan.all
            if part.state in {State.CONFLICT, State.KNOWN} and part.key not in self._choices
        }
        kept = {key: self._laid.prints[key] for key in undecided if key in self._laid.prints}
        decided = {key: print_ for key, print_ in given.items() if key not in undecided}
        gone = {
            part.key: self._laid.prints[part.key]
            for part in self._plan.of(State.GONE)
            if part.key not in self._choices
        }
        return {**decided, **kept, **gone}

    # Works

    def _take_works(self) -> None:
        wanted = self._taken_parts(self._plan.works)
        new: list[Work] = []
        changed: list[Work] = []
        for part in self._contents.works:
            if part.key not in wanted:
                continue
            work = self._laid.works.get(part.key)
            (changed if work else new).append(self._filled(part, work))
        Work.objects.bulk_create(new, batch_size=40)
        for work in changed:
            work.save()
            work.save_revision(user=self._by.person, clean=False)
        write_work_entries([*new, *changed], on=day_of(self._at))

    def _filled(self, part: Part, work: Work | None) -> Work:
        if work is None:
            work = Work(key=self._free_work_key(part.key), created_at=self._at)
            self._laid.works[part.key] = work
            self._taken.made.append(part.key)
        else:
            self._taken.changed.append(part.key)
        fill_work(work, part)
        return work

    def _free_work_key(self, key: str) -> str:
        stem = key[:70]
        taken = set(Work.objects.filter(key__startswith=stem).values_list("key", flat=True))
        taken |= {work.key for work in self._laid.works.values()}
        names = (key, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    # Pages

    def _take_pages(self) -> None:
        for key, work in self._laid.works.items():
            self._laid.rows.add(key, is_work=True, pk=work.pk)
        wanted = self._taken_parts(self._plan.parts)
        parts = [part for part in self._contents.parts if part.key in wanted]
        with disable_reference_index_auto_update():
            self._make([part for part in parts if part.key not in self._laid.items])
        for part in parts:
            self._publish(self._laid.items[part.key], part)
        for key, planned in wanted.items():
            if planned.state == State.GONE:
                self._laid.items[key].unpublish()  # our policy has been asked; it is logged above

    def _make(self, parts: list[Part]) -> None:
        """The pages that are new, without their words, so that every key has its row."""
        slugs = set(self._shelf.get_children().values_list("slug", flat=True))
        for part in parts:
            item = ITEMS[part.kind](
                title=part.title,
                slug=_free_slug(part.key, slugs),
                pack=self._taken.pack,
                pack_key=part.key,
                audience=self._audience,
                owner=self._by.person,
                live=False,
                has_unpublished_changes=True,
            )
            storing.fill_codes(item, part)
            self._shelf.add_child(instance=item)
            self._laid.items[part.key] = item
            self._laid.rows.add(part.key, is_work=False, pk=item.pk)
            self._taken.made.append(part.key)

    def _publish(self, item: Item, part: Part) -> None:
        if item.latest_revision_id:
            self._taken.changed.append(part.key)
        storing.fill(item, part, self._laid.rows, licence=self._contents.licence)
        if item.live:
            item.save_revision(user=self._by.person, clean=False).publish(user=None)
        else:
            self._let_out(item)

    def _let_out(self, item: Item) -> None:
        """Publish a page that is new: what Wagtail does, without reading back what it just wrote.

        The contents were checked when the pack was read; to check each page three times more would
        be most of the work.
        """
        revision = Revision.objects.create(
            content_object=item,
            base_content_type=item.get_base_content_type(),
            user=self._by.person,
            content=item.serializable_data(),
            object_str=str(item),
        )
        now = revision.created_at
        item.live, item.has_unpublished_changes = True, False
        item.first_published_at = item.last_published_at = item.latest_revision_created_at = now
        item.latest_revision = item.live_revision = revision
        item.draft_title = item.title
        item.save(clean=False)
        page_published.send(sender=type(item), instance=item, revision=revision)
        log(instance=item, action="wagtail.publish", user=self._by.person, revision=revision)

    # The rest

    def _write_terms(self) -> None:
        pack, plan = self._taken.pack, self._plan
        changed = {*plan.terms_new, *plan.terms_changed}
        pack.terms.filter(term__in=[*plan.terms_changed, *plan.terms_gone]).delete()
        Term.objects.bulk_create(
            Term(pack=pack, term=term.term, words=term.words)
            for term in self._contents.terms
            if term.term in changed
        )

    def _close(self, prints: dict[str, str]) -> None:
        pack = self._taken.pack
        for name, value in {**self._head(), "prints": prints}.items():
            setattr(pack, name, value)
        pack.save()
        audit.record(
            "library.pack_taken_in", about=pack, by=self._by, at=self._at,
            organisation_id=self._shelf.organisation_id, title=pack.title, version=pack.version,
            made=len(self._taken.made), changed=len(self._taken.changed),
        )  # fmt: skip


def _free_slug(key: str, taken: set[str]) -> str:
    stem = slugify(key) or "page"
    slug = next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if s not in taken)
    taken.add(slug)
    return slug
