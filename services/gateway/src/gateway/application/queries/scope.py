"""How far an asker sees: once as SQL for lists, once as a test for live events."""

from dataclasses import dataclass
from typing import Any, Protocol, Self
from uuid import UUID

import sqlalchemy as sa

from aftercare_kit.actors import Actor
from gateway.adapters.tables import case_view
from gateway.application.rights import CUSTOMERS, FIELD
from gateway.application.views.case import CaseLine


class Owned(Protocol):
    """What decides who may see a row: the customer, the centre and the engineers of its case."""

    @property
    def customer_id(self) -> UUID | None: ...
    @property
    def centre(self) -> str | None: ...
    @property
    def engineer_ids(self) -> list[UUID] | None: ...


@dataclass(frozen=True)
class Scope:
    """What a token is bound to; each binding narrows, and all hold together."""

    customer_id: UUID | None
    centre: str | None
    engineer_id: UUID | None
    nothing: bool
    """The token's roles see only their own, and it does not say whose they are."""
    reduced: bool
    """The asker is a customer: `domain/customers_eyes.py` says what is left."""

    @classmethod
    def of(cls, actor: Actor) -> Self:
        """The scope of an actor's token."""
        customers_only = actor.roles <= CUSTOMERS
        field_only = actor.roles <= CUSTOMERS | FIELD
        bound = actor.customer_id is not None or (
            not customers_only and actor.engineer_id is not None
        )
        return cls(
            customer_id=actor.customer_id,
            centre=actor.centre,
            engineer_id=actor.engineer_id,
            nothing=field_only and not bound,
            reduced=customers_only or actor.customer_id is not None,
        )

    @property
    def everything(self) -> bool:
        """Whether the whole region is in sight, events that belong to no case included."""
        bindings = (self.customer_id, self.centre, self.engineer_id)
        return not self.nothing and not self.reduced and bindings == (None, None, None)

    @property
    def overdue(self) -> "sa.ColumnElement[bool]":
        """Which promises count: those that the asker knows of."""
        return case_view.c.overdue_for_customer if self.reduced else case_view.c.overdue

    def line(self, row: Any) -> CaseLine:
        """A row as the asker sees it in a list."""
        line = CaseLine.model_validate(row)
        if not self.reduced:
            return line
        # Whether a fault counts as major is said in the house, not to the customer.
        return line.model_copy(update={"major": None, "overdue": row.overdue_for_customer})

    def sql(self) -> sa.ColumnElement[bool]:
        """The cases in sight."""
        if self.nothing:
            return sa.false()
        bounds: list[sa.ColumnElement[bool]] = [case_view.c.number.is_not(None)]
        if self.customer_id is not None:
            bounds.append(case_view.c.customer_id == self.customer_id)
        if self.centre is not None:
            bounds.append(case_view.c.centre == self.centre)
        if self.engineer_id is not None:
            bounds.append(case_view.c.engineer_ids.contains([self.engineer_id]))
        return sa.and_(*bounds)

    def admits(self, row: Owned) -> bool:
        """Whether an event of this case, or of none, may be told."""
        if self.nothing:
            return False
        if self.everything:
            return True
        return (
            self.customer_id in (None, row.customer_id)
            and self.centre in (None, row.centre)
            and (self.engineer_id is None or self.engineer_id in (row.engineer_ids or ()))
            and row.customer_id is not None
        )
