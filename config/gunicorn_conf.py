"""How gunicorn runs: see config/serve.py, which starts it."""

import os
import signal

from config.children import die_with_parent

wsgi_app = "config.wsgi:application"

# Sync workers beat threads on rendered pages; a proxy in front shields them from slow readers.
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", 2))
graceful_timeout = 10
control_socket_disable = True
# The launcher says what there is to say.
loglevel = "warning"


def post_fork(server, worker):
    """A worker ends with its master, even where that was killed."""
    die_with_parent(signal.SIGTERM)
