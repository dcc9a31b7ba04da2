-- How often a tenant's settings were changed. Other nodes look at it every few seconds.
alter table tenant_model add column version bigint not null default 0;
grant update (version, targeted, low, medium, high) on tenant_model to ${app_role};

-- Every change of a tenant's budgets and strictness, as they were afterwards. Rows are only ever added.
create table risk_threshold_change (
    tenant_id  uuid             not null,
    version    bigint           not null,
    at         timestamptz      not null,
    low        double precision not null,
    medium     double precision not null,
    high       double precision not null,
    targeted   double precision not null,
    reason     text             not null,
    -- A person's or an application's id.
    changed_by text             not null,
    primary key (tenant_id, version)
);

alter table risk_threshold_change enable row level security;
alter table risk_threshold_change force row level security;
create policy one_tenant on risk_threshold_change for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert on risk_threshold_change to ${app_role};
