"""Keys that name voices and documents."""

from typing import Annotated

from record.content.schema import (
    ATTRIBUTED_TO,
    IN_NAME_OF,
    Key,
    Reference,
)

VoiceKey = Annotated[Key, Reference("voice")]
# The voice in whose name the record stands: who may publish and withdraw it depends on it.
NamedVoiceKey = Annotated[VoiceKey, IN_NAME_OF]
# A voice that is said to have said something: who may publish the record depends on it too.
AttributedKey = Annotated[VoiceKey, ATTRIBUTED_TO]
DocumentKey = Annotated[Key, Reference("document")]
