"""Configuration of gunicorn, which config/serve.py starts."""

import gc
import os
import signal

from config import environment
from config.children import die_with_parent
from config.logs import handlers

wsgi_app = "config.wsgi:application"

# Sync workers beat threads on rendered pages. These wait neither for a request that comes in pieces nor for a reader.
worker_class = "config.workers.PatientWorker"
# The kernel would wait for the reader of a file.
sendfile = False
workers = int(os.environ.get("WEB_CONCURRENCY", 2))
graceful_timeout = 10
control_socket_disable = True
# No header says where the site begins: SCRIPT_NAME from a client would make one page answer at another's address.
forwarder_headers = ""
# The launcher prints what there is to say.
loglevel = "warning"
logconfig_dict = {
    **handlers(environment.flag("JSON_LOGS")),
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": ["stderr"], "propagate": False}},
}


def post_fork(server, worker):
    """End the worker with its master, even if that was killed."""
    die_with_parent(signal.SIGTERM)


def post_worker_init(worker):
    """Keep the garbage collector off what was loaded: it is never garbage.

    Else it walks all of Django every few pages, which is a seventh of the CPU of a list of claims.
    """
    gc.collect()
    gc.freeze()
