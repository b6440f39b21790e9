"""Who may do what in inventory; roles are those that the trade prints."""

from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role

_STORE = frozenset({Role.WAREHOUSE, Role.SERVICE_ASSISTANT})
_REGION = frozenset({Role.REGIONAL_MANAGER, Role.SERVICE_ASSISTANT})
_OUTSIDE = frozenset({Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP})
_READERS = frozenset(Role) - _OUTSIDE
_BOOKS = _STORE | {
    Role.REGIONAL_MANAGER,
    Role.SERVICE_SUPERVISOR,
    Role.SERVICE_CENTER_HEAD,
    Role.SERVICE_DEPT_MANAGER,
    Role.QUALITY,
    Role.FINANCE,
    Role.GM,
}

RIGHTS = Rights(
    {
        "stock.read": _READERS,
        "ledger.read": _BOOKS,
        "part.register": _STORE | _REGION,
        # The region's spares are the regional manager's affair (000-4.3g).
        "store.open": _REGION,
        "stock.receive": _STORE,
        "stock.transfer": _STORE | _REGION,
        "stock.count": frozenset({Role.WAREHOUSE, Role.REGIONAL_MANAGER}),
        # The engineer files the inbound note, the storekeeper signs it (002-4.5.3.1a).
        "return.receive": _STORE | {Role.FIELD_ENGINEER},
        # Quality takes part in the inbound inspection (002-4.5.3.1c).
        "return.inspect": _STORE | {Role.QUALITY},
        "return.put_away": _STORE,
    }
)
