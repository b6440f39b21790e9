"""What every published event is: a frozen fact with a name on the wire and a title for people."""

from collections.abc import Sequence
from functools import cache
from typing import ClassVar, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict

SCHEMA_BASE = "https://aftercare.local/schemas/"
"""What a schema's path in the tree is appended to, to make its id and `ce-dataschema`."""


class Title(NamedTuple):
    """What people read in a timeline, in both languages of the suite."""

    en: str
    zh: str


class Value(BaseModel):
    """A part of an event: frozen; a reader ignores fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Value):
    """A fact in the past tense, owned by its publisher and complete enough not to ask back.

    `type` is the CloudEvents type, `aftercare.<service>.<aggregate>.<fact>.v<major>`. A field may
    be added with a default; none is renamed, retyped or removed: that is a `.v2` beside the `.v1`.
    """

    type: ClassVar[str]
    title: ClassVar[Title]

    @classmethod
    def publisher(cls) -> str:
        return _words(cls.type)[1]

    @classmethod
    def aggregate_name(cls) -> str:
        return _words(cls.type)[2]

    @classmethod
    def fact_name(cls) -> str:
        return _words(cls.type)[3]

    @classmethod
    def wire_version(cls) -> str:
        return _words(cls.type)[4]

    @classmethod
    def schema_path(cls) -> str:
        """Where the JSON Schema of this type lies, relative to the schemas folder."""
        return (
            f"{cls.publisher()}/{cls.aggregate_name()}.{cls.fact_name()}.{cls.wire_version()}.json"
        )


@cache
def _words(event_type: str) -> Sequence[str]:
    return event_type.split(".")


class CaseEvent(Event):
    """A fact about one service request: the case that all five services work on."""

    request_id: UUID
