"""The keys by which contents name what is proposed and done."""

from typing import Annotated

from record.content.schema import Key, Reference

ProposalKey = Annotated[Key, Reference("proposal")]
EventKey = Annotated[Key, Reference("event")]
AreaKey = Annotated[Key, Reference("area")]
OptionKey = Annotated[Key, Reference("option")]
DecisionKey = Annotated[Key, Reference("decision")]
