"""What a WSGI server calls."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Every view is loaded before the first request is taken: what is broken ends the start, once
# and with its reason, and not each request.
_ = get_resolver().url_patterns
