"""Choices for voices, councils, documents and flags, with the law that sets them."""

from django.db import models


class VoiceKind(models.TextChoices):
    COUNCIL = "council", "council"
    BODY = "body", "body of a council"
    GROUP = "group", "political group"
    PARTY = "party", "political party"
    OFFICE = "office", "office"
    PERSON = "person", "person"
    ALLIANCE = "alliance", "alliance of councils"
    DEPARTMENT = "department", "government department"
    COMMISSIONER = "commissioner", "commissioner"
    PARLIAMENT = "parliament", "parliament or a member's office"
    OUTLET = "outlet", "news outlet"
    BLOG = "blog", "blog"
    PETITION = "petition", "petition"
    RESPONDENTS = "respondents", "respondents to a consultation"
    ADVISER = "adviser", "adviser"
    ORGANISATION = "organisation", "organisation"
    SOURCE = "source", "unnamed source"
    PART = "part", "part of a body"
    UNNAMED = "unnamed", "unnamed"


# Described and not named: nobody could reply in their name.
NAMELESS = [VoiceKind.RESPONDENTS, VoiceKind.SOURCE, VoiceKind.PART, VoiceKind.UNNAMED]


class TenureKind(models.TextChoices):
    """The relation of one voice to another, for a time."""

    PART_OF = "part-of", "is part of"
    HOLDS = "holds", "holds the office of"
    MEMBER_OF = "member-of", "is a member of"
    GROUP_IN = "group-in", "is a group in"
    LEADS = "leads", "leads"
    SPEAKS_FOR = "speaks-for", "speaks for"
    ENGAGED_BY = "engaged-by", "is engaged by"
    PARTY_MEMBER = "party-member", "is a member of the party"


# By these a voice speaks for what it is tied to, unless it is marked `speaks: no`.
SPEAKING = [TenureKind.PART_OF, TenureKind.HOLDS, TenureKind.LEADS, TenureKind.SPEAKS_FOR]

# By these it belongs to it: it speaks for it, or is shown with it. An adviser or a party does not belong to a council.
BELONGING = [*SPEAKING, TenureKind.MEMBER_OF, TenureKind.GROUP_IN]


class Speaks(models.TextChoices):
    """An editor's mark: the voice speaks for what it is part of, or does not."""

    YES = "yes", "yes"
    NO = "no", "no"


class RepresentationWay(models.TextChoices):
    """The ways in which the words of a voice count for another, its principal."""

    ITSELF = "itself", "is the voice itself"
    SPEAKS = "speaks", "speaks for it"
    ALLIANCE = "alliance", "speaks for an alliance of which it is a member"
    SHARED = "shared", "is or speaks for a body that it shares with other councils"
    BELONGS = "belongs", "belongs to it, and speaks for itself"
    MEMBER = "member", "is or speaks for a member of it"


# The words of a voice are its principal's own.
OWN_WAYS = (RepresentationWay.ITSELF, RepresentationWay.SPEAKS)
# They count for its principal: they are its own, or are listed apart as said by an alliance or a body that it shares.
COUNTING_WAYS = (*OWN_WAYS, RepresentationWay.ALLIANCE, RepresentationWay.SHARED)


# The kinds of voices that each tenure ties, below and above: a newspaper is not part of a council.
FITTING = {
    tenure: (below.split(), above.split())
    for tenure, below, above in [
        (
            TenureKind.PART_OF,
            "body office part unnamed department",
            "council body alliance department group party parliament commissioner organisation part",
        ),
        (TenureKind.HOLDS, "person", "office commissioner"),
        (
            TenureKind.MEMBER_OF,
            "council person office group organisation alliance department commissioner",
            "alliance council body group organisation",
        ),
        (TenureKind.GROUP_IN, "group", "council body alliance group"),
        *(
            (
                tenure,
                "person office unnamed source",
                "council body alliance department group party part adviser organisation petition outlet blog "
                "parliament",
            )
            for tenure in (TenureKind.LEADS, TenureKind.SPEAKS_FOR)
        ),
        (TenureKind.ENGAGED_BY, "adviser organisation person", " ".join(VoiceKind.values)),
        (TenureKind.PARTY_MEMBER, "person group", "party"),
    ]
}


def fits(tenure: str, below: str, above: str) -> bool:
    """True if a voice of one kind can have this tenure with a voice of the other."""
    lower, upper = FITTING[tenure]
    return below in lower and above in upper


class AliasKind(models.TextChoices):
    USED = "used", "name in use"
    PRINTED = "printed", "name as printed, taken to be the same"
    FORMER = "former", "former name"
    SHORT = "short", "short form"


class CouncilType(models.TextChoices):
    """The types of council in England.

    Local Government Act 1972, sections 2, 8 and 9; Local Government Act 1992, part II.
    """

    COUNTY = "county", "county council"
    DISTRICT = "district", "district or borough council"
    UNITARY = "unitary", "unitary authority"
    METROPOLITAN = "metropolitan", "metropolitan district"
    LONDON = "london", "London borough"
    COMBINED = "combined", "combined authority"
    PARISH = "parish", "parish or town council"
    SPECIAL = "special", "council of its own kind"


class SuccessionKind(models.TextChoices):
    ABOLISHED_INTO = "abolished-into", "abolished into"
    SPLIT_INTO = "split-into", "split into"
    CONTINUING = "continuing", "continuing authority for"
    SHADOW_OF = "shadow-of", "shadow of"
    BOUNDARY_TRANSFER = "boundary-transfer", "boundary transfer to"


class ReportKind(models.TextChoices):
    """Kinds of reports: of a mistake, a complaint, or a party's objection."""

    WRONG = "wrong", "Something is wrong"
    UNLAWFUL = "unlawful", "It is unlawful to publish it"
    PERSONAL = "personal", "It is about my personal data"
    OBJECTION = "objection", "Objection of a party to a heading, a question or a label"


# Readers send these; a party objects at the desk.
READERS_REPORTS = [choice for choice in ReportKind.choices if choice[0] != ReportKind.OBJECTION]


class ReportStatus(models.TextChoices):
    """The way of a report or a complaint, and its outcomes."""

    RECEIVED = "received", "received"
    NOTED = "noted", "note added"
    CORRECTED = "corrected", "corrected"
    WITHDRAWN = "withdrawn", "withdrawn"
    WITHHELD = "withheld", "words withheld"
    KEPT = "kept", "kept, with our reason"


# More towns, villages, wards and parishes than a council has; its page at the desk shows them all.
MOST_PLACES = 600


class PlaceKind(models.TextChoices):
    """Kinds of places that people say they live in."""

    CITY = "city", "city"
    TOWN = "town", "town"
    VILLAGE = "village", "village"
    SUBURB = "suburb", "suburb"
    WARD = "ward", "ward"
    PARISH = "parish", "parish"


class MeasureKind(models.TextChoices):
    """Measures of a council's size."""

    POPULATION = "population", "population"
    ELECTORS = "electors", "electors"
    AREA = "area", "area"
    HOUSEHOLDS = "households", "households"
    DWELLINGS = "dwellings", "dwellings"
    COUNCILLORS = "councillors", "councillors"


class MeasureUnit(models.TextChoices):
    PEOPLE = "people", "people"
    HECTARES = "hectares", "hectares"
    SQUARE_KILOMETRES = "square-kilometres", "square kilometres"
    SQUARE_MILES = "square-miles", "square miles"
    HOUSEHOLDS = "households", "households"
    DWELLINGS = "dwellings", "dwellings"
    SEATS = "seats", "seats"


# The units of each kind of measure. Some sources count households as dwellings.
UNITS = {
    MeasureKind.POPULATION: [MeasureUnit.PEOPLE],
    MeasureKind.ELECTORS: [MeasureUnit.PEOPLE],
    MeasureKind.AREA: [MeasureUnit.HECTARES, MeasureUnit.SQUARE_KILOMETRES, MeasureUnit.SQUARE_MILES],
    MeasureKind.HOUSEHOLDS: [MeasureUnit.HOUSEHOLDS, MeasureUnit.DWELLINGS],
    MeasureKind.DWELLINGS: [MeasureUnit.DWELLINGS],
    MeasureKind.COUNCILLORS: [MeasureUnit.SEATS],
}

# Digits as a source prints them, without separators: not negative, and short enough for exact arithmetic.
PLAIN_NUMBER = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$"


class DocumentKind(models.TextChoices):
    REPORT = "report", "report"
    PLAN = "plan", "plan or proposal"
    STATEMENT = "statement", "statement"
    NEWS_RELEASE = "news-release", "news release"
    MINUTES = "minutes", "minutes"
    DECISION_RECORD = "decision-record", "decision record"
    AGENDA = "agenda", "agenda"
    LETTER = "letter", "letter"
    ARTICLE = "article", "article"
    OPINION = "opinion", "signed opinion"
    WEB_PAGE = "web-page", "web page"
    ANSWER = "answer", "written answer"
    REPLY = "reply", "reply to this record"
    CONSULTATION = "consultation", "consultation paper"
    OTHER = "other", "other document"


class TitleBasis(models.TextChoices):
    PRINTED = "printed", "as printed"
    ADDRESS = "address", "from the address"
    DESCRIBED = "described", "described by the record"


class AddressKind(models.TextChoices):
    ORIGINAL = "original", "original"
    MIRROR = "mirror", "copy elsewhere"
    ARCHIVE = "archive", "archive"


class CopyKind(models.TextChoices):
    ORIGINAL = "original", "original"
    MIRROR = "mirror", "mirror"
    ARCHIVE = "archive", "archive"
    MACHINE_SUMMARY = "machine-summary", "machine summary"
    SCAN = "scan", "scan"
    EXTRACT = "extract", "extract"
    SUMMARY = "summary", "summary by an editor; the text was not kept"


class TextShown(models.TextChoices):
    WHOLE = "whole", "the whole text"
    SURROUNDINGS = "surroundings", "the words quoted and at most 40 words on either side"
    QUOTED = "quoted", "the quoted words only"


class FlagKind(models.TextChoices):
    DOES_NOT_ADD_UP = "does-not-add-up", "does not add up"
    NAME_AS_PRINTED = "name-as-printed", "name as printed"
    DATE_CONFLICT = "date-conflict", "dates differ"
    WORDING_AS_PRINTED = "wording-as-printed", "wording as printed"
    CONTRADICTION = "contradiction", "statements in tension"
    AMBIGUOUS = "ambiguous", "ambiguous"
    NOT_STATED = "not-stated", "not stated in this document"
    REPLY_REPORTED = "reply-reported", "a reply is reported"
    READING = "reading", "an editor's reading"
    REMARK = "remark", "remark on the source"


class LabelBasis(models.TextChoices):
    NAMES = "names", "the names of its councils"
    AGREED = "agreed", "a label that its members agreed to"


# The greatest width and height of a tile map, in squares.
LARGEST_TILE_MAP = 50


class QuotationState(models.TextChoices):
    """The state of a quotation, set by matching alone (docs/laws.md, law 3)."""

    VERIFIED = "verified", "checked against our copy"
    STRUCK = "struck", "checked against our copy, struck through there"
    COMPARED = "compared", "compared with the page by a person"
    NOT_HELD = "not-held", "not checked: we have no copy"
    NOT_FOUND = "not-found", "not found in our copy"
    NO_WORDS = "no-words", "no words quoted"
    WITHHELD = "withheld", "withheld, as the law requires"


class WordsFrom(models.TextChoices):
    """Sources of quoted words: their document, or only its title or address."""

    DOCUMENT = "document", "from the document"
    TITLE = "title", "from the headline"
    ADDRESS = "address", "from the web address"


class Carrying(models.TextChoices):
    """The second check of quoted words: they carry the claim (docs/laws.md, law 2)."""

    YES = "yes", "carried by its words"
    PART = "part", "carried in part by its words"
    HEADLINE = "headline", "resting on a headline"
    NO = "no", "not carried by its words"


# The unit of percentages, of which words may speak as of parts: “half” is 50 per cent.
PER_CENT = "per-cent"
