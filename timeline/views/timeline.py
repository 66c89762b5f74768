"""The timeline of a case. (Being written.)"""

from django.http import Http404


def timeline(request, key, part=""):
    raise Http404


def timeline_atom(request, key):
    raise Http404


def timeline_csv(request, key):
    raise Http404
