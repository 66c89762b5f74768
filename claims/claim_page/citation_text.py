"""The citation of a claim, in plain text to paste anywhere."""

from django.utils import timezone

from councils.choices import WordsFrom
from councils.names import agreeing
from councils.quotations.citation import cited
from record.text.english import in_turn


def citation(claim, publication, address: str) -> str:
    """The citation of a claim: voice, words, source, date, address and version.

    Words of a title are not cited as anybody's own: the record's sentence is, with what it rests on.
    Nothing for a draft that has no words yet: there is nothing to cite.
    """
    lead = claim.lead
    if lead is None:
        return ""
    passage = lead.quotation
    who = claim.made_for.name
    if lead.speaker and lead.speaker != claim.made_for:
        who = f"{lead.speaker.name}, for {who}"
    reporters = lead.reporter_list
    if claim.computed.is_reported_only and reporters:
        reporter = reporters[0].voice.name
        who = f"{reporter} {agreeing(reporter, 'says')} that {claim.made_for.name} claimed"
    elif reporters:
        who += f", as {lead.reported_how} {in_turn(each.voice.name for each in reporters)}"
    said = f" ({claim.computed.said})" if claim.computed.said and claim.computed.said != passage.document.date else ""
    day = timezone.localtime(publication.at)
    words = f"{who}{said}: “{passage.quote}”, in {cited(passage)}."
    if lead.is_rebuttal:
        words = (
            f"{who}{said}, in our summary: {claim.statement} "
            f"It is known only through its rebuttal: “{passage.quote}”, in {cited(passage)}."
        )
    elif passage.words_from != WordsFrom.DOCUMENT:
        words = (
            f"{who}{said}, in our summary: {claim.statement} "
            f"It is taken {passage.words_from.label} of {cited(passage)}."
        )
    return f"{words} Counterpoint, {address}, version {publication.version} of {day.day} {day:%B %Y}."
