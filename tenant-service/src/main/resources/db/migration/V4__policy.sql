-- All rules of a tenant are one unit: whoever changes any of them locks the tenant's row here first.
create table tenant_rules (
    tenant_id           uuid   not null primary key references tenant,
    -- The tenant's name as decisions show it to people.
    display_name        text   not null,
    registration        jsonb  not null,
    registration_number bigint not null default 1,
    external            jsonb  not null,
    external_number     bigint not null default 1,
    version             bigint not null default 0,
    published           jsonb
);

create table conditional_access_policy (
    tenant_id    uuid        not null references tenant_rules,
    policy_id    uuid        not null,
    display_name text        not null,
    state        text        not null,
    -- The policy in Graph's own JSON, as clients get it back (without id and times).
    body         jsonb       not null,
    created_at   timestamptz not null,
    modified_at  timestamptz,
    primary key (tenant_id, policy_id)
);

alter table tenant_rules enable row level security;
alter table tenant_rules force row level security;
alter table conditional_access_policy enable row level security;
alter table conditional_access_policy force row level security;

create policy one_tenant on tenant_rules
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on conditional_access_policy
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

create policy snapshot on tenant_rules for select to ${feed_role} using (true);
grant select (tenant_id, version, published) on tenant_rules to ${feed_role};

grant select, insert, update on tenant_rules to ${app_role};
grant select, insert, update, delete on conditional_access_policy to ${app_role};
