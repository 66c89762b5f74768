"""The things that an officer can make of selected words."""

from django.db import models


class Entry(models.TextChoices):
    CLAIM = "claim", "A claim"
    REPLY = "reply", "A reply to a claim"
    SOURCE = "source", "Another source of a claim"
    FIGURE = "figure", "A claim with a figure"
    POSITION = "position", "A position"
    DATE = "date", "A date or another fact of an event"
    PRESENCE = "presence", "Who took part in an event"


# These make a claim of their own.
NEW_CLAIMS = {Entry.CLAIM, Entry.REPLY, Entry.FIGURE, Entry.POSITION}
# These add to a claim that is there, or name it.
OF_A_CLAIM = {Entry.REPLY, Entry.SOURCE}
# These add to an event that is there.
OF_AN_EVENT = {Entry.DATE, Entry.PRESENCE}
