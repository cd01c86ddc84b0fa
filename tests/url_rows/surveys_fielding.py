"""A draft of the team leader’s about to go out, and one in the field with a paper form.

To those who keep neither these pages do not exist. The pages of respondents know nobody.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.engines.surveys.asking import EN, a_scale, a_text, asks
from tests.url_table import (
    STEWARDS,
    UNUSABLE,
    Row,
    everyone,
    form,
    only,
    reading,
    sending,
    signed_in,
)
from tests.world import acting

from groundswell.engines.surveys import actions
from groundswell.engines.surveys.actions import DoorwayDetails, PartDetails
from groundswell.engines.surveys.definition import editing as edit
from groundswell.engines.surveys.models import Doorway, Sheet, Survey
from groundswell.ground.people.models import Person

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
KEEPERS = ("team_leader", *STEWARDS)
REFUSED = only(*KEEPERS, status=403)  # there for its keepers, and nothing for now


def a_survey(scene: "Scene") -> Survey:
    now = timezone.now()
    return actions.begin_survey(
        title="Culture pulse",
        organisation=scene.here,
        definition=edit.in_languages(asks(a_scale(), a_text()), (EN,)),
        by=acting(scene.people["team_leader"], on=now.date()),
        at=now,
    )


def survey(scene: "Scene") -> Parts:
    return {"pk": a_survey(scene).pk}


def a_doorway(scene: "Scene", found: Survey, kind: str = "open") -> Doorway:
    by, now = acting(scene.people["team_leader"]), timezone.now()
    details = DoorwayDetails(kind, "By the kettle", 20)
    return actions.open_doorway(survey=found, details=details, by=by, at=now)


def doorway(scene: "Scene") -> Parts:
    found = a_survey(scene)
    return {"pk": found.pk, "doorway_pk": a_doorway(scene, found).pk}


def in_the_field(scene: "Scene") -> tuple[Survey, Doorway]:
    """Of people whom the partnership names one by one: the scene has fewer than may be shown."""
    now = timezone.now()
    by = acting(scene.people["team_leader"], on=now.date())
    found = a_survey(scene)
    found.closes_on = now.date() + dt.timedelta(days=14)
    found.save(update_fields=["closes_on"])
    paper = a_doorway(scene, found, "paper")
    people = Person.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)[:20]
    parts = [PartDetails("person", person_id=pk) for pk in people]
    actions.set_audience(survey=found, parts=parts, by=by, at=now)
    launched = actions.launch_survey(survey=found, by=by, at=now).survey
    return launched, Doorway.objects.select_related("survey").get(pk=paper.pk)


def fielded(scene: "Scene") -> Parts:
    return {"pk": in_the_field(scene)[0].pk}


def sheet(scene: "Scene") -> Parts:
    found, _paper = in_the_field(scene)
    made = Sheet.objects.create(
        survey=found,
        code_hash="of a code",
        closed=b"shut",
        typed_by=scene.people["team_leader"],
        typed_on=timezone.now().date(),
    )
    return {"pk": found.pk, "sheet_pk": made.pk}


def no_link(scene: "Scene") -> Parts:
    return {"token": "nobodys-link"}


LINK = Row(everyone(404), everyone(404), no_link)
ROWS = {
    "surveys:burden": reading(signed_in(200)),
    "surveys:fielding": reading(only(*KEEPERS), survey),
    "surveys:audience": form(only(*KEEPERS), survey, empty=302),
    "surveys:promise": form(only(*KEEPERS), survey),
    "surveys:launch": sending(only(*KEEPERS, status=302), survey),
    "surveys:remind": sending(REFUSED, survey),
    "surveys:extend": Row(REFUSED, REFUSED, survey),
    "surveys:close": sending(REFUSED, survey),
    "surveys:open_doorway": form(only(*KEEPERS), survey),
    "surveys:shut_doorway": sending(only(*KEEPERS, status=302), doorway),
    "surveys:poster": reading(only(*KEEPERS), doorway),
    "surveys:type_sheet": form(only(*KEEPERS), fielded),
    "surveys:find_sheet": form(only(*KEEPERS), fielded),
    "surveys:settle_sheet": sending(only(*KEEPERS, status=UNUSABLE) | {"team_leader": 403}, sheet),
    "answering:personal": LINK,
    "answering:open": LINK,
    "answering:kiosk": LINK,
    "answering:answer": Row(everyone(200), everyone(200), fielded),
}
PUBLIC = frozenset(name for name in ROWS if name.startswith("answering:"))
