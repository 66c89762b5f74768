"""The packages of the site as a bill of materials in CycloneDX, for `make bom`.

It is read from the lock, so that it names what `make run` installs; licences are those of the installed packages.
"""

import sys
import uuid
from importlib import metadata

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

from tests.source_tree import ROOT


def locked(text: str) -> list[Requirement]:
    """The requirements of a lock file, without their hashes."""
    lines = (line.rstrip("\\ ") for line in text.splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith(("#", " "))]


def component(requirement: Requirement) -> Component:
    ((_, version),) = ((each.operator, each.version) for each in requirement.specifier)
    return Component(
        name=requirement.name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{requirement.name}=={version}",
        purl=PackageURL("pypi", name=requirement.name, version=version),
        licenses=licences(requirement.name, version),
    )


def licences(name: str, version: str) -> list:
    """The licence that the package of this version states, if it is installed."""
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    if found["Version"] != version:
        return []
    classifiers = [each.rsplit(" :: ", 1)[1] for each in found.get_all("Classifier", []) if each.startswith("License")]
    stated = found["License-Expression"] or next(iter(classifiers), "") or found["License"] or ""
    return [LicenseFactory().make_from_string(stated)] if stated else []


def bill(text: str) -> Bom:
    """The bill of a lock file: the same serial number for the same lock."""
    bom = Bom(components=map(component, locked(text)), serial_number=uuid.uuid5(uuid.NAMESPACE_OID, text))
    bom.metadata.component = root = Component(name="counterpoint", type=ComponentType.APPLICATION)
    bom.register_dependency(root, bom.components)
    return bom


if __name__ == "__main__":
    print(JsonV1Dot6(bill((ROOT / "requirements.txt").read_text())).output_as_string(indent=2))
    sys.exit()
