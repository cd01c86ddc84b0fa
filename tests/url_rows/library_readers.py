"""What the member keeps and sends in: theirs alone. Nobody of the scene keeps a shelf."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.engines.library.finding.making import a_page, a_shelf
from tests.engines.library.readers.making import TOLD
from tests.url_table import Row, everyone, form, only, reading, sending, signed_in
from tests.world import acting

from groundswell.engines.library import actions
from groundswell.engines.library.models import Entry, ReaderList

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
TITLE = "Huddles"
OWNER = "member"
NOBODY = only()  # but those who keep a shelf


def _by(scene: "Scene") -> dict[str, Any]:
    return {"by": acting(scene.people[OWNER]), "at": timezone.now()}


def _entry() -> Entry:
    return Entry.objects.filter(title=TITLE).first() or a_page(TITLE)


def thing(scene: "Scene") -> Parts:
    return {"pk": _entry().pk}


def _list(scene: "Scene") -> ReaderList:
    kept = ReaderList.objects.filter(owner=scene.people[OWNER], deleted_at=None).first()
    return kept or actions.make_list(title="To read", **_by(scene))


def kept(scene: "Scene") -> Parts:
    return {"pk": _list(scene).pk}


def shared(scene: "Scene") -> Parts:
    return {"key": actions.share_list(kept=_list(scene), **_by(scene)).share_key}


def note(scene: "Scene") -> Parts:
    told = {"thing_id": _entry().pk, "words": "Mine.", "version": 0}
    return {"pk": actions.write_note(**told, **_by(scene)).pk}


def question(scene: "Scene") -> Parts:
    return {"pk": actions.ask_question(entry=_entry(), words="Why?", **_by(scene)).pk}


def sent_in(scene: "Scene") -> Parts:
    return {"pk": actions.submit_case_study(shelf=a_shelf(), told=TOLD, **_by(scene)).pk}


def open_shelf(scene: "Scene") -> Parts:
    a_shelf()
    return {}


HIS, DONE = only(OWNER), only(OWNER, status=302)
ROWS = {
    "library:glossary": Row(everyone(200), everyone(405)),
    "library:shared": Row(everyone(200), everyone(405), shared),
    "library:mine": reading(signed_in(200)),
    "library:save": sending(signed_in(302), thing),
    "library:lists_of": form(signed_in(200), thing, empty=302),
    "library:new_list": form(signed_in(200)),
    "library:list": reading(HIS, kept),
    "library:change_list": form(HIS, kept),
    "library:delete_list": sending(DONE, kept),
    "library:bring_back_list": sending(DONE, kept),
    "library:share_list": sending(DONE, kept),
    "library:stop_sharing_list": sending(DONE, kept),
    "library:move_saved": sending(NOBODY, kept),  # which thing, an empty form does not say
    "library:take_off_list": sending(NOBODY, kept),
    "library:clear_withdrawn": sending(DONE, kept),
    "library:note": form(signed_in(200), thing),
    "library:delete_note": sending(DONE, note),
    "library:bring_back_note": sending(DONE, note),
    "library:ask": form(signed_in(200), thing),
    "library:questions": reading(NOBODY),
    "library:answer": form(NOBODY, question),
    "library:take_back_question": sending(DONE, question),
    "library:submit": form(signed_in(200), open_shelf),
    "library:sent_in": reading(HIS, sent_in),
    "library:take_back_submission": sending(DONE, sent_in),
    "library:submissions": reading(NOBODY),
    "library:submission": reading(NOBODY, sent_in),
    "library:draft_submission": sending(NOBODY, sent_in),
    "library:decline_submission": form(NOBODY, sent_in),
}
PUBLIC = frozenset({"library:glossary", "library:shared"})
