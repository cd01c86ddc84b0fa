"""Every setting, read from the environment, safe by default.

A deployment sets SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL and the mail settings;
`docs/guides/running.md` explains each. What is missing or unsafe stops the start with a sentence
that says what to do.
"""

import os
import sys
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.str("GROUNDSWELL_VAR", str(ROOT / "var")))
TESTING = "pytest" in sys.modules

# The demo: example people sign in with one click, mail is read on a page, nothing listens beyond
# this machine. Never set it where real people work.
DEMO = env.bool("GROUNDSWELL_DEMO", False)
DEBUG = False


def _required(name: str, sentence: str) -> str:
    if TESTING or DEMO:
        return f"only-for-the-demo-and-for-tests-{name.lower()}-{'x' * 32}"
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {sentence}")
    return value


SECRET_KEY = _required(
    "SECRET_KEY", "Set it to 50 or more random characters and keep it the same between starts."
)
ALLOWED_HOSTS = (
    ["127.0.0.1", "localhost", "[::1]", "testserver"]
    if DEMO or TESTING
    else env.list("ALLOWED_HOSTS", default=[])
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_NAME = env.str("SITE_NAME", "Harrowmere Partnership" if DEMO else "Groundswell")
PUBLIC_URL = env.str(
    "PUBLIC_URL", "http://127.0.0.1:8000"
)  # for links in mail; no slash at its end

# --- apps, from the ground up -----------------------------------------------------------------
INSTALLED_APPS = [
    "groundswell.ground.kernel",
    "groundswell.ground.web",
    "groundswell.ground.imports",
    "groundswell.ground.people",
    "groundswell.ground.messages",
    "groundswell.ground.documents",
    "groundswell.ground.ballots",
    "groundswell.ground.releases",
    "groundswell.engines.thread",
    "groundswell.engines.measures",
    "groundswell.engines.commitments",
    "groundswell.engines.gatherings",
    "groundswell.engines.surveys",
    "groundswell.engines.library",
    "groundswell.wings.challenges",
    "groundswell.front",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "wagtail.users",  # holds what an editor has chosen for themselves; its pages are not offered
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",  # the editor's pages name its addresses; nobody is let to put one in
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "groundswell.ground.web.policy.PolicyMiddleware",
    "groundswell.ground.web.middleware.AnswersMiddleware",
    "groundswell.ground.ballots.lane.LaneMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "groundswell.ground.people.middleware.SharedComputerMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "groundswell.ground.people.middleware.ActorMiddleware",
]
if DEMO:
    MIDDLEWARE.insert(0, "groundswell.config.loopback.LoopbackMiddleware")
ROOT_URLCONF = "groundswell.config.urls"
WSGI_APPLICATION = "groundswell.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "groundswell.ground.web.jinja.environment",
            "context_processors": ["groundswell.ground.web.shell.around"],
        },
    },
    {  # allauth's own pages, dressed in our layout by ground/people/templates
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR / 'groundswell.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds; a writer waits for another writer
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000"
        ),
    }
    if not TESTING:  # to open the file anew for each request costs more than most requests
        DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    INSTALLED_APPS.append("django.contrib.postgres")
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if not TESTING:  # a test closes its database, and a pool would hold it open
        DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
        if TESTING
        else "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Beyond so many a third is dropped, whatever it is: sign-in tries would count anew.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS: dict[str, dict] = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend",
        "QUEUES": [],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of a form, its files apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes; a larger file waits on disk
IMPORT_MOST_BYTES = 40_000_000  # of a file to import
IMPORT_MOST_UNPACKED_BYTES = 400_000_000  # of a workbook when unpacked: no zip bombs
IMPORT_MOST_ROWS = 1_000_000

# --- answers ----------------------------------------------------------------------------------
# The keys that open answers: a folder of mode 0700 that all machines share and no backup takes.
BALLOT_KEYS = env.str("BALLOT_KEYS", str(VAR / "keys"))
LANE_MOST = env.int("LANE_MOST", 48)  # answered at once by a process; fewer than its WEB_THREADS
LANE_AT_WORK = env.int("LANE_AT_WORK", 2)  # of these, so many at work; the others wait in a row

# --- people and sign-in -----------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds; one long shift
SHARED_COMPUTER_IDLE_SECONDS = 15 * 60
REQUIRE_STRONG_ADMINISTRATORS = env.bool("REQUIRE_STRONG_ADMINISTRATORS", False)  # a passkey
SIGN_IN_SECONDS = 0 if TESTING else 0.4  # a code is asked for no faster, whoever asks
ACCOUNT_ADAPTER = "groundswell.ground.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code proves the address, each time
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds
ACCOUNT_RATE_LIMITS = False  # people/limits.py counts, and says when to try again
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0 if DEMO or TESTING else 1)
MFA_ADAPTER = "groundswell.ground.people.adapters.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or TESTING  # a browser allows it on localhost alone
SOCIALACCOUNT_ADAPTER = "groundswell.ground.people.adapters.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_NAME = env.str("OIDC_NAME", "")  # what the button says; empty: no button
OIDC_ISSUER, OIDC_CLIENT_ID = env.str("OIDC_ISSUER", ""), env.str("OIDC_CLIENT_ID", "")
if OIDC_NAME and not (OIDC_ISSUER and OIDC_CLIENT_ID):
    raise ImproperlyConfigured("OIDC_NAME is set. Set OIDC_ISSUER and OIDC_CLIENT_ID too.")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": env.str("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_NAME
        else [],
    }
}

# --- language, time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = "Europe/London"  # what people see; the database holds UTC
USE_TZ = True
USE_I18N = True

# --- files and mail ---------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = TESTING  # else each client of a test would look through all files first
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "groundswell@localhost")
EMAIL_BACKEND = "groundswell.ground.messages.mail.Backend"  # keeps mails; a task sends them
if env.str("EMAIL_URL", ""):
    _mail = env.email("EMAIL_URL")
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", "")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", "")  # with ((subject)) and ((body))
NOTIFY_TEXT_TEMPLATE_ID = env.str("NOTIFY_TEXT_TEMPLATE_ID", "")  # with ((body)); empty: no texts
NOTIFY_BASE_URL = env.str("NOTIFY_BASE_URL", "https://api.notifications.service.gov.uk")
MAIL_VIA = env.str("MAIL_VIA", "page" if DEMO else "notify" if NOTIFY_API_KEY else "smtp")
if MAIL_VIA not in {"smtp", "notify", *(["page"] if DEMO else [])}:
    raise ImproperlyConfigured(f"MAIL_VIA is {MAIL_VIA!r}. Set it to smtp or to notify.")
if MAIL_VIA == "notify" and not (NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID):
    raise ImproperlyConfigured("Mail goes by Notify. Set NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID.")

# --- the library and its editor -----------------------------------------------------------------
MEDIA_ROOT = env.str("MEDIA_ROOT", str(VAR / "media"))
MEDIA_URL = "/cms/files/"  # for editors alone; readers get a picture with the page that shows it
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False  # a page asks nothing of any other host
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # nobody has a password
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en-gb", "English")]
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%dT%H:%M"  # as a browser's own field gives it
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]  # an SVG can bring a script
WAGTAILIMAGES_IMAGE_FORM_BASE = "groundswell.engines.library.forms.editing.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # all frames; a small file can hold a great many
LIBRARY_FILM_MOST_BYTES = env.int("LIBRARY_FILM_MOST_BYTES", 500_000_000)
LIBRARY_CAPTIONS_MOST_BYTES = 1_000_000  # several hours of speech
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
TAGGIT_CASE_INSENSITIVE = True

# --- safety -----------------------------------------------------------------------------------
_https = not (DEMO or TESTING)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "groundswell.ground.web.errors.csrf_failure"
# Some browsers follow a form to the organisation's own sign-in only where this names its host.
_sign_in_elsewhere = ["/".join(OIDC_ISSUER.split("/")[:3])] if OIDC_NAME else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *_sign_in_elsewhere],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
