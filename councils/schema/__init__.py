"""Schemas of voices, documents and cases, in the order of a case file."""

from councils.schema.case import CaseSchema
from councils.schema.document import DocumentSchema
from councils.schema.voice import VoiceSchema
from record.content.schema import RecordKind, register

VOICE = register(RecordKind("voice", "voices", "councils.Voice", VoiceSchema, title="name"))
DOCUMENT = register(RecordKind("document", "documents", "councils.Document", DocumentSchema, title="title"))
CASE = register(RecordKind("case", "case", "councils.Case", CaseSchema, title="title", is_scope=True))
