-- Every sign-in of every tenant with its score in the same row, in one partition a month. Known by tenant, time and the source's id.
create table sign_in (
    tenant_id        uuid             not null,
    ts               timestamptz      not null,
    event_id         text             not null,
    received_at      timestamptz      not null,
    -- Null: nobody this directory knows; such rows still count for their source.
    person_id        uuid,
    user_name        text             not null,
    application_id   text             not null,
    application_name text             not null,
    client_app       text             not null,
    interactive      boolean          not null,
    correlation_id   text             not null,
    ip               inet,
    city             text             not null,
    state            text             not null,
    country          text             not null,
    latitude         double precision,
    longitude        double precision,
    device_id        text             not null,
    operating_system text             not null,
    browser          text             not null,
    user_agent       text             not null,
    error_code       integer          not null,
    failure_reason   text             not null,
    by_password      boolean          not null,
    attempts         integer          not null check (attempts > 0),
    mfa              text             check (mfa in ('passed', 'failed')),
    level            text             not null check (level in ('none', 'low', 'medium', 'high')),
    -- Why the level is what it is; null for a sign-in without anything to say about.
    reasons          jsonb,
    engine           text             not null,
    -- Whether the person's profile has learned from it. Never twice.
    learned          boolean          not null default false,
    primary key (tenant_id, ts, event_id)
) partition by range (ts);

create index sign_in_by_id on sign_in (tenant_id, event_id);
create index sign_in_of_person on sign_in (tenant_id, person_id, ts) where person_id is not null;
create index sign_in_from_source on sign_in (tenant_id, ip, ts) where person_id is not null;

alter table sign_in enable row level security;
alter table sign_in force row level security;
create policy one_tenant on sign_in for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update (error_code, failure_reason, mfa, level, reasons, learned) on sign_in to ${app_role};

-- Makes a month's partition. The application owns nothing, hence "security definer"; hence also the bounds, so that nobody can make
-- tables without end. Attaching takes a weaker lock than creating in place.
create function sign_in_month(month date) returns boolean
    language plpgsql
    security definer
    set search_path = public, pg_temp
as
$$
declare
    first date := date_trunc('month', month)::date;
    today date := (clock_timestamp() at time zone 'UTC')::date;
    part  text := 'sign_in_' || to_char(first, 'YYYYMM');
begin
    if first < date_trunc('month', today - interval '60 months') or first > today + interval '4 months' then
        raise exception 'No partition is made for %', first;
    end if;
    perform pg_advisory_xact_lock(hashtext('sign_in_month'));
    if to_regclass(part) is not null then
        return false;
    end if;
    execute format('create table %I (like sign_in including defaults including constraints)', part);
    execute format('alter table %I enable row level security', part);
    execute format('alter table %I force row level security', part);
    execute format(
        'alter table sign_in attach partition %I for values from (%L) to (%L)',
        part, first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
    return true;
end
$$;
revoke all on function sign_in_month(date) from public;
grant execute on function sign_in_month(date) to ${app_role};

select sign_in_month(((now() at time zone 'UTC') + n * interval '1 month')::date) from generate_series(-1, 2) n;
