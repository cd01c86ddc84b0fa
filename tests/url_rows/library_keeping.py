"""The doors of the library: for who administers a shelf or all of it; nobody here reviews it."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils import timezone
from tests.engines.library.packs.making import SMALL, a_zip
from tests.engines.library.showing.making import a_picture, a_story, a_video
from tests.url_rows import making
from tests.url_rows.challenges_doing import READ, challenge
from tests.url_table import ADMINISTRATORS, Row, form, only, reading, sending, signed_in
from tests.world import acting

from groundswell.engines.library import actions
from groundswell.engines.library.models import Shelf
from groundswell.engines.library.packs import Part
from groundswell.engines.thread import actions as thread
from groundswell.engines.thread.kinds import Cause
from groundswell.ground.kernel.doers import SYSTEM
from groundswell.ground.kernel.references import Ref

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]


def opened(scene: "Scene") -> Shelf:
    by = acting(scene.people["administrator_here"])
    return actions.open_shelf(organisation=scene.here, by=by, at=timezone.now())


def shelf(scene: "Scene") -> Parts:
    return {"shelf_pk": opened(scene).pk}


def file_of_the_administrator(scene: "Scene") -> Parts:
    upload = actions.send_pack(
        shelf=opened(scene),
        file_name="small.zip",
        content=a_zip(SMALL),
        by=acting(scene.people["administrator_here"]),
        at=timezone.now(),
    )
    return {"pk": upload.pk}


def draft_of_the_leader(scene: "Scene") -> Parts:
    opened(scene)
    values = {"title": "Home for lunch", "place": "Ward 7", "sector": "acute", "lens": "delivery",
              "strength": "One ward."}  # fmt: skip
    [draft] = actions.draft_from(
        ref=Ref("measure", making.a_measure(scene).pk),
        parts=[Part("case-study", "draft", values)],
        organisation=scene.here,
        credit="Ward 7",
        by=acting(scene.people["team_leader"]),
        at=timezone.now(),
    )
    return {"uid": draft.uid}


def picture_of_the_leader(scene: "Scene") -> Parts:
    place = opened(scene)
    story = a_story(picture := a_picture(place), shelf=place, owner=scene.people["team_leader"])
    return {"uid": story.uid, "pk": picture.pk}


def film_of_the_leader(scene: "Scene") -> Parts:
    return {"uid": a_video(shelf=opened(scene), owner=scene.people["team_leader"]).uid}


def promise_in_doubt(scene: "Scene") -> Parts:
    promise, at = making.a_commitment(scene), timezone.now()
    cause = Cause(Ref("library_work", uuid4()), at.date(), "It was wrong.")
    thread.set_doubts(cause=cause, things=[Ref("commitment", promise.pk)], by=SYSTEM, at=at)
    return {"kind": "commitment", "pk": promise.pk}


def some_work(scene: "Scene") -> Parts:
    return {"kind": "library_work", "uid": uuid4()}


MANY = (*ADMINISTRATORS, "administrator_elsewhere")
ITS_OWNER = only("administrator_here")
SENT_BY_ITS_OWNER = only("administrator_here", status=302)
FILE = file_of_the_administrator
NOT_OVER_YET = {who: 403 if status == 200 else status for who, status in READ.items()}

ROWS = {
    "library:keeping": reading(only(*MANY, else_=403)),
    "library:shelves": form(only(*MANY, else_=403)),
    "library:packs": form(only(*MANY, else_=403)),
    "library:starting_library": sending(signed_in(404)),  # no shelf is named
    "library:make_pack": form(only(*ADMINISTRATORS), shelf),
    "library:works": form(only("system_administrator", else_=403)),
    "library:works_file": reading(
        only("system_administrator", else_=403), lambda scene: {"format_": "ris"}, unknown=0
    ),
    "library:upload": reading(ITS_OWNER, FILE),
    "library:take_upload": sending(SENT_BY_ITS_OWNER, FILE),
    "library:look_again": sending(SENT_BY_ITS_OWNER, FILE),
    "library:put_upload_away": sending(SENT_BY_ITS_OWNER, FILE),
    "library:draft_picture": reading(only("team_leader"), picture_of_the_leader),
    "library:draft_small_picture": reading(only("team_leader"), picture_of_the_leader),
    "library:draft_film": reading(only("team_leader"), film_of_the_leader),
    "library:draft_captions": reading(only("team_leader"), film_of_the_leader),
    "library:draft": reading(only("team_leader"), draft_of_the_leader),
    "library:standing": Row(signed_in(404), signed_in(404), some_work),
    "library:restore": sending(signed_in(404), some_work),
    "front:doubts": reading(signed_in(200)),
    "front:settle": form(only("member"), promise_in_doubt),
    "challenges:begin_test": reading(signed_in(200)),
    "challenges:write_up": sending(NOT_OVER_YET, challenge),
}
