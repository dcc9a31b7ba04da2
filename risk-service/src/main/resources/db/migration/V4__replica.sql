-- What tenant-service says of its people, rules and relationships, kept from its feeds.
create table known_person (
    tenant_id           uuid    not null,
    person_id           uuid    not null,
    user_principal_name text    not null,
    display_name        text    not null,
    account_enabled     boolean not null,
    deleted             boolean not null,
    roles               uuid[]  not null,
    groups              uuid[]  not null,
    primary key (tenant_id, person_id)
);
create index known_person_by_name on known_person (tenant_id, user_principal_name) where not deleted;

alter table known_person enable row level security;
alter table known_person force row level security;
create policy one_tenant on known_person for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on known_person to ${app_role};

create table known_rules (
    tenant_id uuid  not null primary key,
    body      jsonb not null
);

alter table known_rules enable row level security;
alter table known_rules force row level security;
create policy one_tenant on known_rules for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on known_rules to ${app_role};

-- A relationship stands with the partner, whose people it gives access.
create table known_relationship (
    tenant_id       uuid  not null,
    relationship_id text  not null,
    body            jsonb not null,
    primary key (tenant_id, relationship_id)
);

alter table known_relationship enable row level security;
alter table known_relationship force row level security;
create policy one_tenant on known_relationship for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on known_relationship to ${app_role};
