"""The records that the small form offers: voices of a case, and near claims."""

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q

from claims.models import Appearance, Claim
from councils.models import Author, CaseDocument, Party, Placement, Voice

MOST_VOICES = 400
MOST_CLAIMS = 8


def voices_of(case, document, officer, entered_for):
    """The voices of a case that an entry may name, with the document's own."""
    claims = Claim.objects.readable_by(officer).filter(case=case).order_by()
    of_case = (
        Q(pk__in=Party.objects.filter(case=case).values("voice"))
        | Q(pk__in=Placement.objects.filter(side__case=case).values("voice"))
        | Q(pk__in=claims.values("made_for"))
        | Q(pk__in=Appearance.objects.filter(claim__in=claims).order_by().values("speaker"))
    )
    of_document = Q(pk=document.publisher_id) | Q(pk__in=Author.objects.filter(document=document).values("voice"))
    return Voice.objects.nameable_by(entered_for).filter(of_case | of_document).by_name()


def claims_near(case, officer, quote: str, words: str = "") -> list[Claim]:
    """The claims of a case that the officer may read, nearest in wording first.

    Near to the words for which they look, if there are any, or else to what is quoted.
    """
    nearness = TrigramWordSimilarity(words, "statement") if words.strip() else TrigramSimilarity("statement", quote)
    near = Claim.objects.readable_by(officer).filter(case=case).annotate(near=nearness)
    return list(near.select_related("made_for").order_by("-near", "-pk")[:MOST_CLAIMS])


def case_of(document, cases, last: int | None):
    """The case last used, or else one in which the document is cited, or the only one."""
    if last and (chosen := cases.filter(pk=last).first()):
        return chosen
    cited = cases.filter(pk__in=CaseDocument.objects.filter(document=document).values("case")).by_title().first()
    if cited:
        return cited
    first_two = list(cases.by_title()[:2])
    return first_two[0] if len(first_two) == 1 else None
