"""Who may do what in billing; roles are those that the trade prints."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role

_CUSTOMERS = frozenset({Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP})
_DESK = frozenset({Role.SERVICE_AGENT, Role.SERVICE_CENTER_DISPATCHER, Role.REGIONAL_MANAGER})
_QUOTING = frozenset({Role.EXTERNAL_QUOTING})
_MONEY = frozenset(
    {
        Role.FINANCE,
        Role.QUALITY,
        Role.GM,
        Role.COMPANY_LEADER,
        Role.SERVICE_SUPERVISOR,
        Role.SERVICE_DEPT_MANAGER,
        Role.SERVICE_CENTER_HEAD,
        Role.SERVICE_MANAGER_CERTIFIED,
    }
)
_STAFF = _DESK | _QUOTING | _MONEY

RIGHTS = Rights(
    {
        "price.read": _STAFF | {Role.WAREHOUSE, Role.SERVICE_ASSISTANT},
        "price.set": _QUOTING | {Role.FINANCE},
        "liability.read": _STAFF,
        # In a major accident quality finds the liable party, and nobody else (002-4.5.3.1d).
        "liability.decide": frozenset({Role.QUALITY}),
        "quote.read": _STAFF | _CUSTOMERS,
        # Only one desk tells customers a price (002-4.5.3.1f).
        "quote.offer": _QUOTING,
        # The customer, or a desk on the customer's word.
        "quote.answer": _CUSTOMERS | _DESK | _QUOTING,
        "charge.read": _STAFF | _CUSTOMERS,
        # What a case cost us is our own affair.
        "cost.read": _STAFF,
    }
)


def own_rows(actor: Actor, table: sa.Table) -> list[sa.ColumnElement[bool]]:
    """The conditions that leave a bound token its own rows; a customer's token must be bound."""
    if actor.customer_id is None and actor.roles <= _CUSTOMERS:
        return [sa.false()]
    return [
        table.c[name] == value if name in table.c else sa.false()
        for name, value in _bounds(actor).items()
    ]


def must_be_own(actor: Actor, record: str, aggregate: Any) -> None:
    """Answer for somebody else's record as for one that does not exist."""
    unbound = actor.customer_id is None and actor.roles <= _CUSTOMERS
    if unbound or any(getattr(aggregate, n, None) != v for n, v in _bounds(actor).items()):
        raise UnknownRecord(record, aggregate.id)


def _bounds(actor: Actor) -> dict[str, UUID | str]:
    """What the token is bound to, by the name of the column that says whose a row is."""
    claims = {
        "customer_id": actor.customer_id,
        "centre": actor.centre,
        "engineer_id": actor.engineer_id,
    }
    return {name: value for name, value in claims.items() if value is not None}
