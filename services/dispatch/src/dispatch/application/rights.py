"""Who may do what in dispatch; roles are those that the trade prints."""

from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role
from dispatch.application.outside import OUTSIDE

_DESK = frozenset({Role.SERVICE_CENTER_DISPATCHER, Role.SERVICE_AGENT, Role.REGIONAL_MANAGER})
_TECHNICAL = frozenset({Role.REGIONAL_SUPPORT, Role.TECH_SUPPORT_L2, Role.RD})
_FIELD = frozenset({Role.FIELD_ENGINEER, Role.RELATED_UNIT})
REVIEWERS = frozenset(
    {Role.SERVICE_SUPERVISOR, Role.SERVICE_CENTER_HEAD, Role.REGIONAL_MANAGER, Role.QUALITY}
)
_DEPARTMENTS = frozenset(
    {Role.PRODUCTION, Role.DATA_ENG, Role.INTEGRATION, Role.PROJECT_MANAGER, Role.INDUSTRY_APP}
)
_READERS = frozenset(Role) - {Role.CUSTOMER, Role.CUSTOMER_REP, Role.MILITARY_REP}

_PERSONNEL = frozenset({Role.REGIONAL_MANAGER, Role.HR_ADMIN})

RIGHTS = Rights(
    {
        "work_order.read": _READERS,
        "work_order.respond": _DESK | _TECHNICAL | _FIELD,
        "work_order.hold": _DESK | _TECHNICAL | _FIELD,
        "work_order.escalate": _DESK | _TECHNICAL | _FIELD,
        "work_order.take_over": _TECHNICAL | _FIELD | {Role.SERVICE_SUPERVISOR},
        "work_order.analyse": frozenset({Role.QUALITY}),
        "work_order.resolve": _DESK | _TECHNICAL | _FIELD,
        "scheme.submit": _DESK | _TECHNICAL | _FIELD | {Role.PRODUCTION, Role.DATA_ENG},
        "scheme.review": REVIEWERS | {Role.GM, Role.COMPANY_LEADER, Role.SERVICE_DEPT_MANAGER},
        "scheme.consent": _DESK | _TECHNICAL | _FIELD,
        # The executing department picks its staff; the papers go to the desk (002-4.4.2).
        "outing.apply": _DESK | _TECHNICAL | _FIELD | _DEPARTMENTS,
        "outing.approve": REVIEWERS | {Role.GM, Role.SERVICE_DEPT_MANAGER},
        "staff.allocate": frozenset({Role.SERVICE_DEPT_MANAGER, Role.INSPECTOR_L1, Role.GM}),
        # The desk writes the head of the outing record, the engineer the rest (002-4.4.3b).
        "record.head": frozenset({Role.SERVICE_CENTER_DISPATCHER, Role.SERVICE_AGENT}),
        "statistics.read": _READERS - OUTSIDE - {Role.FIELD_ENGINEER},
        "statistics.check": frozenset({Role.REGIONAL_MANAGER}),
        # A service notice is issued by the designated person and nobody else (001-5.5.4).
        "visit.schedule": frozenset({Role.SERVICE_CENTER_DISPATCHER}),
        "visit.cancel": frozenset({Role.SERVICE_CENTER_DISPATCHER, Role.REGIONAL_MANAGER}),
        "visit.carry_out": _FIELD,
        "report.sign": _FIELD,
        # Paper is for who may read the work: crews their own jobs (001-5.11.1).
        "form.print": _READERS,
        "service_order.plan": _DESK
        | {Role.PROJECT_MANAGER, Role.SERVICE_ASSISTANT, Role.DATA_ENG, Role.PRODUCTION},
        "training.record": _TECHNICAL,
        "tools.keep": _TECHNICAL | {Role.SERVICE_CENTER_DISPATCHER, Role.SERVICE_ASSISTANT},
        "work_order.log": _TECHNICAL | _FIELD | _DEPARTMENTS,
        "service_order.carry_out": _FIELD
        | _TECHNICAL
        | {Role.DATA_ENG, Role.PRODUCTION, Role.PROJECT_MANAGER},
        "report.destroy": frozenset({Role.SERVICE_INFO_OFFICER}),
        "plan.read": _READERS - OUTSIDE,
        "plan.approve": frozenset(
            {
                Role.SERVICE_SUPERVISOR,
                Role.SERVICE_DEPT_MANAGER,
                Role.SERVICE_CENTER_HEAD,
                Role.COMPANY_LEADER,
                Role.GM,
            }
        ),
        "plan.write": _DESK
        | {Role.SERVICE_CENTER_HEAD, Role.SERVICE_MANAGER_CERTIFIED, Role.HR_ADMIN},
        "plan.write_project": frozenset({Role.REGIONAL_MANAGER}),
        "plan.write_technical": _DESK | {Role.SERVICE_CENTER_HEAD},
        "plan.write_annual": _DESK,
        "plan.write_proactive": _DESK | {Role.SERVICE_MANAGER_CERTIFIED},
        "plan.write_training": frozenset({Role.HR_ADMIN}),
        "report.archive": frozenset({Role.SERVICE_INFO_OFFICER}),
        "engineer.enrol": _PERSONNEL,
        "engineer.certify": _PERSONNEL,
        "engineer.roster": _PERSONNEL | {Role.SERVICE_CENTER_DISPATCHER},
        "duty.plan": frozenset({Role.REGIONAL_MANAGER, Role.SERVICE_CENTER_DISPATCHER}),
        "staff.read": _READERS - OUTSIDE,
    }
)
