"""One decorator for views of a record: find, redirect, withdrawn, 404."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse

# How an address names a record. A slug beside them only tells a reader what it is.
NAMES = ("key", "public_id", "code")


def withdrawn_page(request, record):
    """The page of a record that was withdrawn: its address and the reason stay."""
    case = getattr(record, "case", record)
    return TemplateResponse(request, "components/withdrawn.html", {"record": record, "case": case})


def not_found(request, record):
    """Answer 404: a withdrawn record has no lists, files or feeds."""
    raise Http404


def own_address(record, below: str) -> str:
    return record.get_absolute_url() + below


def with_record(find, *, below="", address=own_address, withdrawn=withdrawn_page, state_of=None):
    """Decorate a view that takes a record in place of its name in the address.

        @require_safe
        @with_record(find_event)
        def event(request, event): ...

    ``find`` takes what names the record in the address, and returns a published
    or withdrawn record, or None for 404. A reader at a wrong slug is redirected to
    ``address(record, below)``, with the query kept; ``below`` is what follows the
    record's own address, and may have names of the view's other arguments in
    braces. ``withdrawn`` answers for a withdrawn record; with None the view
    serves it like any other. ``state_of`` gives the record whose state counts,
    where what is found is only a part of it.
    """

    def decorate(view):
        @wraps(view)
        def view_of_record(request, slug="", **arguments):
            named = {name: arguments.pop(name) for name in NAMES if name in arguments}
            found = find(**named)
            if found is None:
                raise Http404
            # A case is named by its key, which has one spelling: there is nothing to correct.
            right = request.path if named.keys() == {"key"} else address(found, below.format(**arguments))
            if request.path != right:
                return _redirect(request, right)
            record = state_of(found) if state_of else found
            if withdrawn and record.is_withdrawn:
                return withdrawn(request, record)
            return view(request, found, **arguments)

        return view_of_record

    return decorate


def _redirect(request, address: str) -> HttpResponsePermanentRedirect:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
