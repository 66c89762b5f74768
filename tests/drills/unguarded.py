"""The site without one of its guards, which the environment names in WITHOUT.

So a drill shows that it would notice. A plugin of pytest as well: `pytest -p tests.drills.unguarded`.
"""

import os

WITHOUT = os.environ.get("WITHOUT", "")


def take_away(name: str) -> None:
    """Take one guard away in this process."""
    from django.conf import settings

    from claims.case_files import yaml_source
    from config import faults, middleware
    from config.page_store import PageStore, caches
    from councils import council_import
    from councils.extraction import formats
    from record import mail
    from record.web import exports

    if name == "faults":
        faults.UNREACHABLE = ()
    elif name == "encodings":
        middleware.is_decodable = lambda environ: True
    elif name == "unread-keys":
        middleware.drop_unread_keys = lambda request: None
    elif name == "store":
        PageStore._ask = lambda self, what, *arguments: getattr(caches["pages"], what)(*arguments)
    elif name == "mail":
        mail._failed = lambda message, error: message.end(message.due_at, sent=False)
    elif name == "markup":
        exports.cell = str
    elif name == "uploads":
        formats.PICTURES = ()
    elif name == "case-files":
        yaml_source.MOST_IN_RECORD = 10**12
    elif name == "headers":
        settings.MIDDLEWARE.remove("csp.middleware.CSPMiddleware")
    elif name == "tables":
        council_import.UTF_16 = ()
    else:
        raise ValueError(name)


def pytest_collection_finish(session):
    take_away(WITHOUT)


if WITHOUT and "PYTEST_VERSION" not in os.environ:
    from config.wsgi import application  # noqa: F401  for gunicorn

    take_away(WITHOUT)
