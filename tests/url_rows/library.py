"""A page that is for one organisation: to everybody else it is not there. Literature is for all.

Addresses of the editor under /cms/ are Wagtail's; `tests/test_the_editor.py` walks every one.
"""

from typing import TYPE_CHECKING, Any

from tests.engines.library.finding.making import a_page, a_shelf, a_work
from tests.engines.library.showing.making import a_picture, a_story, a_video
from tests.url_table import ELSEWHERE, Row, everyone

from groundswell.engines.library.models import Item

if TYPE_CHECKING:
    from tests.url_table import Scene

Parts = dict[str, Any]
_OUTSIDE = dict.fromkeys(("nobody", "system_administrator", *ELSEWHERE), 404)
OF_THE_HOUSE = {**everyone(200), **_OUTSIDE}


def a_work_here(scene: "Scene") -> Parts:
    return {"key": a_work("Psychological safety in teams").url.split("/")[-2]}


def an_item(scene: "Scene") -> Parts:
    entry = a_page(
        "What we keep to ourselves", "It is said here.", shelf=a_shelf(scene.here),
        audience="organisation",
    )  # fmt: skip
    item = Item.objects.get(entry=entry)
    return {"shelf": item.get_parent().slug, "slug": item.slug}


def a_paper(scene: "Scene") -> Parts:
    return {**an_item(scene), "ending": "pdf"}


def a_picture_here(scene: "Scene") -> Parts:
    shelf = a_shelf(scene.here)
    story = a_story(picture := a_picture(shelf), shelf=shelf, audience="organisation")
    return {"shelf": shelf.slug, "slug": story.slug, "pk": picture.pk}


def a_film_here(scene: "Scene") -> Parts:
    shelf = a_shelf(scene.here)
    return {"shelf": shelf.slug, "slug": a_video(shelf=shelf, audience="organisation").slug}


ROWS = {
    "library:index": Row(everyone(200), everyone(405)),
    "library:work": Row(everyone(200), everyone(405), a_work_here),
    "library:item": Row(OF_THE_HOUSE, everyone(405), an_item),
    "library:document": Row(OF_THE_HOUSE, everyone(405), a_paper),
    "library:picture": Row(OF_THE_HOUSE, everyone(405), a_picture_here),
    "library:small_picture": Row(OF_THE_HOUSE, everyone(405), a_picture_here),
    "library:film": Row(OF_THE_HOUSE, everyone(405), a_film_here),
    "library:captions": Row(OF_THE_HOUSE, everyone(405), a_film_here),
}
PUBLIC = frozenset(ROWS)
