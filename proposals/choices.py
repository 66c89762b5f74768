"""The words that proposals and events are described by."""

from django.db import models


class Stage(models.TextChoices):
    EMERGING = "emerging", "emerging"
    INTERIM = "interim", "interim"
    DRAFT = "draft", "draft"
    FINAL = "final", "final"
    REVISED = "revised", "revised"


class OptionStatus(models.TextChoices):
    PUT_FORWARD = "put-forward", "put forward"
    APPRAISED = "appraised", "appraised and not put forward"
    NOT_APPRAISED = "not-appraised", "named, not appraised"


class BackingRelation(models.TextChoices):
    """To back a proposal, to be counted in it and to sign it are three things."""

    BACKS = "backs", "backs"
    INCLUDED = "included", "is included in"
    SIGNED = "signed", "signed"
    LEFT = "left", "left"


class EventKind(models.TextChoices):
    MEETING = "meeting", "meeting"
    PRE_MEETING = "pre-meeting", "pre-meeting"
    DISCUSSION = "discussion", "discussion"
    DECISION = "decision", "decision"
    PUBLICATION = "publication", "publication"
    STATEMENT = "statement", "statement"
    REQUEST = "request", "request"
    REPLY = "reply", "reply to a request"
    REFERRAL = "referral", "referral"
    ELECTION = "election", "election"
    APPOINTMENT = "appointment", "appointment"
    DEADLINE = "deadline", "deadline"
    CONSULTATION = "consultation", "consultation"
    RULING = "ruling", "ruling"
    SUBMISSION = "submission", "submission"
    STUDY = "study", "study"
    STEP = "step", "step in a plan"


class EventStatus(models.TextChoices):
    PLANNED = "planned", "planned"
    HELD = "held", "held"
    POSTPONED = "postponed", "postponed"
    CANCELLED = "cancelled", "cancelled"
    DECLINED = "declined", "declined"
    SUPERSEDED = "superseded", "superseded"
    UNKNOWN = "unknown", "not known to have taken place"


class FactKind(models.TextChoices):
    DATE = "date", "Date"
    HOST = "host", "Host"
    PRESENT = "present", "Took part"
    REPRESENTED = "represented", "Represented"
    INVITED = "invited", "Invited"
    ABSENT = "absent", "Absent"
    EXCLUDED = "excluded", "Not included"
    LEVEL = "level", "Level"
    PLACE = "place", "Place"
    PURPOSE = "purpose", "Purpose"
    NUMBER = "number", "Number"
    OUTCOME = "outcome", "Outcome"
    DECISION_MAKER = "decision-maker", "Decision maker"
    KEY_DECISION = "key-decision", "Is key decision?"
    CALL_IN = "call-in", "Is subject to call-in?"
    LEAD_MEMBER = "lead-member", "Lead member"
    BACKGROUND_PAPERS = "background-papers", "Background papers"
    FROM = "from", "Made by"
    TO = "to", "Made to"
    RECORD = "record", "Record of the meeting"
    STATUS = "status", "Whether it took place"
    MADE_PUBLIC = "made-public", "Became public"


class EventRelation(models.TextChoices):
    """How one event stands to another; read from the event that carries it."""

    BEFORE = "pre-meeting-of", "pre-meeting of"
    ANSWERS = "answers", "answers"
    FOLLOWS = "follows", "follows"
    PART_OF = "part-of", "is part of"
    CAME_OF = "came-of", "is what came of"
    REPLACES = "replaces", "replaces"
    SEEKS_RECORD_OF = "seeks-record-of", "seeks a record of"
