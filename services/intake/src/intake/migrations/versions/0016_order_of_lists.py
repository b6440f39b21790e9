"""An index for the very order of each list, and a search that first walks down that order.

How often a beginning of a word occurs cannot be estimated, so the finders try. They walk down the
list's own order for some rows: whatever is frequent has filled a page by then, and a list that ends
on the way has been searched whole. What is left is rare, and found by the word index.
"""

from alembic import op

revision = "0016"
down_revision = "0015"

_INDEXES = (
    """
    create index request_to_triage on request (region, registered_at, id)
        where state = 'registered'
    """,
    """
    create index contact_log_channel on contact_log
        (region, channel, direction, happened_at desc, id desc)
    """,
    "create index handover_centre on handover (region, centre, project_no, id)",
    "create index renewal_state on renewal (region, state, ends_on, id)",
    """
    create index improvement_unanswered on improvement (region, wished_at desc, id desc)
        where reply is null
    """,
)

_REQUESTS = {
    "name": "find_requests",
    "parameters": "said text, of_customer uuid, of_asset uuid, of_centre text, in_state text,"
    " numbered text, before timestamptz, before_id uuid, most integer",
    "table": "request",
    "by": "reported_at",
    "order": "t.reported_at desc, t.id desc",
    "narrow": """
        and (of_customer is null or t.customer_id = of_customer)
        and (of_asset is null or t.asset_id = of_asset)
        and (of_centre is null or t.centre = of_centre)
        and (in_state is null or t.state = in_state)
        and (numbered is null or t.number = numbered)
        and (before is null or (t.reported_at, t.id) < (before, before_id))
    """,
}
_CUSTOMERS = {
    "name": "find_customers",
    "parameters": "said text, of_customer uuid, of_centre text, coded text,"
    " after text, after_id uuid, most integer",
    "table": "customer",
    "by": "code",
    "order": "t.code, t.id",
    "narrow": """
        and (of_customer is null or t.id = of_customer)
        and (of_centre is null or t.centre = of_centre)
        and (coded is null or t.code = coded)
        and (after is null or (t.code, t.id) > (after, after_id))
    """,
}
_ASSETS = {
    "name": "find_assets",
    "parameters": "said text, of_customer uuid, of_centre text, with_serial text,"
    " after text, after_id uuid, most integer",
    "table": "asset",
    "by": "serial",
    "order": "t.serial, t.id",
    "narrow": """
        and (of_customer is null or t.customer_id = of_customer)
        and (with_serial is null or t.serial = with_serial)
        and (of_centre is null or exists (
            select from customer c where c.id = t.customer_id and c.centre = of_centre))
        and (after is null or (t.serial, t.id) > (after, after_id))
    """,
}

_FINDER = """
create or replace function {name}({parameters}) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    question tsquery := search_question(said);
    walk integer;
    walked integer;
    found uuid[];
begin
    foreach walk in array array[500, 5000] loop
        with seen as materialized (
            select t.id, t.{by}, t.words @@ question as hit from {table} t
            where t.region = current_setting('app.region', true) {narrow}
            order by {order} limit walk
        )
        select (select count(*) from seen),
            array(select t.id from seen t where t.hit order by {order} limit most)
        into walked, found;
        if walked < walk or cardinality(found) >= most then
            return query select unnest(found);
            return;
        end if;
    end loop;
    return query
    with found as materialized (
        select t.id, t.{by} from {table} t
        where t.region = current_setting('app.region', true) and t.words @@ question {narrow}
    )
    select t.id from found t order by {order} limit most;
end $$
"""


def upgrade() -> None:
    for statement in _INDEXES:
        op.execute(statement)
    for finder in (_REQUESTS, _CUSTOMERS, _ASSETS):
        op.execute(_FINDER.format(**finder))
