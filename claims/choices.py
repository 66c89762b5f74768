"""The words that claims and the links between them are described by. The site adds none of its own."""

from django.db import models


class ClaimKind(models.TextChoices):
    FACT = "fact", "statement of fact"
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


# What one voice may say of another's claim, and what it may say of its own.
OTHERS = [Relation.DISPUTES, Relation.ACCEPTS, Relation.QUALIFIES, Relation.ANSWERS]
OWN = [Relation.RESTATES, Relation.CORRECTS, Relation.SUPERSEDES, Relation.RETRACTS]


class LinkKind(models.TextChoices):
    """Weaker than a response: no answer is given."""

    BEARS_ON = "bears-on", "bears on"
    MIRRORS = "mirrors", "mirrors"


class EventRole(models.TextChoices):
    ACCOUNT = "account", "is an account of"
    SUBJECT = "subject", "is a subject of"


class Role(models.TextChoices):
    """What a council is to a claim. The council is the one that makes, disputes, accepts or has not replied."""

    MADE_BY = "made-by", "Claims made by it"
    ABOUT = "about", "Claims about it"
    DISPUTES = "disputes", "Claims that it disputes"
    ACCEPTS = "accepts", "Claims that it accepts"
    DISPUTED_BY = "disputed-by", "Claims that dispute what it says"
    NO_REPLY = "no-reply", "Claims about it with no reply in this record"


class StandingWord(models.TextChoices):
    DISPUTED = "disputed", "Disputed"
    ACCEPTED = "accepted", "Accepted"
    QUALIFIED = "qualified", "Qualified"
    ANSWERED = "answered", "Answered"
    NO_REPLY = "no-reply", "No reply in this record"
    NO_DISPUTE = "no-dispute", "No dispute in this record"
    SUPERSEDED = "superseded", "Superseded by its maker"
    RETRACTED = "retracted", "Retracted by its maker"
