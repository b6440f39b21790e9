"""An index for the very order of each list and each kind of task, and for what is still open.

What has to be done is little beside what was done: its indexes hold the open rows only.
"""

from alembic import op

revision = "0014"
down_revision = "0013"

_LISTS = (
    "create index work_order_centre on work_order (region, centre, opened_at, id)",
    "create index work_order_asset on work_order (asset_id, id)",
    "create index service_order_kind on service_order (region, kind, planned_from, id)",
    "create index service_order_centre on service_order (region, centre, planned_from, id)",
    "drop index visit_unit",
    "create index visit_unit on visit (unit, planned_from, id) where unit is not null",
)
_TASKS = (
    """
    create index work_order_unanswered on work_order (region, opened_at, id)
        where state = 'open' and responded_at is null
    """,
    """
    create index work_order_ready on work_order (region, last_act_at, id)
        where state in ('open', 'in_progress') and scheme_id is not null
            and parts in ('none_needed', 'reserved') and commercial in ('free', 'accepted')
    """,
    """
    create index scheme_to_consent on scheme (region, last_act_at, id)
        where state = 'awaiting_customer'
    """,
    "create index visit_planned on visit (region, last_act_at, id) where state = 'planned'",
    "create index report_handed_in on report (region, handed_in_at, id) where state = 'handed_in'",
    "create index service_order_tasks on service_order (region, state, last_act_at, id)",
)
_BUSY = (
    """
    create index visit_open on visit (busy_to, busy_from)
        where state not in ('finished', 'cancelled')
    """,
    """
    create index service_order_binding on service_order (planned_to, planned_from)
        where state in ('issued', 'accepted', 'departed', 'working')
    """,
    "create index absence_to_come on absence (ends_at) where not cancelled",
    "create index duty_to_come on duty (ends_at) where not cancelled",
)


def upgrade() -> None:
    for statement in (*_LISTS, *_TASKS, *_BUSY):
        op.execute(statement)
