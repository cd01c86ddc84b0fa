"""A pack is taken in: everything once, and nothing of anybody's written over."""

from typing import Any

import pytest
from django.test import Client
from tests.engines.library.packs.making import (
    contents,
    small,
    starting_library,
    take_in,
    the_shelf,
)
from tests.ground.documents.reading import n_pages
from tests.world import NOON, a_founder, a_person, acting, an_organisation, holding

from groundswell.engines.library import actions
from groundswell.engines.library.models import (
    Citation,
    Entry,
    Item,
    OnePager,
    Pack,
    ReadingList,
    Term,
    Work,
)
from groundswell.engines.library.packs import (
    About,
    Choice,
    PackContents,
    State,
    pack_of,
    plan,
)
from groundswell.engines.library.packs.contents import Group
from groundswell.ground.kernel.decisions import Refused
from groundswell.ground.kernel.models import AuditEvent, SearchEntry

pytestmark = pytest.mark.django_db
HELPS = "Bridges help."
MOSTLY = {HELPS: "Bridges mostly help."}


def state_of(given: PackContents, key: str = "beds-and-bridges") -> State:
    return next(part.state for part in plan(given, the_shelf()).all if part.key == key)


def the_page() -> OnePager:
    return OnePager.objects.get(pack_key="beds-and-bridges")


def change_here(claim: str = "Bridges help a little.", *, publish: bool = True) -> OnePager:
    page = the_page()
    page.claim = claim
    revision = page.save_revision()
    if publish:
        revision.publish()
    return the_page()


def counted() -> dict[str, int]:
    models: list[Any] = [Item, Work, Entry, Citation, Term, Pack, AuditEvent, SearchEntry]
    return {model.__name__: model.objects.count() for model in models}


def test_the_starting_library_is_taken_in_once_and_written_without_loss() -> None:
    given, shelf = starting_library(), the_shelf()
    taken = take_in(given, shelf=shelf)
    assert Item.objects.live().count() == len(given.parts) == len(taken.made) - len(given.works)
    assert Entry.objects.count() == len(given.parts) + len(given.works)
    assert taken.pack.terms.count() == len(given.terms)
    assert all(item.revisions.count() == 1 for item in Item.objects.all()[:5])
    for entry in Entry.objects.filter(kind="one-pager"):
        assert n_pages(Client().get(f"{entry.url}pdf/").content) == 1, entry.title

    before = counted()
    again = take_in(given, shelf=shelf)
    assert (again.made, again.changed) == ([], [])
    assert counted() == before

    packed = pack_of(
        [item.specific for item in Item.objects.order_by("path")],
        Work.objects.all(),
        taken.pack.terms.all(),
        About(**{
            name: getattr(given, name)
            for name in ("key", "title", "made_on", "version", "language", "licence", "about")
        }),
        (Group(**group) for group in taken.pack.groups),
    )
    back = contents(packed)
    assert set(back.terms) == set(given.terms)
    assert back.groups == given.groups
    for parts, kept in ((back.works, given.works), (back.parts, given.parts)):
        assert {part.key: part for part in parts} == {part.key: part for part in kept}
    assert (back.key, back.title, back.about, back.made_on) == (
        given.key,
        given.title,
        given.about,
        given.made_on,
    )


def test_a_small_pack_is_published_with_what_it_names() -> None:
    taken = take_in(small())
    page, listed = the_page(), ReadingList.objects.get()
    work = Work.objects.get()
    assert page.live and page.live_revision_id and not page.has_unpublished_changes
    assert page.licence == "CC BY 4.0"
    assert sorted(page.tags.names()) == ["beds", "bridges"]
    assert [child.value for child in page.rests_on] == [work]
    assert page.figures[0].value["work"] == work
    uses = [child.value.pk for child in listed.chapters[0].value["uses"]]
    assert uses == [page.pk, work.pk]
    assert Citation.objects.filter(item=page, work=work).count() == 2  # in two places
    assert Citation.objects.filter(item=listed, cited_id=page.pk).exists()
    assert Term.objects.get().words == "What one crosses by."
    entry = Entry.objects.get(work=work)
    assert entry.title == "Lim, J. (2020). Beds and bridges. Ward Studies."
    assert (entry.lead, entry.year, entry.id) == ("What was found.", 2020, work.uid)
    assert SearchEntry.objects.filter(pk=work.uid).exists()
    event = AuditEvent.objects.get(name="library.pack_taken_in")
    assert event.details["made"] == 3
    assert taken.pack.taken_in_by == a_founder().person


def test_a_page_that_was_taken_in_can_be_edited_and_published_as_ever() -> None:
    take_in(small())
    page = change_here()
    assert page.claim == "Bridges help a little."
    assert page.revisions.count() == 2
    assert Entry.objects.get(item=page).lead == "Bridges help a little."


def test_only_a_reviewer_of_the_shelf_or_its_administrator_takes_packs_in() -> None:
    place = an_organisation()
    shelf = actions.open_shelf(organisation=place, by=a_founder(), at=NOON)
    for nobody in (
        acting(a_person("Sam Ortiz")),
        holding(a_person("Ed Fair"), "editor", place),
        holding(a_person("Una Moss"), "reviewer", an_organisation("Kettle On", "charity")),
    ):
        with pytest.raises(Refused, match="reviewer of the shelf"):
            take_in(small(), shelf=shelf, by=nobody)
    assert not Pack.objects.exists()
    take_in(small(), shelf=shelf, by=holding(a_person("Bea Lake"), "reviewer", place))
    assert Pack.objects.get().shelf == shelf
    assert AuditEvent.objects.get(name="library.pack_taken_in").organisation_id == place.pk
    admin = holding(a_person("Ann Hill"), "administrator", place)
    take_in(small(**MOSTLY), shelf=shelf, by=admin)
    assert the_page().claim == "Bridges mostly help."


def test_what_changed_in_the_pack_only_is_brought_up_to_it() -> None:
    take_in(small())
    given = small(**{**MOSTLY, "version: 1": "version: 2", "What one crosses by.": "A way over."})
    planned = plan(given, the_shelf())
    part = next(p for p in planned.parts if p.key == "beds-and-bridges")
    assert part.state == State.CHANGED_IN_PACK
    assert [(d.field, d.label, d.old, d.new) for d in part.differences] == [
        ("claim", "Claim", HELPS, "Bridges mostly help.")
    ]
    assert planned.terms_changed == ("Bridge",)
    assert [(d.field, d.old, d.new) for d in planned.head] == [("version", "1", "2")]
    assert not planned.is_nothing
    taken = take_in(given)
    assert (taken.made, taken.changed) == ([], ["beds-and-bridges"])
    assert the_page().claim == "Bridges mostly help."
    assert Term.objects.get().words == "A way over."
    assert Pack.objects.get().version == 2
    assert plan(given, the_shelf()).is_nothing
    assert plan(small(), the_shelf()).is_older


def test_what_changed_here_only_stays() -> None:
    take_in(small())
    change_here()
    assert state_of(small()) == State.CHANGED_HERE
    take_in(small())
    assert the_page().claim == "Bridges help a little."
    take_in(small(), choices={"beds-and-bridges": Choice.TAKE})
    assert the_page().claim == HELPS


def test_a_draft_that_nobody_has_published_counts_as_changed_here() -> None:
    take_in(small())
    change_here(publish=False)
    assert state_of(small()) == State.CHANGED_HERE
    assert state_of(small(**MOSTLY)) == State.CONFLICT


def test_a_conflict_stays_one_until_somebody_decides() -> None:
    take_in(small())
    change_here()
    given = small(**MOSTLY)
    for _turn in range(2):
        assert state_of(given) == State.CONFLICT
        take_in(given)
    assert the_page().claim == "Bridges help a little."
    take_in(given, choices={"beds-and-bridges": Choice.KEEP})
    assert state_of(given) == State.CHANGED_HERE
    assert the_page().claim == "Bridges help a little."


def test_a_conflict_is_taken_where_somebody_says_so() -> None:
    take_in(small())
    change_here()
    take_in(small(**MOSTLY), choices={"beds-and-bridges": Choice.TAKE})
    assert the_page().claim == "Bridges mostly help."
    assert state_of(small(**MOSTLY)) == State.SAME


def test_what_the_pack_lost_stays_until_somebody_takes_it_down() -> None:
    take_in(small())
    files = {"- key: first-reading": "- key: second-reading"}
    given = small(**files)
    assert state_of(given, "first-reading") == State.GONE
    take_in(given)
    gone = ReadingList.objects.get(pack_key="first-reading")
    assert gone.live
    assert state_of(given, "first-reading") == State.GONE
    take_in(given, choices={"first-reading": Choice.TAKE})
    gone.refresh_from_db()
    assert not gone.live
    assert "first-reading" not in [part.key for part in plan(given, the_shelf()).all]


def test_what_was_deleted_here_is_not_made_again_unasked() -> None:
    take_in(small())
    ReadingList.objects.get().delete()
    assert state_of(small(), "first-reading") == State.REMOVED
    take_in(small())
    assert not ReadingList.objects.exists()
    take_in(small(), choices={"first-reading": Choice.TAKE})
    assert ReadingList.objects.get().live


@pytest.mark.parametrize(
    "known",
    [
        {"key": "beds", "doi": "10.1000/beds", "title": "Otherwise called"},
        {"key": "beds", "title": "Beds and bridges", "year": 2020, "authors": "Lim, J."},
        {"key": "lim-2020-beds", "title": "Beds and bridges"},
    ],
)
def test_a_work_that_is_known_here_is_not_made_twice(known: dict[str, Any]) -> None:
    from groundswell.engines.library.exchange import title_print

    work = Work.objects.create(created_at=NOON, title_print=title_print(known["title"]), **known)
    assert state_of(small(), "lim-2020-beds") == State.KNOWN
    take_in(small())
    assert Work.objects.get() == work
    assert Work.objects.get().title == known["title"]
    assert [child.value for child in the_page().rests_on] == [work]
    assert state_of(small(), "lim-2020-beds") == State.KNOWN
    take_in(small(), choices={"lim-2020-beds": Choice.TAKE})
    assert Work.objects.get().container == "Ward Studies"
    assert Entry.objects.get(work=work).title.endswith("Ward Studies.")


def test_another_work_that_bears_the_key_by_chance_is_left_alone() -> None:
    other = Work.objects.create(
        key="lim-2020-beds", title="Of other beds", doi="10.1000/other", created_at=NOON
    )
    take_in(small())
    made = Work.objects.exclude(pk=other.pk).get()
    assert made.key == "lim-2020-beds-2"
    assert [child.value for child in the_page().rests_on] == [made]
    assert plan(small(), the_shelf()).is_nothing


def test_two_shelves_take_the_same_pack_in_each_for_itself() -> None:
    take_in(small())
    shelf = actions.open_shelf(organisation=an_organisation(), by=a_founder(), at=NOON)
    take_in(small(), shelf=shelf, audience="organisation")
    assert OnePager.objects.count() == 2
    assert Work.objects.count() == 1
    assert set(OnePager.objects.values_list("audience", flat=True)) == {"public", "organisation"}
