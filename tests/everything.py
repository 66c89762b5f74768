"""A case with a record of each kind, for tests that go over all of the desk."""

import itertools
import string

from record.content.schema import kinds
from record.models import Draft
from tests.builders import (
    content_of,
    figure,
    make,
    make_area,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_element,
    make_event,
    make_figure,
    make_list,
    make_option,
    make_point,
    make_proposal,
    make_reckoning,
    make_submission,
    passage,
    proposed,
    response,
)

# Codes that no builder gives.
CODES = ("Z" + "".join(letters) for letters in itertools.product(string.ascii_uppercase, repeat=3))

# The key of one record of each kind.
KEYS = {
    "voice": "county",
    "document": "document",
    "case": "case",
    "element": "element",
    "proposal": "proposal",
    "submission": "submission",
    "event": "meeting",
    "point": "point-0",
    "claim": "claim",
    "area": "area",
    "option": "option",
    "decision": "decision",
    "list": "list",
    "risk-register": "risks",
    "measure": "savings",
    "reckoning": "reckoning",
}


def a_record_of_everything(parts=1):
    """A case with a record of each kind, each with this many of its parts."""
    many = range(parts)
    county, city = make_council("county"), make_council("city")
    others = [make_council(f"other-{n}") for n in many]
    case = make_case(
        sides={"county": ["county"], "city": ["city"], **{f"side-{n}": [f"other-{n}"] for n in many}},
        parties=[{"voice": other.key} for other in others],
    )
    document = make_document("document", addresses=[{"url": f"https://example.org/{n}"} for n in many])
    words = passage()
    make_element("element")
    make_proposal(
        "proposal",
        names=[{"name": f"Name {n}", "used_by": "county"} for n in many],
        versions=[
            {"stage": "final", "document": "document", "authors": ["county"], "signatories": [{"voice": "city"}]}
            for _ in many
        ],
        backers=[{"voice": other.key, "relation": "backs", "passage": words} for other in others],
        flags=[{"kind": "remark", "note": "A note."} for _ in many],
    )
    make_area("area", names=[{"name": f"Name {n}", "used_by": "county"} for n in many])
    make_option(
        "option",
        of="proposal",
        elements=["element"],
        creates=[
            proposed(f"proposed-{n}", *({"council": each.key, "extent": "part"} for each in others)) for n in many
        ],
        appraisals=[
            {"document": "document", "by": other.key, "points": [{"weighs": "for", "words": "One."} for _ in many]}
            for other in others
        ],
    )
    decision = {"key": "decision", "title": "Decision", "when": {"edtf": "2026"}}
    make(
        "decision",
        decision
        | {
            "recommendations": [{"words": f"Recommendation {n}", "passage": words} for n in many],
            "motions": [
                {
                    "key": f"motion-{n}",
                    "texts": [{"words": "That it be so."} for _ in many],
                    "votes": [
                        {"manner": "counted", "names": [{"voice": "city", "cast": "for"} for _ in many]} for _ in many
                    ],
                }
                for n in many
            ],
            "outcomes": [{"option": "option", "effect": "supports"} for _ in many],
            "delegations": [{"to": other.key, "words": "All of it."} for other in others],
        },
        case=case,
    )
    make_list("list", items=[{"words": f"Item {n}", "came_of": [{"words": "It came."} for _ in many]} for n in many])
    make(
        "risk-register",
        {
            "key": "risks",
            "title": "Risks",
            "document": "document",
            "risks": [{"words": f"Risk {n}", "passage": words} for n in many],
        },
        case=case,
    )
    make_submission("submission", by=[other.key for other in others], carries=[{"proposal": "proposal"}] * parts)
    events = [make_event(f"event-{n}") for n in many]
    make_event(
        "meeting",
        facts=[{"kind": "present", "voice": other.key, "according_to": "county", "passage": words} for other in others],
        links=[{"relation": "follows", "to": event.key} for event in events],
        documents=["document"],
    )
    points = [make_point(f"point-{n}") for n in many]
    answered = [make_claim(f"answered-{n}", by=city) for n in many]
    make_claim(
        "claim",
        by=county,
        appearances=[
            {"passage": passage(f"words {n}"), "speaker": other.key, "reported_by": [other.key], "wording": "direct"}
            for n, other in enumerate(others)
        ],
        responses=[response(each) for each in answered],
        about=[{"voice": other.key} for other in others],
        points=[point.key for point in points],
        flags=[{"kind": "remark", "note": "A note.", "passage": words} for _ in many],
        figures=[figure(n, key=f"figure-{n}") for n in many],
        positions=[{"stance": "open", "proposals": ["proposal"], "options": ["option"]} for _ in many],
    )
    make_reckoning("reckoning", of=[make_figure(n) for n in range(parts + 1)])
    return case, document


def entries_of(officer, suffix, state="draft") -> dict:
    """An officer's unpublished record of each kind, copied from what is published.

    Each has the key of the copied one with a suffix; the dict is by name of kind.
    """
    made = {}
    for each in kinds():
        published = each.model.objects.get(key=KEYS[each.name])
        content = content_of(published) | {"key": f"{KEYS[each.name]}-{suffix}", "state": state}
        content.pop("id", None)
        if each.name == "voice":
            content["council"] = content["council"] | {"code": next(CODES)}
        made[each.name] = make(each.name, content, case=getattr(published, "case", None), by=officer)
    return made


def drafts_of(officer) -> list[Draft]:
    """An officer's draft of each published record; of the claim, without its reply."""
    return [
        Draft.objects.keep(row, content_of(row) | {"responses": []}, by=officer, note="Hidden.")
        if row.KIND == "claim"
        else Draft.objects.keep(row, content_of(row), by=officer, note="Hidden.")
        for row in (each.model.objects.get(key=KEYS[each.name]) for each in kinds())
    ]
