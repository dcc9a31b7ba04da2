-- What tenant-service has told this service: rules, people, relationships and applications, each as its feed writes it.
-- The columns beside the document are those that are searched by.

create table tenant_rules (
    tenant_id uuid  primary key,
    document  jsonb not null
);
alter table tenant_rules enable row level security;
alter table tenant_rules force row level security;
create policy one_tenant on tenant_rules
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on tenant_rules to ${app_role};

create table person (
    tenant_id           uuid    not null,
    person_id           uuid    not null,
    user_principal_name text    not null, -- lower case
    gone                boolean not null, -- deleted in the directory
    document            jsonb   not null,
    primary key (tenant_id, person_id)
);
-- Not unique: two people may swap names, and the two changes come one after the other.
create index person_by_name on person (tenant_id, user_principal_name);
alter table person enable row level security;
alter table person force row level security;
create policy one_tenant on person
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on person to ${app_role};

-- tenant_id is the partner, as in the feed. Either side may see it.
create table relationship (
    tenant_id       uuid   not null,
    relationship_id text   not null,
    customer_id     uuid   not null,
    document        jsonb  not null,
    primary key (tenant_id, relationship_id)
);
create index relationship_by_customer on relationship (customer_id, tenant_id);
alter table relationship enable row level security;
alter table relationship force row level security;
create policy either_side on relationship
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[])
        or customer_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on relationship to ${app_role};

create table application (
    tenant_id      uuid   not null,
    application_id uuid   not null,
    document       jsonb  not null,
    primary key (tenant_id, application_id)
);
alter table application enable row level security;
alter table application force row level security;
create policy one_tenant on application
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on application to ${app_role};
