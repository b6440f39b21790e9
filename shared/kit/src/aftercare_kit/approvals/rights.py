"""Who may see approvals and lend roles: everybody who works here."""

from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role

STAFF = frozenset(Role) - {Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP, Role.SYSTEM}

RIGHTS = Rights({"approval.read": STAFF, "approval.delegate": STAFF})
