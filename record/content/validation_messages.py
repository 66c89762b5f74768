"""Messages for the faults that pydantic finds, each with its remedy."""

from record.content.schema import short

WEB_ADDRESS = "Begin with http:// or https:// and leave out spaces, quotation marks, < and >, and invisible characters."
PATTERNS = {
    "key": "Use lower case letters, digits and single hyphens.",
    "id": "Use ten of 0-9 and a-z without i, l, o, u; or leave it out.",
    "code": "Use three or four capital letters, such as MEL.",
    "sha256": "Give the 64 hexadecimal digits of the file's SHA-256.",
    "file": "Give a file's name without folders.",
    "url": WEB_ADDRESS,
    "address": WEB_ADDRESS,
}


def reason(detail: dict) -> str:
    """The sentence for one of pydantic’s errors, to follow the name of the field."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    match kind:
        case "missing":
            return "is missing. Give it."
        case "literal_error":
            return f"{short(value)} is not one of the words known here. Write {context['expected']}."
        case "value_error":
            return _sentence(str(context["error"]))
        case "string_pattern_mismatch":
            return f"{short(value)} has not the right form. {PATTERNS.get(detail['loc'][-1], PATTERNS['key'])}"
        case "string_too_long":
            return f"has {len(value):,} characters, and at most {context['max_length']:,} are taken. Shorten it."
        case "string_too_short":
            return "is empty. Write it, or leave it out."
        case "string_unicode":
            return "holds a character that could not be read. Write it again."
        case "string_type":
            return "is no text. Write one value."
        case "too_short":
            has, least = context["actual_length"] or "none", context["min_length"]
            return f"has {has}, and needs at least {least}. Add what is missing."
        case "too_long":
            return f"has {context['actual_length']:,}, and at most {context['max_length']:,} are taken. Leave some out."
        case "list_type":
            return "is no list. Begin each item with a hyphen, or write them in [ ]."
        case "greater_than_equal":
            return f"{short(value)} is too small. Write {context['ge']} or more."
        case "less_than_equal":
            return f"{short(value)} is too large. Write {context['le']} or less."
    return _sentence(detail["msg"]) + " See docs/case-file.md."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."
