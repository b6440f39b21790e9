"""How a service's unit of work names its repositories: each is made when it is first asked for.

A command touches one to three kinds of aggregate of the twenty that a service may own.
"""

from typing import Any, Generic, TypeVar, cast

from aftercare_kit.mapping import Aggregate, TableMapping
from aftercare_kit.repository import Repository
from aftercare_kit.unit_of_work import UnitOfWork

A = TypeVar("A", bound=Aggregate)


class _Kept(Generic[A]):
    """Stands in the class; the repository then stands in the unit of work, in its place."""

    def __init__(self, mapping: TableMapping[A]) -> None:
        self._mapping = mapping
        self._name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, work: UnitOfWork | None, _owner: type) -> Any:
        if work is None:
            return self
        found = work.repository(self._mapping)
        work.__dict__[self._name] = found
        return found


def kept(mapping: TableMapping[A]) -> Repository[A]:
    """The repository of this kind of aggregate, as an attribute of a unit of work's class."""
    return cast("Repository[A]", _Kept(mapping))
