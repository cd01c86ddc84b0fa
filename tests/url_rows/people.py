"""Organisations, teams, people, roles; one's own data and ways to sign in."""

from tests.url_rows import making
from tests.url_table import (
    ADMINISTRATORS,
    ELSEWHERE,
    Row,
    everyone,
    form,
    hidden_elsewhere,
    only,
    reading,
    sending,
    signed_in,
)

SHOWN_AGAIN = 422  # how this room answers a form that is sent empty
DONE = 302  # nothing has to be filled in: to send it is to confirm it
BY_ADMINISTRATORS = hidden_elsewhere(*ADMINISTRATORS)
DONE_BY_ADMINISTRATORS = hidden_elsewhere(*ADMINISTRATORS, status=302)
BY_THE_SYSTEMS_ALONE = hidden_elsewhere("system_administrator")
OF_THE_HOUSE = signed_in(200, **dict.fromkeys(ELSEWHERE, 404))
THEMSELVES_OR_ADMINISTRATORS = hidden_elsewhere("member", *ADMINISTRATORS)


def filled(answers, given=lambda scene: {}, empty=SHOWN_AGAIN):
    return form(answers, given, empty=empty)


ROWS = {
    "people:organisations": reading(signed_in(200)),
    "people:add_organisation": filled(only("system_administrator", else_=403)),
    "people:organisation": reading(signed_in(200), making.organisation),
    "people:change_organisation": filled(BY_ADMINISTRATORS, making.organisation),
    "people:close_organisation": filled(BY_THE_SYSTEMS_ALONE, making.organisation, DONE),
    "people:add_team": filled(BY_ADMINISTRATORS, making.organisation),
    "people:add_member": filled(BY_ADMINISTRATORS, making.organisation),
    "people:audit": reading(BY_ADMINISTRATORS, making.organisation),
    "people:audit_all": reading(only("system_administrator", else_=403)),
    "people:team": reading(OF_THE_HOUSE, making.team),
    "people:rename_team": filled(BY_ADMINISTRATORS, making.team),
    "people:close_team": sending(DONE_BY_ADMINISTRATORS, making.team),
    "people:find": reading(signed_in(200), query=lambda scene: "?q=kwame"),
    "people:person": reading(OF_THE_HOUSE, making.member),
    "people:change_person": filled(THEMSELVES_OR_ADMINISTRATORS, making.member),
    "people:end_person": filled(BY_ADMINISTRATORS, making.member, DONE),
    "people:grant_role": filled(BY_ADMINISTRATORS, making.member),
    "people:end_role": sending(DONE_BY_ADMINISTRATORS, making.role_of_the_leader),
    "people:change_membership": filled(BY_ADMINISTRATORS, making.membership_of_the_member, DONE),
    "people:end_membership": sending(DONE_BY_ADMINISTRATORS, making.membership_of_the_member),
    "people:switch": reading(signed_in(302)),
    "people:own_data": reading(signed_in(200)),
    "people:own_data_file": reading(signed_in(200), lambda scene: {"form": "json"}),
    "people:security": reading(signed_in(200)),
    # What guards the account itself is reached only soon after signing in.
    "people:sign_in_again": Row(signed_in(405), everyone(302)),
    "people:add_passkey": Row(everyone(302), everyone(302)),
    "people:remove_passkey": sending(signed_in(404), making.passkey_of_nobody),
    "people:make_token": filled(signed_in(200)),
    "people:withdraw_token": sending(only("analyst", status=302), making.key_of_the_analyst),
}
