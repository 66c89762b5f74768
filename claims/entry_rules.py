"""Rules for claims that officers enter; a load only notes a breach."""

from claims.schema import ClaimSchema
from councils.council_life import CouncilLives
from councils.models import Document
from councils.representation.speaks_for import Representation
from councils.representation.windows import ALWAYS, Window, window_of
from record.dates import UncertainDate
from record.workflow.entry_rules import entry_rule

DATED = ["date_edtf", "published_edtf"]


@entry_rule
def made_in_its_councils_life(content, resolver):
    """Refuse a claim dated outside the life of the council whose words it is."""
    if not isinstance(content, ClaimSchema):
        return
    maker = resolver.get("voice", content.made_for)
    window = said_window(content, resolver)
    voices = Representation([maker]).spoken_for(maker, window)
    if words := CouncilLives(voices).outside(voices, window):
        yield ("for",), f"The claim is {words}. Choose its predecessor or successor, or mend one of the dates."


def said_window(content: ClaimSchema, resolver) -> Window:
    """The first and last day on which a claim may have been made first."""
    cited = {each.passage.document for each in content.appearances}
    documents = Document.objects.filter(pk__in=[resolver.get("document", key) for key in cited])
    dates = {key: next(filter(None, edtf), "") for key, *edtf in documents.values_list("key", *DATED)}
    said = [each.said.edtf if each.said else dates.get(each.passage.document, "") for each in content.appearances]
    return min((window_of(UncertainDate(edtf)) for edtf in said if edtf), default=ALWAYS)
