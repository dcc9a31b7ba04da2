-- What the risk service said last about a person, for sign-ins while it is away.
create table known_risk (
    tenant_id uuid        not null,
    person_id uuid        not null,
    document  jsonb       not null,
    at        timestamptz not null,
    primary key (tenant_id, person_id)
);
alter table known_risk enable row level security;
alter table known_risk force row level security;
create policy one_tenant on known_risk
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update on known_risk to ${app_role};

-- What the risk service has still to be told: failed sign-ins, sign-ins it was away for, outcomes. Sent in order of number,
-- removed when it has them. Kinds: sign-in, outcome.
create table sign_in_report (
    tenant_id  uuid        not null,
    number     bigint      generated always as identity,
    sign_in_id uuid        not null,
    kind       text        not null check (kind in ('sign-in', 'outcome')),
    body       jsonb       not null,
    created_at timestamptz not null,
    primary key (tenant_id, number)
);
alter table sign_in_report enable row level security;
alter table sign_in_report force row level security;
create policy one_tenant on sign_in_report
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, delete on sign_in_report to ${app_role};

-- The sender serves all tenants but knows none by itself. This tells which have something to send, and nothing else.
create policy owner_counts on sign_in_report for select to current_user using (true);
create function tenants_with_reports() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as 'select distinct tenant_id from public.sign_in_report';
revoke all on function tenants_with_reports() from public;
grant execute on function tenants_with_reports() to ${app_role};
