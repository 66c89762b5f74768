"""The operator of this site, as its settings say.

A site whose operator has not said who they are is a trial copy, and says so on every page.
"""

import re
from dataclasses import dataclass

from django.conf import settings

_ADDRESS = re.compile(r"https://[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Operator:
    """Details of the operator; empty where a setting is."""

    name: str
    address: str
    funding: str
    editors: str
    complaints: str
    accessibility: str
    security: str

    @property
    def is_public(self) -> bool:
        """True once readers can know who runs the site, and to whom to complain."""
        return all((self.name, self.address, self.funding, self.editors, self.complaints))

    @property
    def security_contact(self) -> str:
        """URI to which a weakness is reported; empty if there is none."""
        if self.security or not (found := _ADDRESS.search(self.complaints)):
            return self.security
        address = found[0].rstrip(".,;:)")
        return address if address.startswith("https://") else f"mailto:{address}"

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Questions of readers with their answers, as far as they are given."""
        asked = [
            ("Who runs it", self.name),
            ("Where to write to", self.address),
            ("Who pays for it", self.funding),
            ("Who its editors are", self.editors),
            ("How to complain, or to ask for a correction", self.complaints),
        ]
        return [(label, words) for label, words in asked if words]


def operator() -> Operator:
    return Operator(
        name=settings.OPERATOR_NAME,
        address=settings.OPERATOR_ADDRESS,
        funding=settings.OPERATOR_FUNDING,
        editors=settings.OPERATOR_EDITORS,
        complaints=settings.OPERATOR_COMPLAINTS,
        accessibility=settings.OPERATOR_ACCESSIBILITY,
        security=settings.OPERATOR_SECURITY,
    )
