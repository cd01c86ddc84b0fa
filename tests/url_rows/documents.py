"""A document is for whoever may read what it is about; a file of it only for who asked for it."""

from tests.url_rows import making
from tests.url_rows.measures import NOT_OF_THE_TEAM, OF_THE_TEAM
from tests.url_table import only, reading, sending, signed_in

ROWS = {
    "documents:twin": reading(OF_THE_TEAM, making.measure_as_document),
    "documents:ask": sending(signed_in(302, **NOT_OF_THE_TEAM), making.measure_as_slides),
    "documents:paper": reading(only("team_leader"), making.paper_of_the_leader),
}
