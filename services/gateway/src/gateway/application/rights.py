"""Who may read cases; how far that reaches is said by `queries/scope.py`."""

from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role

CUSTOMERS = frozenset({Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP})
FIELD = frozenset({Role.FIELD_ENGINEER, Role.RELATED_UNIT})

RIGHTS = Rights(
    {
        "case.read": frozenset(Role) - {Role.SYSTEM},
        "event.read": frozenset(Role) - {Role.SYSTEM},
    }
)
