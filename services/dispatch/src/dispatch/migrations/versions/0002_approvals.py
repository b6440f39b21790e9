"""Approvals and notices; a scheme in review goes on as a round, its consent becomes a record."""

from alembic import op

from aftercare_kit.migrations import create_duties

revision = "0002"
down_revision = "0001"

_ROUNDS = """
insert into approval
select gen_random_uuid(), s.region, 1, 'scheme', s.id, s.request_id, o.centre,
    o.number || ' ' || (s.proposal ->> 'cause'), s.author, '000-6.4',
    case when s.major then jsonb_build_array(review.step, last.step)
        else jsonb_build_array(review.step) end,
    '{"remind_every": "PT4H", "escalate_after": "PT8H"}',
    s.last_act_at, s.last_act_at,
    case when s.state = 'in_review' then review.step -> 'roles' else last.step -> 'roles' end,
    'pending',
    case when s.state = 'in_review' then 0 else 1 end,
    coalesce((select jsonb_agg(jsonb_build_object(
        'step', a ->> 'step', 'verdict', 'approved', 'by', a ->> 'by',
        'role', 'service_supervisor', 'at', a ->> 'at', 'comment', null, 'on_behalf_of', null))
        from jsonb_array_elements(s.approvals) a), '[]'),
    false
from scheme s join work_order o on o.id = s.work_order_id,
lateral (select '{"name": "review", "alone": false, "escalate_to": [], "roles": ["quality",
    "regional_manager", "service_center_head", "service_supervisor"]}'::jsonb) review(step),
lateral (select '{"name": "general_manager", "alone": true, "escalate_to": [],
    "roles": ["gm"]}'::jsonb) last(step)
where s.state in ('in_review', 'awaiting_general_manager')
"""
"""Reviews that were under way go on under the rules they began with."""


_OF_ALL_REGIONS = ("scheme", "work_order", "approval")
"""Rows that the owner may see for a moment without saying of which region."""


def upgrade() -> None:
    create_duties()
    op.execute("alter table scheme add consent_needed boolean not null default false")
    op.execute("alter table scheme alter consent_needed drop default, add consent jsonb")
    for table in _OF_ALL_REGIONS:
        op.execute(f"alter table {table} no force row level security")
    op.execute(_ROUNDS)
    for table in _OF_ALL_REGIONS:
        op.execute(f"alter table {table} force row level security")
