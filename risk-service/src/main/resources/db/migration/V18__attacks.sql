-- From where, in which network and with which user agent sign-ins came that an administrator called compromised: decayed weights, each as it was
-- on its day.
create table tenant_attack (
    tenant_id  uuid             not null,
    kind       text             not null check (kind in ('address', 'network', 'agent')),
    value      text             not null,
    weight     double precision not null,
    day        integer          not null,
    primary key (tenant_id, kind, value)
);

alter table tenant_attack enable row level security;
alter table tenant_attack force row level security;
create policy one_tenant on tenant_attack for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on tenant_attack to ${app_role};
