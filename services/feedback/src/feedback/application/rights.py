"""Who may do what in feedback; roles are those that the trade prints."""

from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role

OUTSIDE = frozenset({Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP})
"""Roles held by people of the customer's side."""

_DESK = frozenset(
    {
        Role.SERVICE_AGENT,
        Role.SERVICE_CENTER_DISPATCHER,
        Role.REGIONAL_MANAGER,
        Role.SERVICE_SUPERVISOR,
    }
)
_DEPARTMENTS = frozenset(
    {
        Role.QUALITY,
        Role.PRODUCTION,
        Role.RD,
        Role.DATA_ENG,
        Role.INTEGRATION,
        Role.SMART_CITY_1,
        Role.SMART_CITY_2,
        Role.INDUSTRY_APP,
        Role.TECH_SUPPORT_L2,
        Role.REGIONAL_SUPPORT,
    }
)
# Whose work is judged does not read the judgement.
_READERS = frozenset(Role) - OUTSIDE - {Role.FIELD_ENGINEER, Role.RELATED_UNIT}
_CUSTOMER = frozenset({Role.CUSTOMER})

RIGHTS = Rights(
    {
        "verification.read": _READERS | _CUSTOMER,
        "verification.record": _DESK | _CUSTOMER,
        "call_back.read": _READERS | _CUSTOMER,
        "call_back.record": _DESK | _CUSTOMER,
        "survey.read": _READERS | _CUSTOMER,
        "survey.answer": _DESK | _CUSTOMER,
        "complaint.read": _READERS | _CUSTOMER,
        "complaint.open": _DESK | {Role.COMPLAINT_CENTER, Role.UNIT_LIAISON} | _CUSTOMER,
        # Our promises run from the acceptance, so only our own people may say that it was earlier.
        "complaint.backdate": _DESK | {Role.COMPLAINT_CENTER, Role.UNIT_LIAISON},
        "complaint.handle": _DESK | _DEPARTMENTS | {Role.SERVICE_MANAGER_CERTIFIED},
        "complaint.reply": frozenset(
            {Role.COMPLAINT_CENTER, Role.SERVICE_AGENT, Role.SERVICE_MANAGER_CERTIFIED}
        ),
        # Closing desk and handling desk are two; the complaint itself refuses who handled it.
        "complaint.close": frozenset(
            {Role.COMPLAINT_CENTER, Role.SERVICE_SUPERVISOR, Role.SERVICE_MANAGER_CERTIFIED}
        ),
    }
)
