"""A file on its way in is seen by whoever brought it, and by nobody else."""

from tests.url_rows import making
from tests.url_table import (
    ADMINISTRATORS,
    Row,
    form,
    hidden_elsewhere,
    only,
    reading,
    sending,
    signed_in,
)

FILE = making.file_of_the_administrator
ITS_OWNER = "administrator_here"

ROWS = {
    "imports:runs": reading(signed_in(200)),
    "imports:start": form(
        hidden_elsewhere(*ADMINISTRATORS),
        making.staff_list,
        query=lambda scene: f"?organisation={scene.here.pk}",
    ),
    "imports:empty": reading(signed_in(200), making.staff_list),
    "imports:run": reading(only(ITS_OWNER, status=302), FILE),
    "imports:columns": form(only(ITS_OWNER), FILE),
    "imports:options": Row(only(ITS_OWNER, status=302), only(ITS_OWNER, status=302), FILE),
    # Its columns have not been matched yet, so it can be neither checked nor confirmed.
    "imports:check": sending(only(ITS_OWNER, status=403), FILE),
    "imports:confirm": sending(only(ITS_OWNER, status=403), FILE),
    "imports:abandon": sending(only(ITS_OWNER, status=302), FILE),
    "imports:faults": reading(only(ITS_OWNER), FILE),
    "imports:heap": reading(signed_in(404), making.list_of_that_file),
}
