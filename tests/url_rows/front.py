"""Home and search: each person's own. The thread of anything: whoever may see the thing."""

from tests.url_rows import making
from tests.url_table import Scene, reading, signed_in


def a_measure_of_the_team(scene: Scene) -> dict[str, object]:
    return {"kind": "measure", **making.measure(scene)}


ROWS = {
    "front:home": reading(signed_in(200)),
    "front:needs": reading(signed_in(200)),
    "front:search": reading(signed_in(200)),
    "front:thread": reading(
        signed_in(200, stranger=404, administrator_elsewhere=404, board_member=404),
        a_measure_of_the_team,
    ),
}
