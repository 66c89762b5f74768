"""Scores of Lighthouse for the pages that most readers come to, on a phone.

Lighthouse is no part of the project: npx fetches it, and it drives the Chromium of this machine.
Its score for performance is printed and not held, since it measures the machine too.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.audit.pages import addresses_of, serving
from tests.chromium import CHROMIUM

VERSION = 13
KINDS = ("timeline:home", "timeline:timeline", "timeline:event", "claims:list", "timeline:council")
LEAST = 95
HELD = ("accessibility", "best-practices", "seo")
NPX = shutil.which("npx")


class NoLighthouse(Exception):
    """Lighthouse did not run; the message says why."""


@dataclass
class Scored:
    """The scores of one page; ``wrong`` names those too low and what lowers them."""

    kind: str
    address: str
    scores: dict[str, int]
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        scores = ", ".join(f"{name} {score}" for name, score in self.scores.items())
        return "\n".join([f"{scores}  {self.kind}: {self.address}", *(f"    {each}" for each in self.wrong)])


def scored(kind: str, address: str, report: dict) -> Scored:
    """Read the scores in a report of Lighthouse."""
    categories, audits = report["categories"], report["audits"]
    found = Scored(kind, address, {name: round(100 * (each["score"] or 0)) for name, each in categories.items()})
    for name in HELD:
        if found.scores[name] < LEAST:
            failed = [audits[each["id"]] for each in categories[name]["auditRefs"] if each["weight"]]
            titles = "; ".join(each["title"] for each in failed if each["score"] is not None and each["score"] < 1)
            found.wrong.append(f"{name}: {found.scores[name]}, at least {LEAST}: {titles}")
    return found


def scores(kinds: Iterable[str] = KINDS) -> Iterator[Scored]:
    """Run Lighthouse on the largest page of each kind."""
    with serving() as site:
        for kind, address in addresses_of(kinds):
            yield scored(kind, address, _report(site + address))


def _report(url: str) -> dict:
    if not (NPX and CHROMIUM):
        raise NoLighthouse("no npx is found" if CHROMIUM else "no Chromium is found")
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking"
    command = [NPX, "--yes", f"lighthouse@{VERSION}", url, f"--chrome-flags={flags}", "--form-factor=mobile"]
    command += [f"--only-categories={','.join((*HELD, 'performance'))}", "--output=json", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"CHROME_PATH": CHROMIUM})
    if done.returncode:
        raise NoLighthouse((done.stderr.strip().splitlines() or ["it gave no reason"])[-1])
    return json.loads(done.stdout)
