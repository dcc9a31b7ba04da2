-- People, groups, and who holds which directory role.
create table person (
    tenant_id           uuid        not null references tenant,
    person_id           uuid        not null,
    user_principal_name text        not null,
    display_name        text        not null,
    given_name          text,
    surname             text,
    job_title           text,
    mail                text,
    mobile_phone        text,
    office_location     text,
    preferred_language  text,
    account_enabled     boolean     not null,
    user_type           text        not null check (user_type in ('Member', 'Guest')),
    created_at          timestamptz not null,
    deleted_at          timestamptz,
    -- The id of the outbox row that published this state, and what it said.
    version             bigint      not null default 0,
    published           jsonb,
    primary key (tenant_id, person_id)
);

-- A name is free again once its bearer was deleted. One id means one person in the whole installation.
create unique index person_name on person (tenant_id, lower(user_principal_name)) where deleted_at is null;
create unique index person_once on person (person_id);

create table directory_group (
    tenant_id    uuid        not null references tenant,
    group_id     uuid        not null,
    display_name text        not null,
    description  text,
    created_at   timestamptz not null,
    -- True while a relationship gives the group's members access to a customer: then its members are chosen by
    -- whoever may hand out delegated access.
    delegates    boolean     not null default false,
    primary key (tenant_id, group_id)
);

create table membership (
    tenant_id uuid not null,
    group_id  uuid not null,
    person_id uuid not null,
    primary key (tenant_id, group_id, person_id),
    foreign key (tenant_id, group_id) references directory_group,
    foreign key (tenant_id, person_id) references person
);
create index membership_of_person on membership (tenant_id, person_id);

create table role_assignment (
    tenant_id     uuid        not null,
    assignment_id uuid        not null,
    person_id     uuid        not null,
    role_id       uuid        not null,
    assigned_at   timestamptz not null,
    primary key (tenant_id, assignment_id),
    unique (tenant_id, person_id, role_id),
    foreign key (tenant_id, person_id) references person
);

alter table person enable row level security;
alter table person force row level security;
alter table directory_group enable row level security;
alter table directory_group force row level security;
alter table membership enable row level security;
alter table membership force row level security;
alter table role_assignment enable row level security;
alter table role_assignment force row level security;

create policy one_tenant on person
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on directory_group
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on membership
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on role_assignment
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

-- The feed's snapshot reads what was published, of everybody, and nothing else.
create policy snapshot on person for select to ${feed_role} using (true);
grant select (tenant_id, person_id, version, published) on person to ${feed_role};

grant select, insert, update on person to ${app_role};
grant select, insert, update on directory_group to ${app_role};
grant select, insert, delete on membership to ${app_role};
grant select, insert, delete on role_assignment to ${app_role};
