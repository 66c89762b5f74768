"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("PAGE_TIME_LIMITS", "on")

application = get_wsgi_application()

# Load every view before the first request, so that a broken one stops the start, with its reason,
# rather than failing each request.
_ = get_resolver().url_patterns
