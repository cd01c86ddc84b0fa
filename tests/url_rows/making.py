"""What rows of the URL table ask for: one thing of each kind, belonging to `scene.here`."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.world import acting

from groundswell.engines.commitments import actions as commitments
from groundswell.engines.commitments.models import Commitment
from groundswell.engines.measures import actions as measures
from groundswell.engines.measures.actions import DefinitionDetails
from groundswell.engines.measures.entries import Entry
from groundswell.engines.measures.models import Measure, Proposal
from groundswell.ground.documents import actions as documents
from groundswell.ground.documents.work import make as make_paper
from groundswell.ground.imports import actions as imports
from groundswell.ground.imports.importers import Place, importers
from groundswell.ground.kernel import jobs
from groundswell.ground.messages import actions as messages
from groundswell.ground.messages.models import Message
from groundswell.ground.people import actions as people

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
A_STAFF_LIST = b"Name,Email\nKwame Boateng,kwame.boateng@harrowmere.example\n"


# --- people -----------------------------------------------------------------------------------


def organisation(scene: "Scene") -> Parts:
    return {"pk": scene.here.pk}


def team(scene: "Scene") -> Parts:
    return {"pk": scene.team.pk}


def member(scene: "Scene") -> Parts:
    return {"pk": scene.people["member"].pk}


def role_of_the_leader(scene: "Scene") -> Parts:
    return {"pk": scene.people["team_leader"].roles.get().pk}


def membership_of_the_member(scene: "Scene") -> Parts:
    return {"pk": scene.people["member"].memberships.get().pk}


def key_of_the_analyst(scene: "Scene") -> Parts:
    now = timezone.now()
    expires_on = now.date() + dt.timedelta(days=30)
    made = people.make_token(
        name="Warehouse", expires_on=expires_on, by=acting(scene.people["analyst"]), at=now
    )
    return {"pk": made.token.pk}


def passkey_of_nobody(scene: "Scene") -> Parts:
    return {"pk": 1}


# --- imports, messages, jobs -------------------------------------------------------------------


def staff_list(scene: "Scene") -> Parts:
    return {"code": "staff-list"}


def file_of_the_administrator(scene: "Scene") -> Parts:
    run = imports.start_run(
        importer=importers["staff-list"],
        place=Place(scene.here.pk),
        file_name="staff.csv",
        content=A_STAFF_LIST,
        by=acting(scene.people["administrator_here"], on=timezone.now().date()),
        at=timezone.now(),
    )
    return {"pk": run.pk}


def list_of_that_file(scene: "Scene") -> Parts:
    return {**file_of_the_administrator(scene), "code": "added"}


def message_to_the_member(scene: "Scene") -> Parts:
    messages.tell(
        person_ids=[scene.people["member"].pk],
        kind="people.access",
        subject="You lead Ward 7",
        body="From today.",
        at=timezone.now(),
    )
    return {"pk": Message.objects.get(person=scene.people["member"]).pk}


def job_of_the_analyst(scene: "Scene") -> Parts:
    by = acting(scene.people["analyst"])
    return {"pk": jobs.begin("Importing numbers", by=by, at=timezone.now()).pk}


# --- measures: one of the team's own, that the team alone sees ----------------------------------


def a_measure(scene: "Scene") -> Measure:
    by, at = acting(scene.people["team_leader"]), timezone.now()
    definition = measures.define_measure(
        organisation=scene.here,
        details=DefinitionDetails(
            title="Home for lunch",
            number="percentage",
            good="up",
            frequency="week",
            counted="Patients who left before noon.",
            out_of="Patients who left.",
        ),
        by=by,
        at=at,
    )
    return measures.place_measure(
        definition=definition,
        organisation=scene.here,
        team=scene.team,
        audience="team",
        by=by,
        at=at,
    )


def definition(scene: "Scene") -> Parts:
    return {"pk": a_measure(scene).definition_id}


def definition_as_table(scene: "Scene") -> Parts:
    return {**definition(scene), "ending": "csv"}


def organisation_as_table(scene: "Scene") -> Parts:
    return {**organisation(scene), "ending": "csv"}


def measure(scene: "Scene") -> Parts:
    return {"pk": a_measure(scene).pk}


def measure_as_table(scene: "Scene") -> Parts:
    return {**measure(scene), "ending": "csv"}


def with_numbers(scene: "Scene") -> Measure:
    """Thirty weeks of which the last twelve are higher: a shift that asks for an answer."""
    found, at = a_measure(scene), timezone.now()
    first = at.date() - dt.timedelta(weeks=31)
    levels = [40 + 3 * (week % 3) for week in range(18)] + [70 + 3 * (w % 3) for w in range(12)]
    measures.record_observations(
        measure=found,
        entries=[
            Entry(on=first + dt.timedelta(weeks=week), value=level, n=100)
            for week, level in enumerate(levels)
        ],
        source="typed",
        by=acting(scene.people["team_leader"]),
        at=at,
    )
    return found


def number(scene: "Scene") -> Parts:
    found = with_numbers(scene)
    newest = found.observations.order_by("-on").first()
    return {"pk": found.pk, "on": newest.on.isoformat()}


def proposal(scene: "Scene") -> Parts:
    found = with_numbers(scene)
    return {"pk": found.pk, "proposal_pk": Proposal.objects.get(measure=found).pk}


def recalculation(scene: "Scene") -> Parts:
    found, at = with_numbers(scene), timezone.now()
    decided = measures.recalculate_limits(
        measure=found,
        from_on=at.date() - dt.timedelta(weeks=20),
        reason="A new unit opened.",
        by=acting(scene.people["team_leader"]),
        at=at,
    )
    return {"pk": found.pk, "proposal_pk": decided.pk}


def note(scene: "Scene") -> Parts:
    found, at = a_measure(scene), timezone.now()
    written = measures.annotate(
        measure=found,
        on=at.date(),
        text="The new discharge lounge opened.",
        by=acting(scene.people["team_leader"]),
        at=at,
    )
    return {"pk": found.pk, "note_pk": written.pk}


def target(scene: "Scene") -> Parts:
    found, at = a_measure(scene), timezone.now()
    set_ = measures.set_target(
        measure=found, value=60, from_on=at.date(), by=acting(scene.people["team_leader"]), at=at
    )
    return {"pk": found.pk, "target_pk": set_.pk}


def a_set(scene: "Scene") -> Parts:
    made = measures.make_set(
        title="For the board",
        audience="organisation",
        organisation=scene.here,
        by=acting(scene.people["analyst"]),
        at=timezone.now(),
    )
    return {"pk": made.pk}


def set_as_table(scene: "Scene") -> Parts:
    return {**a_set(scene), "ending": "csv"}


def measure_for_a_program(scene: "Scene") -> Parts:
    return {"measure_id": a_measure(scene).pk}


# --- documents: of that measure -----------------------------------------------------------------


def measure_as_document(scene: "Scene") -> Parts:
    return {"kind": "measure", "about": a_measure(scene).pk}


def measure_as_slides(scene: "Scene") -> Parts:
    return {**measure_as_document(scene), "ending": "pptx"}


def paper_of_the_leader(scene: "Scene") -> Parts:
    by, at = acting(scene.people["team_leader"]), timezone.now()
    paper = documents.ask_for_document(**measure_as_document(scene), format="xlsx", by=by, at=at)
    make_paper(paper_id=str(paper.pk), at=at)
    return {"pk": paper.pk}


def unknown_provider(scene: "Scene") -> Parts:
    return {"provider_id": "nobody"}


# --- commitments: of the member to the team leader; everybody of the organisation reads it --------


def a_commitment(scene: "Scene") -> Commitment:
    at = timezone.now()
    return commitments.make_commitment(
        title="Ring the council",
        owner=scene.people["member"],
        made_to=scene.people["team_leader"],
        due_on=at.date() + dt.timedelta(days=10),
        organisation=scene.here,
        audience="organisation",
        by=acting(scene.people["member"]),
        at=at,
    )


def commitment(scene: "Scene") -> Parts:
    return {"pk": a_commitment(scene).pk}


def commitment_handed_on(scene: "Scene") -> Parts:
    """The team leader made it and handed it on to the member."""
    at, leader = timezone.now(), acting(scene.people["team_leader"])
    made = commitments.make_commitment(
        title="Ring the council",
        owner=leader.person,
        made_to_words="the board",
        due_on=at.date() + dt.timedelta(days=10),
        organisation=scene.here,
        audience="organisation",
        by=leader,
        at=at,
    )
    to = scene.people["member"]
    commitments.delegate_commitment(commitment=made, to=to, reason="I am away.", by=leader, at=at)
    return {"pk": made.pk}


def commitment_closed(scene: "Scene") -> Parts:
    made, at = a_commitment(scene), timezone.now()
    by = acting(scene.people["member"])
    commitments.drop_commitment(commitment=made, reason="It closed.", by=by, at=at)
    return {"pk": made.pk}
