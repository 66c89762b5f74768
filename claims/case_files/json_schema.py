"""The contract of case files as a JSON Schema, from the schemas of records."""

import re

from pydantic import ConfigDict, create_model

from claims.case_files.dumping import kinds_in_file


def schema() -> dict:
    """The JSON Schema of a whole case file, kept at docs/case.schema.json."""
    parts = {kind.plural: (kind.schema, ...) if kind.is_scope else (list[kind.schema], []) for kind in kinds_in_file()}
    whole = create_model("CaseFile", __config__=ConfigDict(extra="forbid"), **parts)
    found = whole.model_json_schema(by_alias=True)
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "Counterpoint case file"
    found["description"] = (
        "All values are texts; a number needs no quotation marks. docs/case-file.md tells what each key means."
    )
    return _as_texts(found)


# Text that is a number to a YAML reader which does not take every scalar for text, as editors and validators do.
NUMBER = "2026"
KEPT = ("title", "description", "default")


def _as_texts(node):
    """Replace numbers and booleans by strings: all scalars of a file are strings.

    Where nothing but quotation marks tells a text from a number, a number is taken too.
    """
    if isinstance(node, list):
        return [_as_texts(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _as_texts(value) for key, value in node.items()}
    kept = {key: node[key] for key in KEPT if key in node}
    if node.get("type") == "integer":
        text = {"type": "string", "pattern": "^[0-9]{1,9}$"}
        kept |= {"default": str(node["default"])} if "default" in node else {}
        return {"anyOf": [text, {"type": "integer", "minimum": 0, "maximum": 999_999_999}]} | kept
    if node.get("type") == "boolean":
        kept |= {"default": "yes" if node["default"] else "no"} if "default" in node else {}
        return {"enum": ["yes", "no"]} | kept
    if node.get("type") == "string" and _may_be_number(node):
        text = {key: value for key, value in node.items() if key not in KEPT}
        return {"anyOf": [text, {"type": "number"}]} | kept
    return node


def _may_be_number(text: dict) -> bool:
    return not text.keys() & {"enum", "const", "format"} and bool(re.search(text.get("pattern", ""), NUMBER))
