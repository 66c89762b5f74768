"""Data for the page on method, computed by the rules that it describes.

Tests hold the two together: a rule that changes without its sentence fails.
"""

from dataclasses import dataclass

from claims.choices import Relation, StandingWord
from claims.models import ClaimStanding
from claims.standing import Addressed, Reply, standing
from councils.choices import QuotationState, TenureKind
from record.dates import UncertainDate
from record.dates.value import DateBasis, DateExtent
from timeline.accounts.comparison_rows import RowKind

# The rule of standing (claims.standing), word by word, in the order in which words are printed.
STANDING = {
    StandingWord.RETRACTED: "The voice that made it, or one that speaks for it, takes it back in words of its own.",
    StandingWord.SUPERSEDED: "The voice that made it, or one that speaks for it, puts a later claim in its place.",
    StandingWord.DISPUTED: "Another voice says in its own words that it is not so.",
    StandingWord.ACCEPTED: "Another voice says in its own words that it is so.",
    StandingWord.QUALIFIED: "Another voice takes it as so in part, or on a condition.",
    StandingWord.ANSWERED: "Another voice takes it up in its own words; it neither disputes, accepts nor qualifies it.",
    StandingWord.NO_REPLY: (
        "It names a party, and it disputes or qualifies what another voice said, or is a characterisation, or an "
        "interpretation; and we found no response by this party, nor by a voice whose words count for it, such as its "
        "leader or an alliance in which it is. A member does not reply for its alliance."
    ),
    StandingWord.NO_DISPUTE: "None of the above can be said of it.",
}

# Relations that change no standing, and why.
NOT_COUNTED = {
    Relation.RESTATES: "says again what its own voice has said",
    Relation.CORRECTS: "gives a new value or wording in the place of one that its own voice gave",
}

QUOTATIONS = {
    QuotationState.VERIFIED: (
        "The text of the document is held here, and the words occur in it, beginning and ending at the edge of a word "
        "or a number."
    ),
    QuotationState.COMPARED: (
        "The text is not held here. A person has compared the words with the page; their office and the day are given."
    ),
    QuotationState.NOT_HELD: "The text is not held here, and nobody has compared the words since they were entered.",
    QuotationState.NOT_FOUND: "The text is held and does not have the words. Such a quotation cannot be published.",
    QuotationState.NO_WORDS: "A place alone, on which a fact may rest and a claim never.",
    QuotationState.WITHHELD: "The words were taken away because the law required it. Their place stays.",
}

# What counts for a council, and what never does (councils.choices.SPEAKING).
TENURES = {
    TenureKind.PART_OF: "its executive, its full council, its offices",
    TenureKind.HOLDS: "whoever holds one of its offices, while they hold it",
    TenureKind.MEMBER_OF: "a member of one of its bodies or groups, who speaks for himself or herself",
    TenureKind.GROUP_IN: "a political group in it, which speaks for itself",
    TenureKind.LEADS: "whoever leads it, but not the leader of a group in it",
    TenureKind.SPEAKS_FOR: "whoever speaks for it",
    TenureKind.ENGAGED_BY: "an adviser that it has engaged",
    TenureKind.PARTY_MEMBER: "a political party, for its members; a member, for the party",
}

BASES = {
    DateBasis.STATED: "the document states it, and nothing is printed beside it",
    DateBasis.METADATA: "“from metadata”: the page or the file carries it, not the text",
    DateBasis.ADDRESS: "“from the address”: it stands in the web address",
    DateBasis.DERIVED: "“derived”: it follows from another date, such as “the next day”",
    DateBasis.INFERRED: "“inferred”: an editor concludes it, from what the document speaks of",
    DateBasis.ANOTHER_DOCUMENT: "“from another document”: this one does not say it",
}

# One of every printed form.
DATES = [
    *("2025-01-08", "2025-01", "2025", "2025-22", "2025-24"),
    *("2025-05-14?", "2025-05~", "2025%"),
    *("2025-01-08/2025-01-10", "2025-07/2025-09", "2024-12/2025-02", "2025-22/2025-23"),
    *("../2028-04", "../2028-04~", "2025-10/..", "2025-10?/.."),
]

NEVER = [
    "It gives no verdict, rating or score, and calls nothing true or false.",
    "It never infers that somebody accepts or disputes a claim, and never takes silence for an answer.",
    "It never completes a quotation that is cut, and never mends a source: a wrong sum stands as printed.",
    "It never ranks sides or councils, and counts nothing in order to compare them.",
    "It never takes away what it published without saying so, at the same address.",
    "It never chooses a colour for a side: colours follow the alphabet, and no party’s is among them.",
    "It asks nothing of its readers: no account, no cookie, nothing loaded from elsewhere.",
]


@dataclass(frozen=True)
class Rule:
    word: StandingWord
    sentence: str


@dataclass(frozen=True)
class Example:
    """A case of the rule, in words, and what the rule itself makes of it."""

    given: str
    computed: ClaimStanding


@dataclass(frozen=True)
class DateExample:
    """One form of date: as written, as printed, and its earliest and latest day."""

    edtf: str
    within: UncertainDate
    throughout: UncertainDate

    @property
    def is_same(self) -> bool:
        return str(self.within) == str(self.throughout)


def reply(relation, name, *members) -> Reply:
    return Reply(relation, voice=name, name=name, members=members)


def unheard(name) -> Addressed:
    return Addressed(voice=name, name=name, has_replied=False)


def replied(name) -> Addressed:
    return Addressed(voice=name, name=name, has_replied=True)


A, B, C, D = "A Council", "B Council", "C Council", "D Council"
EXAMPLES = [
    ("No reply to it is published, and it names nobody.", [], []),
    (
        "A Council disputes it twice, in March and again in May, and B Council once. C Council accepts it.",
        [reply("disputes", A), reply("disputes", A), reply("disputes", B), reply("accepts", C)],
        [],
    ),
    (
        "An alliance of B, C and D councils disputes it in one statement.",
        [reply("disputes", "Alliance of three", B, C, D)],
        [],
    ),
    (
        "It characterises A Council and B Council. A Council answers it; B Council has not replied.",
        [reply("answers", A)],
        [replied(A), unheard(B)],
    ),
    (
        "A Council disputes it; then its own maker, D Council, takes it back.",
        [reply("disputes", A), reply("retracts", D)],
        [],
    ),
    ("Its own maker says it again in another document.", [reply("restates", D)], []),
]


def rules() -> list[Rule]:
    return [Rule(word, sentence) for word, sentence in STANDING.items()]


def examples() -> list[Example]:
    """Each example with the standing that the rule computes for it, now."""
    return [Example(given, _computed(standing(replies, addressed))) for given, replies, addressed in EXAMPLES]


def dates() -> list[DateExample]:
    return [DateExample(form, UncertainDate(form), UncertainDate(form, extent=DateExtent.THROUGHOUT)) for form in DATES]


def kinds_of_row() -> list[tuple[RowKind, str]]:
    return [(kind, kind.explanation) for kind in RowKind]


def _computed(result) -> ClaimStanding:
    """A standing as claims have it, with no claims to link to."""
    replies = {
        word: [{"voice": each.voice, "name": each.name, "claim": "", "members": list(each.members)} for each in group]
        for word, group in result.replies.items()
    }
    silent_ones = [{"voice": each.voice, "name": each.name} for each in result.silent]
    return ClaimStanding(words=list(result.words), detail={"replies": replies, "silent": silent_ones})
