-- All rows of a registration in one statement: number, request, event, timer, audit, idempotency.
-- Parameters are named in braces; the raw service fills in $1, $2, …, pgbench expressions.
with numbered as (
    insert into number_range (form, series, last) values ('handling_sheet', {series}, 1)
    on conflict (form, series) do update set last = number_range.last + 1
    returning series || case when last < 100 then lpad(last::text, 2, '0') else last::text end
        as number
), taken as (
    insert into request (
        id, region, version, number, customer_id, asset_id, asset_serial, product_line, site_code,
        centre, zone, department, channel, subject, description, reported_at, registered_at,
        last_act_at, form_due_at, form_overdue, state, need, call_clocks)
    select {request_id}, customer.region, 1, numbered.number, customer.id, asset.id, asset.serial,
        asset.product_line, site.code, service_centre.code, service_centre.zone, {department},
        {channel}, {subject}, {description}, now(), now(), now(), now() + interval '16 hours',
        false, 'registered', 'repair', {call_clocks}
    from numbered, customer
    join asset on asset.customer_id = customer.id
    join site on site.id = asset.site_id
    join service_centre
        on service_centre.region = customer.region and service_centre.code = customer.centre
    where customer.id = {customer_id} and asset.id = {asset_id}
    returning *
), told as (
    insert into event (
        event_id, aggregate, aggregate_id, aggregate_version, type, case_id, region, occurred_at,
        actor, traceparent, data)
    select {event_id}, 'request', id, 1, 'aftercare.intake.request.registered.v1', id, region,
        reported_at, {actor}, {traceparent}, jsonb_build_object(
            'request_id', id, 'number', number, 'customer_id', customer_id, 'asset_id', asset_id,
            'asset_serial', asset_serial, 'product_line', product_line, 'site_code', site_code,
            'centre', centre, 'department', department, 'channel', channel, 'subject', subject,
            'reported_at', reported_at, 'need', need)
    from taken
), timed as (
    insert into timer (kind, key, due_at, region, traceparent)
    select 'request.form_due', id, form_due_at, region, {traceparent} from taken
), audited as (
    insert into audit (
        at, subject, name, roles, region, action, aggregate, aggregate_id, detail, source_ip,
        trace_id)
    select registered_at, {actor}, {actor}, array['service_agent'], region, 'request.registered',
        'request', id, jsonb_build_object('event_id', {event_id}, 'version', 1), '127.0.0.1',
        split_part({traceparent}, '-', 2)
    from taken
)
insert into idempotency (subject, key, request_hash, status, etag, body, created_at)
select {actor}, {key}, {hash}, 201, '"1"', convert_to((to_jsonb(taken) - 'words')::text, 'utf8'), registered_at
from taken
returning body
