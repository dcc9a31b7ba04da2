-- The cross-tenant access policy in Graph's shape. What decisions heed of it (whose MFA counts, who is distrusted) stands in tenant_rules.external
-- and nowhere else; here is the rest. Whoever changes any of it has locked the tenant's row of tenant_rules.
create table cross_tenant_default (
    tenant_id uuid   not null primary key references tenant,
    -- Graph's blocks by their names, those that were set.
    body      jsonb  not null,
    revision  bigint not null
);

create table cross_tenant_partner (
    tenant_id         uuid        not null references tenant,
    partner_tenant_id uuid        not null,
    body              jsonb       not null,
    -- The roles a provider may get at most; null where nothing is said.
    role_cap          uuid[],
    created_at        timestamptz not null,
    revision          bigint      not null,
    primary key (tenant_id, partner_tenant_id),
    check (tenant_id <> partner_tenant_id)
);

alter table cross_tenant_default enable row level security;
alter table cross_tenant_default force row level security;
alter table cross_tenant_partner enable row level security;
alter table cross_tenant_partner force row level security;

create policy one_tenant on cross_tenant_default
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on cross_tenant_partner
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

grant select, insert, update, delete on cross_tenant_default to ${app_role};
grant select, insert, update, delete on cross_tenant_partner to ${app_role};
