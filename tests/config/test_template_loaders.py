"""Templates are loaded without their indentation, and with all of their lines."""

from pathlib import Path

from django.conf import settings
from django.template.loader import get_template


def test_lines_of_pages_have_no_indentation_and_keep_their_numbers():
    name = "components/_vote.html"
    written = (Path(settings.BASE_DIR) / "templates" / name).read_text()
    source = get_template(name).template.source
    assert [line.strip() for line in written.splitlines()] == [line.strip() for line in source.splitlines()]
    assert written.count("\n  ") and not source.count("\n ")


def test_letters_are_sent_as_they_are_written():
    written = (Path(settings.BASE_DIR) / "templates" / "reply" / "digest.txt").read_text()
    assert get_template("reply/digest.txt").template.source == written
