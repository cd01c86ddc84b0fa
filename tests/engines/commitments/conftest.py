import copy
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from tests.engines.commitments.making import a_promise, takes_part
from tests.world import a_person, acting, an_organisation, holding, joins

from groundswell.engines.commitments.models import Commitment
from groundswell.ground.kernel.references import Ref
from groundswell.ground.kernel.registries import Column, ThreadItem, ThreadKind, thread_kinds
from groundswell.ground.people.actors import Actor
from groundswell.ground.people.models import Organisation


@dataclass
class Crew:
    """A piece of work with a plan, everybody who takes part in it, and some who do not."""

    trust: Organisation
    programme: UUID
    plan: Ref  # what the promises of the plan belong to
    leader: Actor  # of the team
    coach: Actor
    sponsor: Actor
    member: Actor
    other: Actor  # a second member
    colleague: Actor  # of the trust, who does not take part
    outsider: Actor  # of another organisation
    administrator: Actor  # of the trust

    def promise(self, by: Actor | None = None, **changes: object) -> Commitment:
        """One of the plan: the member's own unless somebody else writes it down."""
        usual: dict = {
            "context": self.plan,
            "programme_id": self.programme,
            "owner": self.member.person,
            "made_to_words": "the team",
        }
        return a_promise(by or self.member, **{**usual, **changes})


def a_crew() -> Crew:
    trust, elsewhere = an_organisation(), an_organisation("Tarnside Mental Health Trust")
    programme = uuid4()

    def part(name: str, code: str) -> Actor:
        return takes_part(joins(a_person(name), trust), code, programme)

    return Crew(
        trust=trust,
        programme=programme,
        plan=Ref("plan", uuid4()),
        leader=part("Joyce Lim", "team_leader"),
        coach=part("Imran Siddiqui", "coach"),
        sponsor=part("Ruth Adeyemi", "sponsor"),
        member=part("Mo Khan", "team_member"),
        other=part("Kwame Boateng", "team_member"),
        colleague=acting(joins(a_person("Amara Okafor"), trust)),
        outsider=acting(joins(a_person("Dele Martins"), elsewhere)),
        administrator=holding(
            joins(a_person("Ngozi Bello"), trust), "administrator", organisation=trust
        ),
    )


@pytest.fixture(scope="module")
def crew_of_module(kept_for_module: None) -> Crew:
    return a_crew()


@pytest.fixture
def crew(crew_of_module: Crew, db: None) -> Crew:
    return copy.deepcopy(crew_of_module)


@pytest.fixture
def plans(crew: Crew) -> Iterator[ThreadKind]:
    """The plan is known to the thread, and shown to those who take part in its work."""

    def resolve(actor: Actor, ids: Collection[UUID]) -> dict[UUID, ThreadItem]:
        if crew.programme not in actor.programme_ids:
            return {}
        return {i: ThreadItem(Ref("plan", i), "Home for lunch", "", f"/plans/{i}/") for i in ids}

    kind = ThreadKind(label="Plans", column=Column.DECISION, glyph="tick", resolve=resolve)
    with thread_kinds.only(**{**dict(thread_kinds.items()), "plan": kind}):
        yield kind


@pytest.fixture
def browser(crew, signed_in):
    """`browser("leader")`: that person's own browser."""
    return lambda who: signed_in(getattr(crew, who).person)
