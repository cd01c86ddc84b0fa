"""The door, the pages that anyone may read, and the API, which asks for a key instead."""

from tests.url_rows import making
from tests.url_table import Row, everyone, only, reading, signed_in

ANYONE_READS = Row(everyone(200), everyone(405))
KEY_WANTED = Row(everyone(401), everyone(401), making.measure_for_a_program, unknown=401)

ROWS = {
    "account_login": Row(signed_in(302, nobody=200), signed_in(302, nobody=422)),
    "account_confirm_login_code": Row(everyone(302), everyone(302)),
    "account_request_login_code": Row(everyone(302), everyone(405)),
    "account_logout": Row(everyone(405), everyone(302)),
    "mfa_login_webauthn": Row(everyone(405), everyone(302)),
    "passkey_challenge": Row(everyone(200), everyone(405)),
    "openid_connect_login": Row(everyone(405), everyone(404), making.unknown_provider),
    "openid_connect_callback": Row(everyone(404), everyone(405), making.unknown_provider),
    "ballots:sign_blinded": Row(everyone(405), everyone(404)),
    "web:accessibility": ANYONE_READS,
    "web:privacy": ANYONE_READS,
    "web:who_sees_what": ANYONE_READS,
    "web:help": ANYONE_READS,
    "front:robots": ANYONE_READS,
    "library:sitemap": ANYONE_READS,
    "web:job": reading(only("analyst"), making.job_of_the_analyst),
    "api:openapi-json": Row(everyone(200), everyone(200)),
    "api:api-root": Row(everyone(404), everyone(404)),
    "api:measures": Row(everyone(401), everyone(405)),
    "api:observations": KEY_WANTED,
    "api:add_observations": KEY_WANTED,
}
PUBLIC = frozenset(name for name in ROWS if name != "web:job")
