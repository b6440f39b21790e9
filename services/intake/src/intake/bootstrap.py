"""The one place where the parts of intake meet."""

from aftercare_kit import approvals
from aftercare_kit.approvals import routes as approval_routes
from aftercare_kit.notices import routes as notice_routes
from aftercare_kit.service import Service
from intake.adapters.work import PostgresWork
from intake.application.asset import warranty
from intake.application.ports import Work
from intake.application.renewal import fall_due
from intake.application.request import call_clocks, form_clock
from intake.application.retention import forget
from intake.application.volume import bind
from intake.domain import errors
from intake.domain.volume import binding_day
from intake.entrypoints.consumers import reactions
from intake.entrypoints.http import (
    alarms,
    asset_tree,
    assets,
    campaigns,
    centres,
    contact_logs,
    contracts,
    customers,
    deliveries,
    forms,
    handovers,
    improvements,
    legal_holds,
    policies,
    product_lines,
    renewals,
    requests,
    search,
    sheets,
    sites,
    tasks,
)


def service() -> Service[Work]:
    """Intake, put together."""
    return Service(
        name="intake",
        work=PostgresWork,
        routers=(
            requests.router,
            forms.router,
            customers.router,
            sites.router,
            assets.router,
            asset_tree.router,
            alarms.router,
            contact_logs.router,
            deliveries.router,
            improvements.router,
            legal_holds.router,
            contracts.router,
            handovers.router,
            campaigns.router,
            product_lines.router,
            renewals.router,
            approval_routes.router,
            tasks.router,
            notice_routes.router,
            centres.router,
            policies.router,
            search.router,
            sheets.router,
        ),
        reactions=reactions(),
        timers={
            form_clock.FORM_DUE: form_clock.overdue,
            call_clocks.PHONE_ANSWER_DUE: call_clocks.phone_answer_missed,
            call_clocks.APPOINTMENT_DUE: call_clocks.appointment_missed,
            warranty.WARRANTY_EXPIRING: warranty.expires_soon,
            fall_due.CONTRACT_ENDING: fall_due.fall_due,
            forget.MONTHLY: forget.forget_what_is_due,
            bind.YEARLY: bind.bind_volumes,
            **approvals.TIMERS,
        },
        standing={forget.MONTHLY: forget.next_month, bind.YEARLY: binding_day},
        notices=True,
        constraints={
            **notice_routes.CONSTRAINTS,
            "service_centre_code_key": errors.CentreCodeTaken,
            "customer_code_key": errors.CustomerCodeTaken,
            "site_code_key": errors.SiteCodeTaken,
            "asset_serial_key": errors.SerialTaken,
            "product_line_code_key": errors.ProductLineCodeTaken,
            "campaign_code_key": errors.CampaignCodeTaken,
            "handover_project_key": errors.ProjectNumberTaken,
            "contract_code_key": errors.ContractCodeTaken,
        },
    )
