"""Choices for claims and the links between them."""

from django.db import models

from councils.choices import PER_CENT


class ClaimKind(models.TextChoices):
    FACT = "fact", "factual claim"
    FIGURE = "figure", "figure"
    FORECAST = "forecast", "forecast"
    PROMISE = "promise", "promise"
    CHARACTERISATION = "characterisation", "characterisation"
    INTERPRETATION = "interpretation", "interpretation or motive"
    POSITION = "position", "position"
    PROCEDURE = "procedure", "procedure"


class Relation(models.TextChoices):
    """How one claim answers another, in the answering voice's own words."""

    DISPUTES = "disputes", "disputes"
    ACCEPTS = "accepts", "accepts"
    QUALIFIES = "qualifies", "qualifies"
    ANSWERS = "answers", "answers"
    RESTATES = "restates", "restates"
    CORRECTS = "corrects", "corrects"
    SUPERSEDES = "supersedes", "supersedes"
    RETRACTS = "retracts", "retracts"


class WhoseWords(models.TextChoices):
    """The words that a reported appearance quotes (docs/laws.md, law 5).

    Journalists call the first direct speech and the second a paraphrase. In the third the
    claim is known only through its rebuttal, and the words are the rebutter's.
    """

    DIRECT = "direct", "quoted directly"
    PARAPHRASE = "paraphrase", "in the reporter’s words"
    REBUTTAL = "rebuttal", "known only through its rebuttal, in the rebuttal’s words"


# What one voice may say of another's claim, and what it may say of its own.
OTHERS = [Relation.DISPUTES, Relation.ACCEPTS, Relation.QUALIFIES, Relation.ANSWERS]
OWN = [Relation.RESTATES, Relation.CORRECTS, Relation.SUPERSEDES, Relation.RETRACTS]


class LinkKind(models.TextChoices):
    """Weaker than a response: no answer is given."""

    BEARS_ON = "bears-on", "bears on"
    MIRRORS = "mirrors", "mirrors"


class EventRole(models.TextChoices):
    """How a claim bears on an event.

    It says what happened, or is only connected with it, as with a complaint.
    """

    ACCOUNT = "account", "says what happened"
    SUBJECT = "subject", "is connected with it"


# Claims of these kinds accuse, as a party that they name may see it.
ACCUSING = [ClaimKind.CHARACTERISATION, ClaimKind.INTERPRETATION]
# With one of these relations, a claim contradicts the voice whose claim it answers.
CONTRADICTING = [Relation.DISPUTES, Relation.QUALIFIES]


class Role(models.TextChoices):
    """The role of a council in a claim."""

    MADE_BY = "made-by", "Claims made by it"
    ABOUT = "about", "Claims about it"
    DISPUTES = "disputes", "Claims that it disputes"
    ACCEPTS = "accepts", "Claims that it accepts"
    DISPUTED_BY = "disputed-by", "Claims that dispute what it says"
    NO_REPLY = "no-reply", "Claims about it, no reply found"


class CountedAs(models.TextChoices):
    """The source of a claim for a council: itself, or others, counted apart."""

    OWN = "own", "its own words"
    JOINT = "joint", "said by an alliance of which it was a member, or a body that it shares"
    MEMBERS = "members", "said by groups and members of it"


class StandingWord(models.TextChoices):
    DISPUTED = "disputed", "Disputed"
    ACCEPTED = "accepted", "Accepted"
    QUALIFIED = "qualified", "Qualified"
    ANSWERED = "answered", "Answered"
    NO_REPLY = "no-reply", "No reply found"
    NO_DISPUTE = "no-dispute", "No dispute found"
    SUPERSEDED = "superseded", "Superseded by its maker"
    RETRACTED = "retracted", "Retracted by its maker"


# For filters and hooks alone: absence is no standing (docs/laws.md, law 4).
ABSENCES = {StandingWord.NO_REPLY, StandingWord.NO_DISPUTE}


class Criterion(models.TextChoices):
    """The Government's criteria for proposals of unitary government.

    Source: the Secretary of State's invitations of 5 February 2025, annex, in the words of this record.
    """

    SINGLE_TIER = "single-tier", "A single tier of local government for the whole area"
    RIGHT_SIZE = "right-size", "The right size: efficient, with capacity, able to withstand shocks"
    SERVICES = "services", "High-quality and sustainable public services"
    WORKING_TOGETHER = "working-together", "Working together, and meeting local needs"
    DEVOLUTION = "devolution", "Support for devolution"
    ENGAGEMENT = "engagement", "Stronger community engagement and neighbourhood empowerment"


class Stance(models.TextChoices):
    """A position that a voice takes. Silence is none, and is never drawn as one."""

    PREFERRED = "preferred", "preferred"
    SUPPORTS = "supports", "supports"
    WITH_RESERVATIONS = "with-reservations", "supports with reservations"
    ON_CONDITION = "on-condition", "supports on condition"
    OPEN = "open", "open"
    UNDECIDED = "undecided", "undecided"
    NO_PREFERENCE = "no-preference", "expresses no preference"
    NO_AGREED_POSITION = "no-agreed-position", "no agreed position"
    DOES_NOT_SUPPORT = "does-not-support", "does not support"
    OPPOSES = "opposes", "opposes"


# Stances in favour of a plan. A load warns if a voice holds two of them on rival plans.
FAVOURABLE = [Stance.PREFERRED, Stance.SUPPORTS, Stance.WITH_RESERVATIONS, Stance.ON_CONDITION]


class StanceOn(models.TextChoices):
    """The subject of a stance if no proposal, option or element is named."""

    ALL = "all", "all the proposals"
    PROCESS = "process", "the process itself"


class DecidedBy(models.TextChoices):
    """How a position was decided or stated.

    Only a body decides: a remark of a leader or an officer is no decision.
    """

    FULL_COUNCIL = "full-council", "decided by full council"
    EXECUTIVE = "executive", "decided by cabinet or executive"
    COMMITTEE = "committee", "decided by a committee"
    LEADER = "leader", "stated by its leader"
    ADMINISTRATION = "administration", "stated by its administration"
    GROUP = "group", "stated by a political group"
    OFFICER = "officer", "stated by an officer"
    JOINT = "joint", "in a joint statement"
    MAJORITY = "majority", "told as the view of a majority, without a vote"
    NOT_STATED = "not-stated", "not stated"


class Unit(models.TextChoices):
    """Units of figures. Money is in pounds, written out: 43000000 for £43 million."""

    POUNDS = "pounds", "£"
    PEOPLE = "people", "people"
    ELECTORS = "electors", "electors"
    HOUSEHOLDS = "households", "households"
    DWELLINGS = "dwellings", "dwellings"
    JOBS = "jobs", "jobs"
    COUNCILLORS = "councillors", "councillors"
    COUNCILS = "councils", "councils"
    HECTARES = "hectares", "hectares"
    SQUARE_MILES = "square-miles", "square miles"
    SQUARE_KILOMETRES = "square-kilometres", "square kilometres"
    PER_CENT = PER_CENT, "%"
    RATIO = "ratio", "to one"
    FULL_TIME_EQUIVALENTS = "full-time-equivalent", "full-time equivalents"
    DAYS = "days", "days"
    MONTHS = "months", "months"
    YEARS = "years", "years"
    RESPONSES = "responses", "responses"
    COUNT = "count", "in number"


class Per(models.TextChoices):
    """For what span of time a figure is given."""

    TOTAL = "total", "in total"
    YEAR = "year", "a year"
    MONTH = "month", "a month"
    WEEK = "week", "a week"
    ONE_OFF = "one-off", "once"
    NOT_STATED = "not-stated", "span not stated"


# Years counted from the start: 1-5, 3, ..3 (by year three), 6.. (from year six).
COUNTED_YEARS = r"^([1-9][0-9]?(-[1-9][0-9]?|\.\.)?|\.\.[1-9][0-9]?)$"


class FigureBasis(models.TextChoices):
    GROSS = "gross", "gross"
    NET = "net", "net"
    NOT_STATED = "not-stated", "basis not stated"


class Operation(models.TextChoices):
    """Arithmetic of ours, always shown with its formula and marked as ours."""

    SUM = "sum", "sum"
    DIFFERENCE = "difference", "difference"
    RATIO = "ratio", "ratio"
    SHARE = "share", "share, in per cent"
