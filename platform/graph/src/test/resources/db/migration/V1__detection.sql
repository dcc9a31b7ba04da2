-- Things of every kind a filter can ask for.
create table detection (
    tenant_id  uuid        not null,
    id         uuid        not null,
    kind       text,
    person     text,
    level      text,
    source     text,
    simulated  boolean,
    error_code bigint,
    city       text,
    tags       text[]      not null default '{}',
    at         timestamptz,
    version    bigint      not null default 1,
    primary key (tenant_id, id)
);
alter table detection enable row level security;
alter table detection force row level security;
create policy one_tenant on detection
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on detection to ${app_role};
