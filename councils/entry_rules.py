"""Rules for cases that officers enter; a load only notes a breach."""

from councils.schema.case import CaseSchema
from councils.side_labels import councils_of, fault
from record.workflow.entry_rules import entry_rule


@entry_rule
def labelled_like_no_other_council(content, resolver):
    """Refuse the label of a side that could name councils outside it."""
    if not isinstance(content, CaseSchema):
        return
    placed = [{resolver.get("voice", each.voice) for each in side.voices} for side in content.sides]
    parties = {resolver.get("voice", each.voice) for each in content.parties}
    councils = councils_of(parties.union(*placed))
    for index, (side, own) in enumerate(zip(content.sides, placed, strict=True)):
        for field, label in (("label", side.own_label), ("short_name", side.short_name)):
            if label and (words := fault(label, own, councils)):
                yield ("sides", index, field), words
