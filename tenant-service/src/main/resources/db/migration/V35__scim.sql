-- How a provisioning client calls the people and groups it keeps. Its own names only: everything else is the directory's.
create table scim_name (
    tenant_id   uuid not null references tenant,
    resource    text not null check (resource in ('User', 'Group')),
    resource_id uuid not null,
    external_id text not null,
    primary key (tenant_id, resource, resource_id)
);
-- One client's name means one thing.
create unique index scim_name_once on scim_name (tenant_id, resource, external_id);

alter table scim_name enable row level security;
alter table scim_name force row level security;
create policy one_tenant on scim_name
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on scim_name to ${app_role};
