-- Addresses a tenant does not want to see.
create table block_list (
    tenant_id  uuid        not null primary key,
    -- Counts changes; a list that was read is good as long as this stays.
    version    bigint      not null default 0,
    changed_at timestamptz not null
);

create table block_list_entry (
    tenant_id uuid        not null,
    entry_id  uuid        not null,
    address   cidr        not null,
    reason    text        not null,
    added_by  text        not null,
    added_at  timestamptz not null,
    primary key (tenant_id, entry_id),
    unique (tenant_id, address)
);
create index block_list_entry_listed on block_list_entry (tenant_id, added_at, entry_id);

-- Every change. Rows are only ever added.
create table block_list_change (
    tenant_id uuid        not null,
    version   bigint      not null,
    at        timestamptz not null,
    what      text        not null check (what in ('added', 'removed')),
    address   cidr        not null,
    reason    text        not null,
    changed_by text       not null,
    primary key (tenant_id, version)
);

alter table block_list enable row level security;
alter table block_list force row level security;
create policy one_tenant on block_list for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update on block_list to ${app_role};

alter table block_list_entry enable row level security;
alter table block_list_entry force row level security;
create policy one_tenant on block_list_entry for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, delete on block_list_entry to ${app_role};

alter table block_list_change enable row level security;
alter table block_list_change force row level security;
create policy one_tenant on block_list_change for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert on block_list_change to ${app_role};
