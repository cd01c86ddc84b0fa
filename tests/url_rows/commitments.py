"""A promise of the member that everybody of the organisation reads; its owner alone changes it."""

from tests.url_rows import making
from tests.url_table import ELSEWHERE, form, hidden_elsewhere, reading, signed_in

OF_THE_HOUSE = signed_in(
    200, **dict.fromkeys(ELSEWHERE, 404), system_administrator=404
)  # no member of the organisation
BY_ITS_OWNER = hidden_elsewhere("member") | {"system_administrator": 404}

ROWS = {
    "commitments:index": reading(signed_in(200)),
    "commitments:new": form(signed_in(200)),
    "commitments:commitment": reading(OF_THE_HOUSE, making.commitment),
    "commitments:change": form(BY_ITS_OWNER, making.commitment),
    "commitments:move": form(BY_ITS_OWNER, making.commitment),
    "commitments:delegate": form(BY_ITS_OWNER, making.commitment),
    "commitments:hand_back": form(BY_ITS_OWNER, making.commitment_handed_on),
    "commitments:close": form(BY_ITS_OWNER, making.commitment),
    "commitments:reopen": form(BY_ITS_OWNER, making.commitment_closed),
}
