"""Home, and the page of a case. (Being written.)"""

from django.http import Http404


def home(request):
    raise Http404


def case(request, key):
    raise Http404
