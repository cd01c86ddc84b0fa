"""An inbox is its owner's alone."""

from tests.url_rows import making
from tests.url_table import form, only, reading, sending, signed_in

ROWS = {
    "messages:inbox": reading(signed_in(200)),
    "messages:mark_all_read": sending(signed_in(400)),  # it must say up to which message
    "messages:choices": form(signed_in(200)),
    "messages:message": reading(only("member"), making.message_to_the_member),
    "messages:mark_read": sending(only("member", status=302), making.message_to_the_member),
}
