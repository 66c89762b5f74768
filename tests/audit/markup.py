"""Faults of form in the markup of pages, by a parser that is not ours.

    python -m tests.audit.markup    the largest page of each kind of the record that `make run` serves

A parser knows what the standard calls a parse error: what is not closed, or stands where it may
not. It does not know which elements and attributes there are; Chromium and axe look at these.
"""

import re

import html5lib

# Of what the parser does not know: a moment finer than the standard takes, and htmx's own names of attributes.
OUTSIDE_THE_STANDARD = re.compile(r'datetime="[^"]*\.\d{4,}[^"]*"|\shx-[\w-]+=')


def faults(markup: str) -> list[str]:
    """Each fault with its line and the name that html5lib gives it."""
    parser = html5lib.HTMLParser()
    parser.parse(markup)
    found = [f"line {line}: {code} {names or ''}".strip() for (line, _), code, names in parser.errors]
    return [*found, *OUTSIDE_THE_STANDARD.findall(markup)]


def main() -> int:
    from tests.served_record import use_served_record

    use_served_record()
    from django.test import Client

    from tests.audit.pages import largest_pages

    client, found = Client(headers={"Host": "localhost"}), 0
    for kind, address in largest_pages(client).items():
        wrong = faults(client.get(address).content.decode())
        found += len(wrong)
        print(f"{kind}: {address}", *wrong[:10], sep="\n    ")
    print(f"Faults of markup: {found}")
    return min(found, 1)


if __name__ == "__main__":
    raise SystemExit(main())
