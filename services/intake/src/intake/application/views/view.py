"""What every answer of intake is made from."""

from typing import Self

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """A picture of an aggregate, taken from its fields of the same name."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def of(cls, aggregate: object) -> Self:
        """The picture of one aggregate or row."""
        return cls.model_validate(aggregate)
