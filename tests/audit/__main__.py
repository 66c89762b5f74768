"""Print all that the audit finds, part by part; exit 1 if anything is found.

    python -m tests.audit            all parts
    python -m tests.audit pages      the pages of the record that `make run` serves, in Chromium
    python -m tests.audit words      our own words, in templates and in code
    python -m tests.audit tests      the tests that go over all pages, records or shipped cases, and many examples
    python -m tests.audit lighthouse scores of Lighthouse on a phone; only when asked for, since npx has to fetch it

Names of pages after ``pages`` or ``lighthouse`` look at these alone: ``timeline:event``. What follows ``tests`` is
for pytest.
"""

import subprocess
import sys

from tests.audit import words
from tests.chromium import CHROMIUM, chromium
from tests.served_record import use_served_record


def look_at_words() -> int:
    """Print our sentences and words that are to be said more plainly."""
    found = [*words.in_templates(), *words.in_code()]
    print(f"Words: {len(found)}", *found, sep="\n  ")
    return len(found)


def look_at_pages(kinds: list[str]) -> int:
    """Print a line for each kind of page, with what is wrong below it."""
    if not CHROMIUM:
        print("Pages: not looked at, since no Chromium is found.")
        return 0
    use_served_record()
    from tests.audit.pages import audit

    wrong = 0
    with chromium() as browser:
        for page in audit(browser, kinds):
            print(page, flush=True)
            wrong += len(page.wrong)
    print(f"Pages: {wrong}")
    return wrong


def ask_lighthouse(kinds: list[str]) -> int:
    """Print the scores of each page, with what is too low below them."""
    use_served_record()
    from tests.audit.lighthouse import KINDS, NoLighthouse, scores

    wrong = 0
    try:
        for page in scores(kinds or KINDS):
            print(page, flush=True)
            wrong += len(page.wrong)
    except NoLighthouse as reason:
        print(f"Lighthouse: not asked: {reason}.")
        return 0
    print(f"Lighthouse: {wrong}")
    return wrong


def run_tests(arguments: list[str]) -> int:
    """Run what `make test` leaves to the audit, and more examples; 0 if all pass."""
    return subprocess.run([sys.executable, "-m", "pytest", "-m", "audit or hypothesis", *arguments]).returncode


def main(arguments: list[str]) -> int:
    part, *more = arguments or [""]
    if part not in ("", "words", "pages", "tests", "lighthouse"):
        sys.exit(__doc__)
    found = look_at_words() if part in ("", "words") else 0
    found += look_at_pages(more) if part in ("", "pages") else 0
    found += ask_lighthouse(more) if part == "lighthouse" else 0
    found += run_tests(more) if part in ("", "tests") else 0
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
