"""Who may do what in intake; roles are those that the trade prints."""

from uuid import UUID

from aftercare_kit.actors import Actor
from aftercare_kit.errors import RightMissing, UnknownRecord
from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role

OUTSIDE = frozenset({Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP})
_EVERYBODY = frozenset(Role) - {Role.SYSTEM}
_INSIDE = _EVERYBODY - OUTSIDE
_DESK = frozenset(
    {
        Role.SERVICE_AGENT,
        Role.SERVICE_CENTER_DISPATCHER,
        Role.REGIONAL_MANAGER,
        Role.SERVICE_SUPERVISOR,
    }
)
_TECHNICAL = frozenset({Role.FIELD_ENGINEER, Role.REGIONAL_SUPPORT, Role.TECH_SUPPORT_L2})
_COMMERCIAL = frozenset({Role.SALES, Role.PROJECT_MANAGER, Role.SERVICE_ASSISTANT})
_LEADERS = frozenset(
    {Role.SERVICE_DEPT_MANAGER, Role.SERVICE_CENTER_HEAD, Role.COMPANY_LEADER, Role.GM}
)
_DEPARTMENTS = frozenset(
    {
        Role.PRODUCTION,
        Role.RD,
        Role.DATA_ENG,
        Role.INTEGRATION,
        Role.SMART_CITY_1,
        Role.SMART_CITY_2,
        Role.INDUSTRY_APP,
    }
)

RIGHTS = Rights(
    {
        # Whoever meets a need takes it in at once (002-4.2.1a); customers do so for themselves.
        "request.register": _EVERYBODY,
        "request.read": _EVERYBODY,
        # Paper is for our own people (001-5.11.1); customers see their request on the screen.
        "request.print": _INSIDE - {Role.RELATED_UNIT},
        "request.triage": _DESK | {Role.QUALITY},
        "request.cancel": _DESK | OUTSIDE,
        "request.merge": _DESK,
        "customer.read": _EVERYBODY,
        "customer.keep": _DESK | _COMMERCIAL,
        # Who has to reach the customer reads numbers and addresses in full (002-3.2.2).
        # One place for all that is known of a customer (004-5.1.3.3); money for whom it concerns.
        "customer_file.read": _DESK
        | _COMMERCIAL
        | _LEADERS
        | {Role.EXTERNAL_QUOTING, Role.FINANCE, Role.QUALITY, Role.COMPLAINT_CENTER},
        "customer_file.finance": _LEADERS
        | {
            Role.EXTERNAL_QUOTING,
            Role.FINANCE,
            Role.SALES,
            Role.SERVICE_ASSISTANT,
            Role.REGIONAL_MANAGER,
            Role.SERVICE_SUPERVISOR,
        },
        "improvement.read": _INSIDE,
        "improvement.wish": _INSIDE,
        "improvement.answer": _DEPARTMENTS | {Role.QUALITY, Role.TECH_SUPPORT_L2},
        "contact.read": _DESK | _TECHNICAL | {Role.COMPLAINT_CENTER},
        "contact.keep": _DESK | _COMMERCIAL,
        "contact.erase": frozenset({Role.REGIONAL_MANAGER, Role.SERVICE_SUPERVISOR}),
        # Whoever answers for the customer's data, and who leads.
        "task.read": _INSIDE,
        "legal_hold.keep": _LEADERS | {Role.SERVICE_SUPERVISOR},
        "contact_log.read": _INSIDE,
        "contact_log.keep": _INSIDE,
        # A monitoring system signs in as somebody of the customer's or of the desk's.
        "alarm.raise": _DESK | _TECHNICAL | OUTSIDE,
        "asset.keep": _DESK | _COMMERCIAL,
        # Who was at the unit knows what runs on it (003-2.1c).
        "asset.version": _DESK | _COMMERCIAL | _TECHNICAL | {Role.RD, Role.RELATED_UNIT},
        # What sales knows of a delivery (001-4.6); the field counts it (004-5.2.3.3).
        "delivery.read": _INSIDE,
        "delivery.record": _COMMERCIAL | {Role.EXTERNAL_QUOTING},
        "delivery.count": _TECHNICAL | {Role.PROJECT_MANAGER, Role.EXTERNAL_QUOTING},
        "contract.keep": _COMMERCIAL | {Role.REGIONAL_MANAGER, Role.SERVICE_SUPERVISOR},
        "handover.prepare": frozenset({Role.PROJECT_MANAGER}),
        # Which of them, and in which order, the policy says (000-4.2c).
        "handover.review": _LEADERS | {Role.REGIONAL_MANAGER, Role.SERVICE_SUPERVISOR},
        "handover.finish": _DESK | _TECHNICAL | {Role.PROJECT_MANAGER},
        "handover.read": _INSIDE,
        # Copies leave the house with permission only; those of defence customers have a list of
        # their own (001-5.11.1).
        "sheet.export": frozenset(
            {
                Role.REGIONAL_MANAGER,
                Role.SERVICE_SUPERVISOR,
                Role.SERVICE_ASSISTANT,
                Role.SERVICE_CENTER_HEAD,
                Role.COMPANY_LEADER,
            }
        ),
        "sheet.export_defence": frozenset({Role.SERVICE_CENTER_HEAD, Role.COMPANY_LEADER}),
        "renewal.read": _INSIDE,
        "renewal.draft": frozenset({Role.REGIONAL_MANAGER}),
        "renewal.approve": frozenset({Role.SERVICE_SUPERVISOR, Role.SERVICE_DEPT_MANAGER}),
        "renewal.sign": _COMMERCIAL | {Role.REGIONAL_MANAGER},
        "request.answer": _DESK | _TECHNICAL,
        "request.refer": _DESK | _TECHNICAL | {Role.QUALITY},
        "product_line.read": _EVERYBODY,
        "product_line.keep": frozenset(
            {Role.PRODUCTION, Role.RD, Role.SERVICE_CENTER_HEAD, Role.SERVICE_DEPT_MANAGER}
        ),
        "campaign.read": _INSIDE,
        "campaign.keep": frozenset({Role.QUALITY, Role.SERVICE_DEPT_MANAGER}),
        "campaign.carry_out": _DESK | {Role.QUALITY},
        "centre.read": _EVERYBODY,
        "centre.keep": frozenset(
            {Role.SERVICE_CENTER_HEAD, Role.REGIONAL_MANAGER, Role.SERVICE_DEPT_MANAGER}
        ),
        "policy.read": _INSIDE,
        "policy.preview": frozenset(
            {Role.SERVICE_DEPT_MANAGER, Role.SERVICE_MANAGER_CERTIFIED, Role.GM}
        ),
        "policy.publish": frozenset(
            {Role.SERVICE_DEPT_MANAGER, Role.SERVICE_MANAGER_CERTIFIED, Role.GM}
        ),
    }
)


def own_customer(actor: Actor) -> UUID | None:
    """The one customer whose records the actor may see; None is every customer.

    Raises:
        RightMissing: somebody from outside whose token names no customer.

    """
    if actor.customer_id is None and actor.roles <= OUTSIDE:
        raise RightMissing("customer.any")
    return actor.customer_id


def must_reach(
    actor: Actor, record: str, record_id: UUID, *, customer_id: UUID, centre: str | None = None
) -> None:
    """Answer a record out of the actor's reach as if it did not exist.

    Args:
        actor: who asks.
        record: what kind of record was named.
        record_id: which one.
        customer_id: whose it is.
        centre: which centre serves it, where that matters.

    """
    own = own_customer(actor)
    foreign = own is not None and own != customer_id
    elsewhere = None not in (centre, actor.centre) and actor.centre != centre
    if foreign or elsewhere:
        raise UnknownRecord(record, record_id)
