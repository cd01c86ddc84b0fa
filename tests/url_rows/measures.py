"""A measure of Ward 7 that only the team sees, its definition, and a set for the organisation."""

from tests.url_rows import making
from tests.url_table import (
    ELSEWHERE,
    STEWARDS,
    Row,
    form,
    hidden_elsewhere,
    only,
    reading,
    sending,
    signed_in,
)

KEEPERS = ("team_leader", *STEWARDS)
NOT_OF_THE_TEAM = dict.fromkeys((*ELSEWHERE, "board_member", "system_administrator"), 404)
OF_THE_HOUSE = signed_in(200, **dict.fromkeys(ELSEWHERE, 404))
OF_THE_TEAM = signed_in(200, **NOT_OF_THE_TEAM)
BY_KEEPERS = only(*KEEPERS, else_=403) | NOT_OF_THE_TEAM
DONE_BY_KEEPERS = only(*KEEPERS, status=302, else_=403) | NOT_OF_THE_TEAM
ANSWERED_BY_KEEPERS = only(*KEEPERS, status=422, else_=403) | NOT_OF_THE_TEAM
BY_ITS_LEADER = only("team_leader", else_=403) | NOT_OF_THE_TEAM
WHO_MAY_DEFINE = only(*KEEPERS, "administrator_elsewhere", else_=403)
BY_STEWARDS = hidden_elsewhere(*STEWARDS)

ROWS = {
    "measures:index": reading(signed_in(200)),
    "measures:new": reading(WHO_MAY_DEFINE),
    "measures:define": form(WHO_MAY_DEFINE),
    "measures:definition": reading(OF_THE_HOUSE, making.definition),
    "measures:change_definition": form(hidden_elsewhere(*KEEPERS), making.definition),
    "measures:place": form(hidden_elsewhere(*KEEPERS), making.definition),
    "measures:compare": reading(OF_THE_HOUSE, making.definition),
    "measures:definition_download": reading(OF_THE_HOUSE, making.definition_as_table),
    "measures:organisation": reading(signed_in(200), making.organisation),
    "measures:organisation_download": reading(signed_in(200), making.organisation_as_table),
    "measures:make_set": form(WHO_MAY_DEFINE),
    "measures:set": reading(OF_THE_HOUSE, making.a_set),
    "measures:change_set": form(BY_STEWARDS, making.a_set),
    "measures:reorder_set": Row(BY_STEWARDS, hidden_elsewhere(*STEWARDS, status=302), making.a_set),
    "measures:set_download": reading(OF_THE_HOUSE, making.set_as_table),
    "measures:measure": reading(OF_THE_TEAM, making.measure),
    "measures:add": form(BY_KEEPERS, making.measure),
    "measures:paste": sending(ANSWERED_BY_KEEPERS, making.measure),
    "measures:correct": form(BY_KEEPERS, making.number),
    "measures:take_back": form(BY_KEEPERS, making.number),
    "measures:annotate": form(OF_THE_TEAM, making.measure),
    "measures:withdraw_note": sending(DONE_BY_KEEPERS, making.note),
    "measures:targets": form(BY_KEEPERS, making.measure),
    "measures:withdraw_target": sending(DONE_BY_KEEPERS, making.target),
    "measures:share": form(BY_ITS_LEADER, making.measure),
    "measures:settings": form(BY_KEEPERS, making.measure),
    "measures:retire": sending(DONE_BY_KEEPERS, making.measure),
    "measures:decide": sending(ANSWERED_BY_KEEPERS, making.proposal),
    "measures:limits": form(BY_KEEPERS, making.measure),
    "measures:undo_recalculation": form(BY_KEEPERS, making.recalculation),
    "measures:download": reading(OF_THE_TEAM, making.measure_as_table),
}
