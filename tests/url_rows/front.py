"""Home and search: each person's own. The thread of anything: whoever may see the thing."""

from tests.url_rows import making
from tests.url_table import Scene, reading, signed_in


def a_measure_of_the_team(scene: Scene) -> dict[str, object]:
    return {"kind": "measure", **making.measure(scene)}


NOT_OF_THE_TEAM = ("stranger", "administrator_elsewhere", "board_member", "system_administrator")

ROWS = {
    "front:home": reading(signed_in(200)),
    "front:needs": reading(signed_in(200)),
    "front:search": reading(signed_in(200)),
    "front:thread": reading(
        signed_in(200, **dict.fromkeys(NOT_OF_THE_TEAM, 404)),
        a_measure_of_the_team,
    ),
}
