"""Search that stays fast where the planner cannot guess: pairs exactly, files by their index.

A pair of ideographs is a whole word of the index, so it is asked for as such; only what may go on
is asked for by its beginning. How often a beginning occurs cannot be estimated: customers and
units are therefore found by the word index and sorted, and one customer's requests are read by
customer. All other requests are left to the planner, who knows how frequent whole words are.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_QUESTION = """
create or replace function search_question(said text) returns tsquery
language sql immutable strict parallel safe set search_path = public, pg_catalog, pg_temp as $$
    select string_agg(distinct quote_literal(word) || mark, ' & ')::tsquery
    from search_tokens(said) token
    cross join lateral (
        select token as word, ':*' as mark where token !~ '^[IDEOGRAPHS]' or length(token) = 1
        union all
        select substr(token, place, 2), '' from generate_series(1, length(token) - 1) place
        where token ~ '^[IDEOGRAPHS]'
    ) words
$$
"""

_FIND_REQUESTS = """
create or replace function find_requests(
    said text, of_customer uuid, of_asset uuid, of_centre text, in_state text,
    numbered text, before timestamptz, before_id uuid, most integer
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    if of_asset is not null or of_customer is not null or numbered is not null then
        return query
        with theirs as materialized (
            select t.id, t.reported_at, t.words from request t
            where t.region = current_setting('app.region', true)
            and (of_customer is null or t.customer_id = of_customer)
            and (of_asset is null or t.asset_id = of_asset)
            and (of_centre is null or t.centre = of_centre)
            and (in_state is null or t.state = in_state)
            and (numbered is null or t.number = numbered)
            and (before is null or (t.reported_at, t.id) < (before, before_id))
        )
        select t.id from theirs t where t.words @@ search_question(said)
        order by t.reported_at desc, t.id desc limit most;
        return;
    end if;
    return query
    select t.id from request t
    where t.region = current_setting('app.region', true)
    and t.words @@ search_question(said)
    and (of_centre is null or t.centre = of_centre)
    and (in_state is null or t.state = in_state)
    and (before is null or (t.reported_at, t.id) < (before, before_id))
    order by t.reported_at desc, t.id desc limit most;
end $$
"""

_FIND_CUSTOMERS = """
create or replace function find_customers(
    said text, of_customer uuid, of_centre text, coded text,
    after text, after_id uuid, most integer
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with found as materialized (
        select t.id, t.code from customer t
        where t.region = current_setting('app.region', true)
        and t.words @@ search_question(said)
        and (of_customer is null or t.id = of_customer)
        and (of_centre is null or t.centre = of_centre)
        and (coded is null or t.code = coded)
    )
    select t.id from found t
    where after is null or (t.code, t.id) > (after, after_id)
    order by t.code, t.id limit most;
end $$
"""

_FIND_ASSETS = """
create or replace function find_assets(
    said text, of_customer uuid, of_centre text, with_serial text,
    after text, after_id uuid, most integer
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with found as materialized (
        select t.id, t.serial from asset t
        where t.region = current_setting('app.region', true)
        and t.words @@ search_question(said)
        and (of_customer is null or t.customer_id = of_customer)
        and (with_serial is null or t.serial = with_serial)
        and (of_centre is null or exists (
            select from customer c where c.id = t.customer_id and c.centre = of_centre))
    )
    select t.id from found t
    where after is null or (t.serial, t.id) > (after, after_id)
    order by t.serial, t.id limit most;
end $$
"""


def upgrade() -> None:
    op.execute(_QUESTION.replace("IDEOGRAPHS", _IDEOGRAPHS))
    for finder in (_FIND_REQUESTS, _FIND_CUSTOMERS, _FIND_ASSETS):
        op.execute(finder)
