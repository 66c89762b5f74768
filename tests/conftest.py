"""The test session: its database server, its settings and its browser, if any."""

import gc
import os
from threading import Thread

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests import database
from tests.chromium import CHROMIUM, chromium

# The same examples each time, however busy the machine: a run that fails must fail again.
for name, count in {"few": 24, "many": 200}.items():
    examples.register_profile(
        name, max_examples=count, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )

# Looking for garbage as often as Python does by itself took an eighth of the time.
gc.set_threshold(50_000, 20, 50)

# Settings of an operator must not reach the tests, except for the server to test against.
for name in (
    *("ALLOWED_HOSTS", "BUILD", "CASE_FILE_LIMIT", "CSRF_TRUSTED_ORIGINS", "DEBUG", "HOST"),
    *("HSTS_SECONDS", "HSTS_SUBDOMAINS", "HSTS_PRELOAD", "HTTPS"),
    *("PORT", "DOCUMENTS", "ADMIN_PASSWORD", "FORWARDED_ALLOW_IPS"),
    *(name for name in os.environ if name.startswith("OPERATOR_")),
):
    os.environ.pop(name, None)
# A page is made for each test that asks for it; tests/config/test_page_store.py is about those that are kept.
os.environ["PAGE_STORE"] = "off"
os.environ["SECRET_KEY"] = "for tests alone: " + "0123456789abcdef" * 4

# Tables that Django does not manage, and so does not empty.
QUEUE = ["procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers"]


# The fixtures of pytest-django on which all others of a database rest.
ASK_FOR_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_addoption(parser):
    parser.addoption(
        "--whole", action="store_true", help="the whole permission matrix, and a thousand drafts of a rival"
    )


# Tests with these marks have commands of their own (Makefile).
APART = {
    "audit": "goes over all pages, records or shipped cases, or long ways in a browser; `make audit ARGS=tests`",
    "measure": "measures time, queries or a person's work; `make measure`",
    "drill": "starts the whole site and ends it in every way; `make drill ARGS=life-cycle`",
}


def pytest_configure(config):
    """Start the server and load the settings, before pytest-django sets Django up.

    So DJANGO_SETTINGS_MODULE is set here and not in pyproject.toml, which is read earlier.
    """
    for mark, meaning in APART.items():
        config.addinivalue_line("markers", f"{mark}: {meaning}")
    config.option.markexpr = config.option.markexpr or f"not ({' or '.join(APART)})"
    # The audit tries more examples of each rule than `make test`.
    examples.load_profile("many" if "hypothesis" in config.option.markexpr else "few")
    if config.option.version or config.option.help:
        return
    from django.core.exceptions import ImproperlyConfigured

    from config import environment, postgres

    try:
        # A worker's server is the controller's, which has named it in the environment.
        if is_worker(config):
            pass
        elif url := environment.database_url():
            if reason := postgres.check_given_server(url):
                pytest.exit(reason, returncode=1)
            config.add_cleanup(database.drop_migrated)
        else:
            os.environ["DATABASE_URL"] = postgres.server_for_tests().url()
        config.option.reuse_db = True
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

        from django.conf import settings

        # Both are slow by design, and the tests are not about them.
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        settings.STORAGES = {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        }
        # Static files are looked up where their sources are, and only when asked for: nothing needs
        # collecting, and the many clients of the tests do not each read every file.
        settings.WHITENOISE_USE_FINDERS = True
        settings.WHITENOISE_AUTOREFRESH = True
        settings.STATIC_ROOT.mkdir(exist_ok=True)

        from tests import shared

        config.pluginmanager.register(shared)
    except ImproperlyConfigured as error:
        pytest.exit(str(error), returncode=1)


def is_worker(config):
    """True in one of several processes that share the tests."""
    return hasattr(config, "workerinput")


def pytest_xdist_setupnodes():
    """Migrate while the workers collect the tests."""
    Thread(target=database.migrated).start()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Run first what needs no database, which may still be migrating."""
    items.sort(key=lambda item: bool(item.get_closest_marker("django_db") or ASK_FOR_DATABASE & {*item.fixturenames}))


def pytest_collection_finish(session):
    """Keep modules and tests, which last, out of the garbage collector."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Copy the migrated database to where pytest-django expects a kept one."""
    from django.db import connection

    name = connection.creation._get_test_db_name()
    database.copy_migrated(name)
    yield
    connection.close()
    database.drop(name)


def pytest_report_header():
    if CHROMIUM:
        return f"browser tests: with {CHROMIUM}"
    return "browser tests: SKIPPED, no chromium found (Debian: apt-get install chromium)"


@pytest.fixture(scope="session", autouse=True)
def flush_past_append_only_tables():
    """Let a test with `transaction=True` empty the tables that refuse to be emptied.

    History and publications refuse it by trigger. Only a superuser, as in this session, can
    switch triggers off while cleaning up.
    """
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType
    from django.core.management.commands import flush
    from django.db.backends.postgresql.operations import DatabaseOperations

    plain = DatabaseOperations.sql_flush, flush.emit_post_migrate_signal
    of_migration = {ContentType._meta.db_table, Permission._meta.db_table}

    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        """Empty only the tables that have rows: truncating hundreds takes seconds."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname = ANY(%s) AND pg_relation_size(oid) > 0",
                [[*(name for name in tables if name not in of_migration), *QUEUE]],
            )
            filled = [f"DELETE FROM {self.quote_name(name)}" for (name,) in cursor.fetchall()]
        return ["SET LOCAL session_replication_role = replica", *filled] if filled else []

    DatabaseOperations.sql_flush = sql_flush
    # Everything that is installed after migrating (triggers, guards, permissions) is still there.
    flush.emit_post_migrate_signal = lambda *args, **options: None
    yield
    DatabaseOperations.sql_flush, flush.emit_post_migrate_signal = plain


@pytest.fixture(scope="session", autouse=True)
def keep_the_context_of_pages_alone(django_test_environment):
    """Skip copying the context for included templates: it takes longer than rendering."""
    from django.template import Template
    from django.test.utils import _TestState

    plain, keeping = _TestState.saved_data.template_render, Template._render

    def render(self, context):
        is_page = context.template is self and "request" in context
        return (keeping if is_page else plain)(self, context)

    Template._render = render
    yield
    Template._render = keeping


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; the test is skipped if the machine has none."""
    if not CHROMIUM:
        pytest.skip("no chromium found")
    with chromium() as browser:
        yield browser
