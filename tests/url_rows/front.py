"""Home and search: each person's own."""

from tests.url_table import reading, signed_in

ROWS = {
    "front:home": reading(signed_in(200)),
    "front:needs": reading(signed_in(200)),
    "front:search": reading(signed_in(200)),
}
