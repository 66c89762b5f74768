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


class PlanStatus(models.TextChoices):
    """The states of a proposal or an option, each with a date and a source."""

    PUT_FORWARD = "put-forward", "put forward"
    SUBMITTED = "submitted", "submitted"
    NOT_SUBMITTED = "not-submitted", "not submitted"
    WITHDRAWN = "withdrawn", "withdrawn"
    PAUSED = "paused", "paused"
    RESUMED = "resumed", "resumed"
    RULED_OUT = "ruled-out", "ruled out"
    REPLACED = "replaced", "replaced"
    CHOSEN = "chosen", "chosen"
    NOT_CHOSEN = "not-chosen", "not chosen"
    ENDED = "ended", "ended"


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
    REPLY = "reply", "reply"
    REFERRAL = "referral", "referral"
    ELECTION = "election", "election"
    APPOINTMENT = "appointment", "appointment"
    DEADLINE = "deadline", "deadline"
    CONSULTATION = "consultation", "consultation"
    POLL = "poll", "poll or referendum"
    LEGAL_CHALLENGE = "legal-challenge", "legal challenge"
    RULING = "ruling", "ruling"
    LEGISLATION = "legislation", "order or act"
    SUBMISSION = "submission", "submission"
    STUDY = "study", "study"
    STEP = "step", "step in a plan"


class EventStatus(models.TextChoices):
    PLANNED = "planned", "planned"
    HELD = "held", "held"
    POSTPONED = "postponed", "postponed"
    ADJOURNED = "adjourned", "adjourned"
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
    FROM = "from", "Made by"
    TO = "to", "Made to"
    STATUS = "status", "Whether it took place"
    MADE_PUBLIC = "made-public", "Became public"


class EventRelation(models.TextChoices):
    """The relation of an event to another, read from the event that has the link."""

    BEFORE = "pre-meeting-of", "pre-meeting of"
    ANSWERS = "answers", "answers"
    FOLLOWS = "follows", "follows"
    PART_OF = "part-of", "is part of"
    CAME_OF = "came-of", "is what came of"
    REPLACES = "replaces", "replaces"
    SEEKS_RECORD_OF = "seeks-record-of", "seeks a record of"
    CALLS_IN = "calls-in", "calls in"
    REFERS_BACK = "refers-back", "refers back"
    RECONSIDERS = "reconsiders", "reconsiders"
    RESUMES = "resumes", "resumes"
    CHALLENGES = "challenges", "challenges in court"


# The event that has such a link says what became of the other.
TELL_OUTCOME = [EventRelation.CAME_OF, EventRelation.REPLACES, EventRelation.RESUMES]


class AreaKind(models.TextChoices):
    """The kind of a part of a council's area that a proposal names."""

    WARD = "ward", "ward"
    PARISH = "parish", "parish"
    DIVISION = "division", "county division"
    SETTLEMENT = "settlement", "town or village"
    FORMER = "former", "area of a former council"
    MAP = "map", "within a line on a map"
    PART = "part", "part of a council’s area"


class InclusionExtent(models.TextChoices):
    """How much of what is named goes to a proposed council."""

    WHOLE = "whole", "the whole"
    MOST = "most", "most of it"
    PART = "part", "part of it"
    REMAINDER = "remainder", "the remainder"


class Weighs(models.TextChoices):
    FOR = "for", "for"
    AGAINST = "against", "against"


class ListKind(models.TextChoices):
    PRINCIPLES = "principles", "principles"
    CRITERIA = "criteria", "criteria"
    AIMS = "aims", "aims"
    ASKS = "asks", "asks"
    MESSAGES = "messages", "consultation messages"
    RECOMMENDATIONS = "recommendations", "recommendations"
    REASONS = "reasons", "reasons"
    BENEFITS = "benefits", "benefits"
    RISKS = "risks", "risks"
    CONTENTS = "contents", "contents"
    ENGAGEMENT = "engagement", "ways of engaging"
    NEXT_STEPS = "next-steps", "next steps"
    OTHER = "other", "list"


class YesNoNotStated(models.TextChoices):
    """Answers in which “no” and “not stated” differ (docs/laws.md, law 7)."""

    YES = "yes", "yes"
    NO = "no", "no"
    NOT_STATED = "not-stated", "not stated"


class DecisionStatus(models.TextChoices):
    RECOMMENDED = "recommended", "recommended; what was decided is not known"
    ADVISED = "advised", "advice, not a decision"
    TAKEN = "taken", "taken"
    DEFERRED = "deferred", "deferred"
    NOT_TAKEN = "not-taken", "not taken"
    WITHDRAWN = "withdrawn", "withdrawn"

    @property
    def maker_label(self) -> str:
        """As what its maker is named: who advises decides nothing."""
        return "Advice by" if self == DecisionStatus.ADVISED else "Decision maker"


# At a meeting with such a decision we know what came of the meeting.
OUTCOME_KNOWN = [DecisionStatus.ADVISED, DecisionStatus.TAKEN, DecisionStatus.DEFERRED, DecisionStatus.NOT_TAKEN]


class Agreed(models.TextChoices):
    """The outcome of a report's recommendation."""

    AGREED = "agreed", "agreed"
    AMENDED = "amended", "agreed as amended"
    REFUSED = "refused", "not agreed"
    DEFERRED = "deferred", "deferred"
    UNKNOWN = "unknown", "not known"


class MotionKind(models.TextChoices):
    MOTION = "motion", "motion"
    AMENDMENT = "amendment", "amendment"
    RECOMMENDATION = "recommendation", "recommendation put to the vote"
    PART = "part", "part of a motion, voted on by itself"


class MotionResult(models.TextChoices):
    CARRIED = "carried", "carried"
    LOST = "lost", "lost"
    FELL = "fell", "fell"
    OUT_OF_ORDER = "out-of-order", "ruled out of order"
    WITHDRAWN = "withdrawn", "withdrawn"
    NOT_PUT = "not-put", "not put to the vote"
    UNKNOWN = "unknown", "not known"


class Wording(models.TextChoices):
    """At which stage a motion had these words."""

    MOVED = "moved", "as moved"
    ALTERED = "altered", "as altered by its mover"
    AMENDED = "amended", "as amended"
    CARRIED = "carried", "as carried"


class VoteManner(models.TextChoices):
    COUNTED = "counted", "counted"
    BY_NAME = "by-name", "recorded by name"
    BY_GROUP = "by-group", "reported by group"
    SHOW_OF_HANDS = "show-of-hands", "on a show of hands"
    IN_WORDS = "in-words", "reported in words"
    AGREED = "agreed", "agreed without a vote"
    NOT_RECORDED = "not-recorded", "not recorded"
    NOT_TAKEN = "not-taken", "no vote taken"
    UNKNOWN = "unknown", "not known"


class Cast(models.TextChoices):
    FOR = "for", "for"
    AGAINST = "against", "against"
    ABSTAINED = "abstained", "abstained"
    ABSENT = "absent", "absent"
    NOT_VOTING = "not-voting", "present, not voting"
    NOT_STATED = "not-stated", "vote not stated"


class Effect(models.TextChoices):
    """The effect of a decision on a proposal or an option."""

    CHOOSES = "chooses", "chosen"
    MODIFIES = "modifies", "chosen with changes"
    REJECTS = "rejects", "rejected"
    LEAVES_OPEN = "leaves-open", "left open"
    SUPPORTS = "supports", "supported"
    DOES_NOT_SUPPORT = "does-not-support", "not supported"
    OPPOSES = "opposes", "opposed"
    SUBMITS = "submits", "approved to be submitted"
    COUNTS = "counts", "counted among the proposals received"
    RULES_OUT = "rules-out", "ruled out"
    TAKES_FORWARD = "takes-forward", "taken forward"
    ENDS = "ends", "ended"


class RecordStatus(models.TextChoices):
    """The state of the record of a meeting, which is no document until published."""

    HELD = "held", "held"
    ASKED_FOR = "asked-for", "asked for"
    DECLINED = "declined", "declined"
    UNPUBLISHED = "unpublished", "not published"
    PUBLISHED = "published", "published"
    NOT_MADE = "not-made", "said not to have been made"
    UNKNOWN = "unknown", "not known"


class Axis(models.TextChoices):
    LIKELIHOOD = "likelihood", "likelihood"
    IMPACT = "impact", "impact"


class Bound(models.TextChoices):
    """The bound of a number in the words of sources, for counts and for figures."""

    EXACTLY = "exactly", ""
    ABOUT = "about", "about"
    NEARLY = "nearly", "nearly"
    OVER = "over", "over"
    AT_LEAST = "at-least", "at least"
    UP_TO = "up-to", "up to"
    UNDER = "under", "under"
    BETWEEN = "between", "between"
