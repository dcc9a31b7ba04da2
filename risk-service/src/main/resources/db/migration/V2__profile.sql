-- What is usual for a person: the last accepted sign-ins, oldest first, at most eight.
create table person_profile (
    tenant_id uuid        not null,
    person_id uuid        not null,
    version   integer     not null default 0,
    accepted  integer     not null default 0,
    first_at  timestamptz,
    ring      jsonb       not null default '[]',
    primary key (tenant_id, person_id)
) with (fillfactor = 70);

alter table person_profile enable row level security;
alter table person_profile force row level security;
create policy one_tenant on person_profile for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update on person_profile to ${app_role};

-- What came from an address in ten minutes, by the name that was tried. Sums, so the order of arrival does not matter.
create table source_window (
    tenant_id uuid        not null,
    ip        inet        not null,
    -- The first address of its /24 or /48.
    around    inet        not null,
    bucket    timestamptz not null,
    -- A hash of the name: what matters is how many there are, and whether it is this one.
    name_key  bigint      not null,
    failed    integer     not null,
    succeeded integer     not null,
    touched   date        not null default current_date,
    primary key (tenant_id, ip, bucket, name_key)
) with (fillfactor = 80);
create index source_window_around on source_window (tenant_id, around, bucket);
create index source_window_old on source_window (tenant_id, touched);

alter table source_window enable row level security;
alter table source_window force row level security;
create policy one_tenant on source_window for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on source_window to ${app_role};

-- A source that tried many names, or one name many times: one row a source, kind and day (of the events, UTC).
create table source_alert (
    tenant_id uuid             not null,
    kind      text             not null check (kind in ('passwordSpray', 'bruteForce')),
    source    text             not null,
    day       date             not null,
    first_at  timestamptz      not null,
    last_at   timestamptz      not null,
    -- The strongest evidence of the day.
    names     integer          not null,
    succeeded integer          not null,
    attempts  integer          not null,
    surprise  double precision not null,
    engine    text             not null,
    primary key (tenant_id, kind, source, day)
);

alter table source_alert enable row level security;
alter table source_alert force row level security;
create policy one_tenant on source_alert for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update on source_alert to ${app_role};
