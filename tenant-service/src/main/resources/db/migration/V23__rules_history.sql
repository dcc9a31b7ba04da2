-- Policies get an entity tag and can be taken back after they were deleted.
alter table conditional_access_policy
    add column number     bigint not null default 1,
    add column deleted_at timestamptz;
create index conditional_access_policy_in_order on conditional_access_policy (tenant_id, created_at, policy_id);

alter table tenant_rules
    -- The newest version of the rules; 0: none was written down yet.
    add column number             bigint not null default 0,
    -- The accounts kept for emergencies.
    add column break_glass        jsonb  not null default '{"accounts": []}',
    add column break_glass_number bigint not null default 1;

-- Places that policies can name.
create table named_location (
    tenant_id    uuid        not null references tenant_rules,
    location_id  uuid        not null,
    kind         text        not null check (kind in ('ipNamedLocation', 'countryNamedLocation')),
    display_name text        not null,
    trusted      boolean     not null,
    -- In Graph's own JSON, as clients get it back (without id and times), and what decisions read.
    body         jsonb       not null,
    meaning      jsonb       not null,
    number       bigint      not null default 1,
    created_at   timestamptz not null,
    modified_at  timestamptz not null,
    primary key (tenant_id, location_id)
);
create index named_location_in_order on named_location (tenant_id, created_at, location_id);

-- The tenant's own authentication strengths; the built-in ones stand in the code.
create table authentication_strength (
    tenant_id    uuid        not null references tenant_rules,
    strength_id  uuid        not null,
    display_name text        not null,
    description  text,
    combinations text[]      not null,
    number       bigint      not null default 1,
    created_at   timestamptz not null,
    modified_at  timestamptz not null,
    primary key (tenant_id, strength_id)
);
create unique index authentication_strength_name on authentication_strength (tenant_id, lower(display_name));

-- Every change of a tenant's rules is a version. Rows are only ever added.
create table rules_version (
    tenant_id   uuid        not null references tenant_rules,
    number      bigint      not null check (number > 0),
    at          timestamptz not null,
    author_kind text        not null check (author_kind in ('person', 'application', 'system')),
    author_id   uuid,
    -- Of a person: the tenant that owns the account.
    author_home uuid,
    reason      text,
    -- Where this version brings back an earlier one.
    restores    bigint,
    primary key (tenant_id, number)
);

-- What a version changed. The rules at a version are the last words on every thing up to it.
create table rules_change (
    tenant_id uuid   not null,
    number    bigint not null,
    thing     text   not null,
    thing_id  uuid   not null,
    name      text   not null,
    change    text   not null check (change in ('added', 'changed', 'removed')),
    after     jsonb,
    primary key (tenant_id, number, thing, thing_id),
    foreign key (tenant_id, number) references rules_version,
    check ((change = 'removed') = (after is null))
);
create index rules_change_of_thing on rules_change (tenant_id, thing, thing_id, number desc);

alter table named_location enable row level security;
alter table named_location force row level security;
alter table authentication_strength enable row level security;
alter table authentication_strength force row level security;
alter table rules_version enable row level security;
alter table rules_version force row level security;
alter table rules_change enable row level security;
alter table rules_change force row level security;

create policy one_tenant on named_location
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on authentication_strength
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on rules_version
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on rules_change
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

grant select, insert, update, delete on named_location to ${app_role};
grant select, insert, update, delete on authentication_strength to ${app_role};
grant select, insert on rules_version to ${app_role};
grant select, insert on rules_change to ${app_role};
