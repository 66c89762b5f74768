"""The citation of a claim, in plain text to paste anywhere."""

from django.utils import timezone


def citation(claim, publication, address: str) -> str:
    """The citation of a claim: voice, words, source, date, address and version.

    Words of a title are not cited as anybody's own: the record's sentence is, with what it rests on.
    Nothing for a draft that has no words yet: there is nothing to cite.
    """
    lead = claim.lead
    if lead is None:
        return ""
    document = lead.passage.document
    printed = [document.title]
    if document.publisher and document.publisher != claim.made_for:
        printed.append(document.publisher.name)
    if document.date:
        printed.append(str(document.date))
    if lead.passage.place and not lead.passage.is_of_title:
        printed.append(lead.passage.place)
    who = claim.made_for.name
    if lead.speaker and lead.speaker != claim.made_for:
        who = f"{lead.speaker.name}, for {who}"
    reporters = lead.reporter_list
    if reporters:
        who += ", as reported by " + ", in turn by ".join(each.voice.name for each in reporters)
    said = f" ({claim.computed.said})" if claim.computed.said and claim.computed.said != document.date else ""
    day = timezone.localtime(publication.at)
    words = f"{who}{said}: “{lead.passage.quote}”, in {', '.join(printed)}."
    if lead.passage.is_of_title:
        words = (
            f"{who}{said}, in this record’s wording: {claim.statement} "
            f"It rests on words of the title of {', '.join(printed)}."
        )
    return f"{words} Counterpoint, {address}, version {publication.version} of {day.day} {day:%B %Y}."
