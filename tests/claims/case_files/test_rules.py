"""Every rule of a trigger has its check in case files, or a reason why not."""

import re

from claims.case_files.rules import NOT_CHECKED, RULES
from tests.source_tree import LAYERS, ROOT

CONSTRAINT = re.compile(r"CONSTRAINT = '(\w+)'")


def constraints_of_triggers() -> set[str]:
    sources = [path for app in LAYERS for kind in ("py", "sql") for path in (ROOT / app).rglob(f"*.{kind}")]
    return {name for path in sources for name in CONSTRAINT.findall(path.read_text())}


def test_every_rule_of_a_trigger_is_checked_in_case_files_or_has_a_reason():
    assert set(RULES) | set(NOT_CHECKED) == constraints_of_triggers()


def test_no_rule_is_both_checked_and_excused():
    assert not set(RULES) & set(NOT_CHECKED)
