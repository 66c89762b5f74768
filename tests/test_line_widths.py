"""Templates and styles keep to the width that a review can show."""

from tests import line_widths


def test_lines_of_templates_and_styles_are_narrow():
    assert line_widths.problems() == []


def test_a_wide_line_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(line_widths, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(f"<p>\n{'x' * 121}\n")
    assert line_widths.problems() == ["templates/page.html:2: 121 characters; at most 120"]


def test_the_list_of_templates_not_yet_done_can_only_shrink(tmp_path, monkeypatch):
    monkeypatch.setattr(line_widths, "ROOT", tmp_path)
    monkeypatch.setattr(line_widths, "NOT_YET_DONE", {"templates/page.html"})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>short</p>\n")
    assert line_widths.problems() == [
        "templates/page.html: has no wide line any more; take it off the list in line_widths.py"
    ]
