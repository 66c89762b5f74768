"""Addresses of the records that entries of the public log are about."""

from django.urls import reverse
from django.utils.text import slugify


def address_of(publication) -> str:
    """The address of the record that a publication is of."""
    slug = slugify(publication.title)[:60].rstrip("-") or publication.kind
    key, public_id = publication.case_key, publication.record_id
    match publication.kind:
        case "case":
            return reverse("timeline:case", args=[key])
        case "claim":
            return reverse("claims:detail", args=[public_id])
        case "event":
            return reverse("timeline:event", args=[key, public_id, slug])
        case "decision":
            return reverse("timeline:decision", args=[key, public_id, slug])
        case "list":
            return reverse("timeline:list", args=[key, public_id, slug])
        case "risk-register":
            return reverse("timeline:risks", args=[key, public_id, slug])
        case "measure":
            return reverse("timeline:measure", args=[key, public_id, slug])
        case "reckoning":
            return f"{reverse('timeline:figures', args=[key])}#{public_id}"
        case "point":
            return reverse("timeline:point", args=[key, public_id, slug])
        case "proposal":
            return reverse("timeline:proposal", args=[key, public_id, slug])
        case "area":
            return f"{reverse('timeline:areas', args=[key])}?place={public_id}"
        case "voice":
            return reverse("timeline:voice", args=[public_id, slug])
        case "document":
            return reverse("timeline:document", args=[public_id, slug])
        case _:
            return f"{reverse('timeline:proposals', args=[key])}#{public_id}"
