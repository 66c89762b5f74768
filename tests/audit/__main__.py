"""Print all that the audit finds, part by part; exit 1 if anything is found."""

import sys

from tests.audit import words

# The name of each part, and a function that returns what it finds.
PARTS = {"Words in templates": words.in_templates, "Words in code": words.in_code}


def main() -> int:
    total = 0
    for name, find in PARTS.items():
        found = find()
        total += len(found)
        print(f"{name}: {len(found)}")
        for each in found:
            print(f"  {each}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
