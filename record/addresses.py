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


def to_its_address(request, record) -> HttpResponsePermanentRedirect | None:
    """The redirect from an address with a wrong slug, its query kept; nothing where the address is right."""
    address = record.get_absolute_url()
    if request.path == address:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
