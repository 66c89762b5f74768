"""The record that `make run` serves, for commands that look at its pages."""

import os


def use_served_record() -> None:
    """Set Django up on the record of COUNTERPOINT_HOME, or of DATABASE_URL."""
    from config import environment, postgres

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # Made with other names of static files, they are not for readers.
    os.environ["PAGE_STORE"] = "off"
    if not environment.database_url():
        os.environ["DATABASE_URL"] = postgres.server_for_this_process().url()
    import django
    from django.conf import settings

    django.setup()
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
