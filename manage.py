#!/usr/bin/env python3
"""Django's commands, and `serve`, which is what `make run` calls.

The database server comes first: settings load with DATABASE_URL known, and no process
that the site restarts at will ever owns the server. `serve` is therefore not a command
of Django's (see config/serve.py).
"""

import os
import sys


def main():
    if os.name == "nt":
        sys.exit("Counterpoint does not run on Windows itself; under WSL it does.")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError
    except ImportError:
        sys.exit("Django is not installed here. Run `make run` first, then .venv/bin/python manage.py …")

    from config import environment, postgres

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        if sys.argv[1:] == ["serve"]:
            from config.serve import serve

            sys.exit(serve())
        if not environment.database_url():
            os.environ["DATABASE_URL"] = postgres.server_for_this_process().url()
        from django.conf import settings

        # Loaded here, so that what is wrong with a setting is said once and plainly.
        _ = settings.DEBUG
    except ImproperlyConfigured as error:
        sys.exit(str(error))

    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        # A server that cannot be reached deserves a sentence; anything else, its traceback.
        if reason := postgres.check_given_server(environment.database_url()):
            sys.exit(reason)
        raise


if __name__ == "__main__":
    main()
