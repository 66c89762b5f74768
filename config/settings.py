"""Django's settings: one file, safe by default, with clear errors when wrong.

README.md lists what an operator may set; config/environment.py reads it.
"""

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config import environment as env
from config.environment import BASE_DIR
from config.logs import handlers

# --- State and host names ---

COUNTERPOINT_HOME = env.home()
SECRET_KEY = env.secret_key()
DEBUG = env.flag("DEBUG")

# On your own machine you need set nothing; a public host name must be given.
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
HOST = env.text("HOST", "127.0.0.1")
HOST = f"[{HOST}]" if ":" in HOST else HOST
ALLOWED_HOSTS = env.text_list("ALLOWED_HOSTS", default={*LOCAL_HOSTS, HOST})

# Where officers reach the site, for links that commands print. A passkey needs a name and no number.
SITE_ADDRESS = env.site_address()

# --- Apps ---

INSTALLED_APPS = [
    "record.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # Its templates, for FORM_RENDERER.
    "django.forms",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "record",
    "councils",
    "proposals",
    "claims",
    "timeline",
]

MIDDLEWARE = [
    "config.logs.name_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Outside the session, so that readers' pages never touch it.
    "config.middleware.refuse_undecodable",
    "config.middleware.CompressForReaders",
    "config.middleware.cache_for_readers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.require_second_factor",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                # Finds a part of a template by its name.
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "config.compiled_templates.loader.Loader",
                            ["config.template_loaders.FolderLoader", "config.template_loaders.AppLoader"],
                        ),
                    ],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                # Lazy: a page for readers that never names `user` sets no `Vary: Cookie`.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database ---

if not env.database_url():
    raise ImproperlyConfigured(
        "DATABASE_URL is not set.\n"
        "`make run`, `make test` and `.venv/bin/python manage.py …` set it to the server that\n"
        "they bring; anything else must name one: postgresql://user:password@host:5432/database."
    )

DATABASES = {
    "default": dj_database_url.parse(
        env.database_url(),
        # Keeping a connection for a minute is worth a third of the requests per second; the check
        # replaces one that the server has closed, so that no page fails.
        conn_max_age=60,
        conn_health_checks=True,
    )
}
_options = DATABASES["default"].setdefault("OPTIONS", {})
# To compile a page's queries, short and of many tables, takes longer than to run them.
_options["options"] = f"{_options.get('options', '')} -c jit=off".strip()
# For whoever waits for a page (config/wsgi.py); commands have no limit. A worker without an answer is ended at 30 s.
if env.flag("PAGE_TIME_LIMITS"):
    _options["options"] += " -c statement_timeout=12s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
# By default libpq waits two minutes for a host that does not answer.
_options.setdefault("connect_timeout", 5)

# --- The queue of jobs (record/jobs/) ---

# Each app imports its own kinds of job when it is ready.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None

# --- Forms ---

# Widgets of ours have their templates in templates/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The form of a proposal with its versions and options has more fields than Django's default limit, and a
# pasted text has more bytes. Past a limit the officer's work would be lost with a bare 400.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000

# --- Officers (README.md, Officers) ---

AUTH_USER_MODEL = "record.Officer"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "record.accounts.passwords.CommonPartsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "record.accounts.adapter.OfficerAdapter"
ACCOUNT_FORMS = {
    "login": "record.accounts.forms.SignInForm",
    "change_password": "record.accounts.forms.NewPasswordForm",
    "set_password": "record.accounts.forms.FirstPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
# record/accounts/throttle.py counts what failed instead, so that nobody can lock an officer out.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
MFA_RATE_LIMITS = {"webauthn_login": None}

MFA_ADAPTER = "record.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "record.accounts.forms.NewAppForm",
    "authenticate": "record.accounts.forms.CodeForm",
    "reauthenticate": "record.accounts.forms.CodeAgainForm",
    "add_webauthn": "record.accounts.forms.NewPasskeyForm",
    "login_webauthn": "record.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "record.accounts.forms.PasskeySecondForm",
    "reauthenticate_webauthn": "record.accounts.forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Counterpoint"
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1

# --- What all workers share ---

PAGE_STORE = env.page_store()

_PAGES = {
    "off": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "on": {
        "BACKEND": "config.sqlite_cache.SQLiteCache",
        "LOCATION": COUNTERPOINT_HOME / "pages",
        # In bytes.
        "OPTIONS": {"LIMIT": env.whole_number("PAGE_STORE_LIMIT", 256_000_000, lowest=10_000_000)},
    },
}
_PAGES_IN_REDIS = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": PAGE_STORE,
    # In seconds: a page is made in less time than it takes to wait longer.
    "OPTIONS": {"serializer": "config.page_store.Bytes", "socket_timeout": 0.25, "socket_connect_timeout": 0.25},
}

CACHES = {
    # Counts of failed sign-ins and used codes. The table is made by a migration.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "record_cache",
        # Past this many, rows that still count would be dropped; Django's own limit is 300.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Readers' pages (config/page_store.py).
    "pages": _PAGES.get(PAGE_STORE, _PAGES_IN_REDIS),
}

# The proxies whose X-Forwarded-For is believed; gunicorn reads the same setting. None unless set.
TRUSTED_PROXIES = env.networks("FORWARDED_ALLOW_IPS")

# --- Mail: printed by whoever sends it, until a relay is named ---

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.whole_number("EMAIL_PORT", 587, lowest=1, highest=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "counterpoint@localhost")

# --- Language and time ---

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "British English")]
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Static files ---

STATIC_URL = "static/"
STATIC_ROOT = COUNTERPOINT_HOME / "static"
# The pictures of the officers' guide, which is also a page of the desk.
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "pictures")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security ---

HTTPS = env.flag("HTTPS")

SECURE_SSL_REDIRECT = HTTPS
# A probe on the machine itself uses plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = env.whole_number("HSTS_SECONDS", 365 * 24 * 3600) if HTTPS else 0
# Names below the site's own and the list that browsers ship are for the owner of the whole domain to decide.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD")

# Sessions are for the officers' desk alone.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "record.desk.unsaved.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.text_list("CSRF_TRUSTED_ORIGINS")

X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "upgrade-insecure-requests": HTTPS,
    }
}

# --- Errors are logged to stderr; without this Django logs nothing there when DEBUG is off ---

LOGGING = {
    **handlers(env.flag("JSON_LOGS")),
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        # A missing page is no error of ours.
        "django.request": {"level": "ERROR"},
        # It would warn of every HEAD request, whose body Django leaves for the server to drop.
        "gunicorn.http": {"level": "ERROR"},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}

# --- The product's own ---

# Whether /metrics tells figures to a Prometheus; nginx.conf keeps it from the world.
METRICS = env.flag("METRICS")

# One neutral editor may publish what they wrote, where no council of theirs is a party. Off by default; the method
# page says it where it is on.
SINGLE_EDITOR = env.flag("SINGLE_EDITOR")

# Days for which the private link of a notice is good, and within which a reply is published: one period for all.
REPLY_DAYS = env.whole_number("REPLY_DAYS", 28, lowest=1, highest=366)
REPLY_PUBLISHED_WITHIN = env.whole_number("REPLY_PUBLISHED_WITHIN", 5, lowest=1, highest=60)

# Details of the operator, printed on /about/. Without the first five every page says that the site is a trial copy.
OPERATOR_NAME = env.text("OPERATOR_NAME")
OPERATOR_ADDRESS = env.text("OPERATOR_ADDRESS")
OPERATOR_FUNDING = env.text("OPERATOR_FUNDING")
OPERATOR_EDITORS = env.text("OPERATOR_EDITORS")
OPERATOR_COMPLAINTS = env.text("OPERATOR_COMPLAINTS")
# What was tested of the site's accessibility, by whom and when, and what fails: for the accessibility statement.
OPERATOR_ACCESSIBILITY = env.text("OPERATOR_ACCESSIBILITY")
# Where to report a weakness, for /.well-known/security.txt; without it, the first address in OPERATOR_COMPLAINTS.
OPERATOR_SECURITY = env.contact_address("OPERATOR_SECURITY")

# The version of the code: a git revision if the launcher finds one. Pages that other code made are not served.
BUILD = env.text("BUILD") or env.code_mark()

# The largest case file that is read, in bytes.
CASE_FILE_LIMIT = env.whole_number("CASE_FILE_LIMIT", 20_000_000, lowest=1)
