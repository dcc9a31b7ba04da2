-- What share of names failed at a tenant's sources, a row for each finished day: sums over sources of n names of which f failed.
create table source_share (
    tenant_id uuid             not null,
    day       date             not null,
    sources   integer          not null,
    names     double precision not null,
    failing   double precision not null,
    -- Of f * f / n, and of n * n.
    squares   double precision not null,
    sizes     double precision not null,
    primary key (tenant_id, day)
);

alter table source_share enable row level security;
alter table source_share force row level security;
create policy one_tenant on source_share for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, delete on source_share to ${app_role};
