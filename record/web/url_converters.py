"""URL converters: ``<public_id:…>``, the lasting part of an address."""

from django.urls import register_converter

from record.ids import ALPHABET, LENGTH


class PublicId:
    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublicId, "public_id")
