"""Search by words: bigrams of Chinese, beginnings of everything else, on one index per table.

No index can serve `@@` under row-level security (the operator is not leakproof: PostgreSQL checks
the region of every row first). So each list finds its keys through a function of the tables'
owner, which keeps to the region itself, and reads the rows under row-level security as ever.
"""

from alembic import op

from aftercare_kit.migrations.rights import app_role

revision = "0002"
down_revision = "0001"

# Ideographs stand in runs without spaces: split off what stands beside them.
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_TOKENS = """
create function search_tokens(said text) returns setof text
language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
    select left(token, 60)
    from regexp_split_to_table(
        regexp_replace(
            lower(normalize(said, NFKC) collate "pg_c_utf8"),
            '([IDEOGRAPHS]+)' collate "pg_c_utf8", ' \\1 ', 'g'),
        '[^[:alnum:]]+' collate "pg_c_utf8") token
    where token <> ''
$$
"""

_WORDS = """
create function search_words(said text) returns tsvector
language sql immutable strict parallel safe set search_path = public, pg_catalog, pg_temp as $$
    select coalesce(array_to_tsvector(array_agg(distinct word)), ''::tsvector)
    from search_tokens(said) token
    cross join lateral (
        select token as word where token !~ '^[IDEOGRAPHS]'
        union all
        select substr(token, place, 2) from generate_series(1, length(token)) place
        where token ~ '^[IDEOGRAPHS]'
    ) words
$$
"""

# The last character of a run stands alone among the words; a question has no use for it.
_QUESTION = """
create function search_question(said text) returns tsquery
language sql immutable strict parallel safe set search_path = public, pg_catalog, pg_temp as $$
    select string_agg(distinct quote_literal(word) || ':*', ' & ')::tsquery
    from search_tokens(said) token
    cross join lateral (
        select token as word where token !~ '^[IDEOGRAPHS]' or length(token) = 1
        union all
        select substr(token, place, 2) from generate_series(1, length(token) - 1) place
        where token ~ '^[IDEOGRAPHS]'
    ) words
$$
"""

_SEARCHED = {
    "customer": "code || ' ' || name",
    "asset": "serial || ' ' || model || ' ' || product_line || ' ' || coalesce(invoice_no, '')",
    "request": (
        "number || ' ' || subject || ' ' || coalesce(description, '') || ' ' || asset_serial"
        " || ' ' || product_line || ' ' || site_code"
    ),
}

_FIND_REQUESTS = """
create function find_requests(
    said text, of_customer uuid, of_asset uuid, of_centre text, in_state text,
    numbered text, before timestamptz, before_id uuid, most integer
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    select t.id from request t
    where t.region = current_setting('app.region', true)
    and t.words @@ search_question(said)
    and (of_customer is null or t.customer_id = of_customer)
    and (of_asset is null or t.asset_id = of_asset)
    and (of_centre is null or t.centre = of_centre)
    and (in_state is null or t.state = in_state)
    and (numbered is null or t.number = numbered)
    and (before is null or (t.reported_at, t.id) < (before, before_id))
    order by t.reported_at desc, t.id desc limit most;
end $$
"""

_FIND_CUSTOMERS = """
create function find_customers(
    said text, of_customer uuid, of_centre text, coded text,
    after text, after_id uuid, most integer
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    select t.id from customer t
    where t.region = current_setting('app.region', true)
    and t.words @@ search_question(said)
    and (of_customer is null or t.id = of_customer)
    and (of_centre is null or t.centre = of_centre)
    and (coded is null or t.code = coded)
    and (after is null or (t.code, t.id) > (after, after_id))
    order by t.code, t.id limit most;
end $$
"""

_FIND_ASSETS = """
create function find_assets(
    said text, of_customer uuid, of_centre text, with_serial text,
    after text, after_id uuid, most integer
) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    select t.id from asset t
    where t.region = current_setting('app.region', true)
    and t.words @@ search_question(said)
    and (of_customer is null or t.customer_id = of_customer)
    and (of_centre is null or exists (
        select from customer c where c.id = t.customer_id and c.centre = of_centre))
    and (with_serial is null or t.serial = with_serial)
    and (after is null or (t.serial, t.id) > (after, after_id))
    order by t.serial, t.id limit most;
end $$
"""

_FINDERS = {
    "find_requests(text, uuid, uuid, text, text, text, timestamptz, uuid, integer)": _FIND_REQUESTS,
    "find_customers(text, uuid, text, text, text, uuid, integer)": _FIND_CUSTOMERS,
    "find_assets(text, uuid, text, text, text, uuid, integer)": _FIND_ASSETS,
}


def upgrade() -> None:
    op.execute("drop index request_text")
    for function in (_TOKENS, _WORDS, _QUESTION):
        op.execute(function.replace("IDEOGRAPHS", _IDEOGRAPHS))
    for table, said in _SEARCHED.items():
        op.execute(
            f"alter table {table} add column words tsvector"
            f" generated always as (search_words({said})) stored"
        )
        op.execute(
            f"create index {table}_words on {table} using gin (words) with (fastupdate = off)"
        )
        # Row security is forced on the owner too; its finders ask for the region themselves.
        op.execute(f"create policy finders on {table} for select to current_user using (true)")
    for signature, function in _FINDERS.items():
        op.execute(function)
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to {app_role()}")
    op.execute(
        "create index request_open on request (customer_id, reported_at desc, id desc)"
        " where state in ('registered', 'triaged', 'in_service')"
    )
