"""The contract of case files as a JSON Schema, from the schemas of records."""

from pydantic import ConfigDict, create_model

from claims.case_files.dumping import kinds_in_file


def schema() -> dict:
    """The JSON Schema of a whole case file, kept at docs/case.schema.json."""
    parts = {kind.plural: (kind.schema, ...) if kind.is_scope else (list[kind.schema], []) for kind in kinds_in_file()}
    whole = create_model("CaseFile", __config__=ConfigDict(extra="forbid"), **parts)
    found = whole.model_json_schema(by_alias=True)
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "Counterpoint case file"
    found["description"] = "All scalars are texts. docs/case-file.md tells what each key means."
    return _as_texts(found)


def _as_texts(node):
    """Replace numbers and booleans by strings: all scalars of a file are strings."""
    if isinstance(node, list):
        return [_as_texts(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _as_texts(value) for key, value in node.items()}
    if node.get("type") == "integer":
        text = {"type": "string", "pattern": "^[0-9]{1,9}$"}
        kept = {key: value for key, value in node.items() if key in ("title", "description")}
        return text | kept | ({"default": str(node["default"])} if "default" in node else {})
    if node.get("type") == "boolean":
        kept = {key: value for key, value in node.items() if key in ("title", "description")}
        default = {"default": "yes" if node["default"] else "no"} if "default" in node else {}
        return {"enum": ["yes", "no"]} | kept | default
    return node
