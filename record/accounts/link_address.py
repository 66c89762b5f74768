from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format


def sentence(link, token: str, site: str) -> str:
    """Sentence with a link, its officer and its last day, for a command to print."""
    until = date_format(timezone.localtime(link.expires), "j F Y, H:i")
    address = urljoin(site, reverse("follow_link", args=[token]))
    return f"Link for {link.get_purpose_display()} of {link.email}, once, until {until}:\n{address}"


def add_site_argument(parser) -> None:
    parser.add_argument(
        "--site", default=settings.SITE_ADDRESS, metavar="ADDRESS", help="where officers reach the site (%(default)s)"
    )
