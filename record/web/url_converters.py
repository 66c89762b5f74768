"""Parts of addresses that every app reads alike.

``<public_id:…>`` is the lasting part of an address; the slug beside it only tells a reader what it is.
"""

from django.http import HttpResponsePermanentRedirect
from django.urls import register_converter

from record.ids import ALPHABET, LENGTH


class PublicId:
    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublicId, "public_id")


def to_its_address(request, record, below: str = "") -> HttpResponsePermanentRedirect | None:
    """The redirect from an address with a wrong slug, its query kept; nothing where the address is right.

    ``below`` is what follows a record's own address in that of a list which belongs to it.
    """
    address = record.get_absolute_url() + below
    if request.path == address:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
