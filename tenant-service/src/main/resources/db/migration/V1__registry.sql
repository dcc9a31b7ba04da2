-- The organisations of this installation and the domains they own.
create table tenant (
    tenant_id      uuid        not null primary key,
    display_name   text        not null,
    default_domain text        not null,
    created_at     timestamptz not null,
    -- The application made with the tenant, by which its administration begins.
    administration uuid        not null,
    -- What the operator sent to make a repeated request harmless, and what he asked for under that key.
    creation_key     text unique,
    creation_request text
);

alter table tenant enable row level security;
alter table tenant force row level security;

create policy one_tenant on tenant
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

-- Whoever acts in the platform's own tenant runs the installation: he may list all tenants. This is the only table of
-- which the platform's tenant sees more than itself, and it sees it read-only.
create policy platform_lists on tenant for select
    using ('${platform_tenant}'::uuid = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

grant select, insert, update on tenant to ${app_role};

create table domain (
    tenant_id  uuid        not null references tenant,
    name       text        not null check (name = lower(name)),
    is_default boolean     not null,
    added_at   timestamptz not null,
    primary key (tenant_id, name)
);

-- A domain belongs to one organisation; a unique index sees through row-level security.
create unique index domain_owned_once on domain (name);

alter table domain enable row level security;
alter table domain force row level security;

create policy one_tenant on domain
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

grant select, insert on domain to ${app_role};
