"""The councils whose words an entry holds."""

from councils.choices import VoiceKind
from councils.models import Case, Voice
from councils.representation.speaks_for import Representation
from councils.representation.windows import ALWAYS
from record.content import codec
from record.content.references import Resolver, keys_marked
from record.content.schema import IN_NAME_OF, FieldMark, kind_of
from record.models import Draft
from record.text.english import joined

# In whose name


def case_of(record) -> Case | None:
    return record if isinstance(record, Case) else getattr(record, "case", None)


def record_of(item):
    return item.record if isinstance(item, Draft) else item


def whose_words(record) -> set[str]:
    """The councils whose words these are, by public id; else that which entered them."""
    return councils_named(record, record, IN_NAME_OF) or {record.entered_for} - {""}


def councils_named(item, record, *marks: FieldMark) -> set[str]:
    """The councils in fields that bear a mark, now and in a draft, by public id.

    The content of a council names that council itself.
    """
    kind = kind_of(record)
    case = case_of(record) if kind.scope else None
    contents = list(codec.read(kind, [record]).values())
    if isinstance(item, Draft):
        contents.append(kind.schema.model_validate(item.content))
    keys = {key for content in contents for mark in marks for key in keys_marked(content, mark)}
    resolver = Resolver(case, record.entered_for)
    resolver.learn({"voice": keys})
    voices = {resolver.get("voice", key) for key in keys if resolver.knows("voice", key)}
    if isinstance(record, Voice) and IN_NAME_OF in marks:
        voices.add(record.pk)
    representation = Representation(voices)
    principals = {principal for voice in voices for principal in representation.counts_for(voice, ALWAYS)}
    return set(
        Voice.objects.filter(pk__in=principals | voices, kind=VoiceKind.COUNCIL).values_list("public_id", flat=True)
    )


def names_of_councils(public_ids) -> str:
    names = Voice.objects.filter(public_id__in=public_ids).order_by("name").values_list("name", flat=True)
    return joined(names) or "another council"
