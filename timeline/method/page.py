"""Data for the page on method, computed by the rules that it describes.

Tests hold the two together: a rule that changes without its sentence fails.
"""

from dataclasses import dataclass
from typing import NamedTuple

from claims.choices import Relation, StandingWord
from claims.models import ClaimStanding
from claims.standing import Addressed, Reply, standing
from councils.choices import QuotationState, TenureKind
from record.dates import UncertainDate
from record.dates.value import DateBasis, DateExtent
from timeline.accounts.comparison_rows import RowKind


class Principle(NamedTuple):
    """A rule as readers have it: the laws that it says, and the chapter with more."""

    title: str
    words: str
    laws: tuple[int, ...]
    chapter: str = ""


PRINCIPLES = [
    Principle("No verdicts", "We give no ratings and no scores, and call nothing true or false.", (1,), "never"),
    Principle(
        "No claim without a quotation",
        "Each claim has words from a named document. “Our summary” marks our own.",
        (2,),
        "quotations",
    ),
    Principle(
        "Quotations are exact, or marked",
        "We check them against the text, letter by letter. What we could not check says so.",
        (3,),
        "quotations",
    ),
    Principle(
        "Replies are counted, not judged",
        "“Disputed by” and “accepted by” come from published replies alone. Nobody can set them.",
        (4,),
        "standing",
    ),
    Principle(
        "We say who said it",
        "What one council says of another’s position is its own claim, and not the other’s position.",
        (5,),
        "councils",
    ),
    Principle(
        "Silence means nothing",
        "“Nothing found” says only that we have found nothing. Every side keeps its place.",
        (6,),
        "silence",
    ),
    Principle(
        "“Not stated” is an answer",
        "If a document does not say, we say that. What nobody looked for is left blank.",
        (7,),
    ),
    Principle(
        "We do not correct sources",
        "A sum that does not add up is shown as printed, with an editor’s note beside it.",
        (8,),
    ),
    Principle(
        "Nothing published disappears",
        "It may be withdrawn, with a public reason. Each version and each change can be seen.",
        (9,),
        "withdrawal",
    ),
    Principle(
        "One rule for all sides",
        "Alphabetical order, equal space, the same verbs. A summary says what its page says. "
        "Nobody publishes alone on a dispute of their own council.",
        (10, 11),
        "sides",
    ),
]

# Anchors, which pages and code name, with the heading and the template of each chapter.
CHAPTERS = [
    ("glossary", "Words of local government", "method/_glossary.html"),
    ("quotations", "How we check quotations", "method/_quotations.html"),
    ("standing", "Disputed and accepted", "method/_standing.html"),
    ("sides", "Sides", "method/_sides.html"),
    ("rows", "Accounts side by side", "method/_rows.html"),
    ("councils", "Who speaks for a council", "method/_councils.html"),
    ("figures", "Figures", "method/_figures.html"),
    ("positions", "Positions", "method/_positions.html"),
    ("decisions", "Decisions and votes", "method/_decisions.html"),
    ("dates", "Dates", "method/_dates.html"),
    ("silence", "Silence", "method/_silence.html"),
    ("publication", "Who writes and who publishes", "method/_publication.html"),
    ("withdrawal", "Withdrawing", "method/_withdrawal.html"),
    ("cite", "How to cite", "method/_cite.html"),
    ("never", "What we never do", "method/_never.html"),
]

# The rule of standing (claims.standing), word by word, in the order in which words are printed.
STANDING = {
    StandingWord.RETRACTED: "Its maker takes it back, or somebody who speaks for them does.",
    StandingWord.SUPERSEDED: "Its maker puts a later claim in its place, or somebody who speaks for them does.",
    StandingWord.DISPUTED: "Somebody else says in their own words that it is not so.",
    StandingWord.ACCEPTED: "Somebody else says in their own words that it is so.",
    StandingWord.QUALIFIED: "Somebody else accepts it in part, or on a condition.",
    StandingWord.ANSWERED: "Somebody else replies in their own words, without any of these.",
    StandingWord.NO_REPLY: (
        "It names a party. It disputes or qualifies what they said, or characterises or interprets them. And we found "
        "no reply from them, their leader or an alliance they belong to. A member does not reply for its alliance."
    ),
    StandingWord.NO_DISPUTE: "None of the above can be said of it.",
}

# Relations that change no standing, and why.
NOT_COUNTED = {
    Relation.RESTATES: "says again what its maker has said",
    Relation.CORRECTS: "gives a new value or wording in place of one that its maker gave",
}

QUOTATIONS = {
    QuotationState.VERIFIED: (
        "We have the text of the document, and the words are in it, from the edge of a word to the edge of a word."
    ),
    QuotationState.STRUCK: (
        "The words are in our copy, and the document strikes them through, or some of them. Each page says so."
    ),
    QuotationState.COMPARED: (
        "We have no copy. A person has compared the words with the page; their office and the day are given."
    ),
    QuotationState.NOT_HELD: "We have no copy, and nobody has compared the words since they were entered.",
    QuotationState.NOT_FOUND: "We have a copy, and it does not have the words. Such a quotation cannot be published.",
    QuotationState.NO_WORDS: "A place in a document, without its words. A fact may rest on it, and a claim never.",
    QuotationState.WITHHELD: "The words were taken away because the law required it. Their place stays.",
}

# What counts for a council, and what never does (councils.choices.SPEAKING).
TENURES = {
    TenureKind.PART_OF: "its executive, its full council, its offices",
    TenureKind.HOLDS: "a person who holds one of its offices, while they hold it",
    TenureKind.MEMBER_OF: "a member of one of its bodies or groups, who speaks for himself or herself",
    TenureKind.GROUP_IN: "a political group in it, which speaks for itself",
    TenureKind.LEADS: "its leader, but not the leader of a group in it",
    TenureKind.SPEAKS_FOR: "a person who speaks for it",
    TenureKind.ENGAGED_BY: "an adviser that it has engaged",
    TenureKind.PARTY_MEMBER: "a political party, for its members; a member, for the party",
}

BASES = {
    DateBasis.STATED: "the document states it, and nothing is printed beside it",
    DateBasis.METADATA: "“from the document’s file”: the page or the file has it, not the text",
    DateBasis.ADDRESS: "“from the web address”: it is part of the address",
    DateBasis.DERIVED: "“worked out from another date”: such as “the next day”",
    DateBasis.INFERRED: "“our estimate”: an editor concludes it from what the document says",
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
    "We give no verdict, rating or score, and call nothing true or false.",
    "We never infer that somebody accepts or disputes a claim, and never take silence for an answer.",
    "We never complete a quotation that is cut, and never correct a source: a wrong sum is shown as printed.",
    "We never rank sides or councils, and count nothing in order to compare them.",
    "We never take away what we published without saying so, at the same address.",
    "We never choose a colour for a side: colours follow the alphabet, and no party’s is among them.",
    "We ask nothing of our readers: no signing in, no cookie, nothing loaded from elsewhere.",
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


A, B, C, D = "Council A", "Council B", "Council C", "Council D"
EXAMPLES = [
    ("No reply to it is published, and it names nobody.", [], []),
    (
        "Council A disputes it twice, in March and again in May, and Council B once. Council C accepts it.",
        [reply("disputes", A), reply("disputes", A), reply("disputes", B), reply("accepts", C)],
        [],
    ),
    (
        "An alliance of Councils B, C and D disputes it in one statement.",
        [reply("disputes", "Alliance of three", B, C, D)],
        [],
    ),
    (
        "It characterises Council A and Council B. Council A answers it; Council B has not replied.",
        [reply("answers", A)],
        [replied(A), unheard(B)],
    ),
    (
        "Council A disputes it; then its own maker, Council D, takes it back.",
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
