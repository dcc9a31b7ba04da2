-- One row per person this service holds anything of. It is the lock under which credentials, sessions and flows of one
-- person change, and it counts the sessions' epochs: a session that began with a lower one is over.
create table account (
    tenant_id     uuid   not null,
    person_id     uuid   not null,
    session_epoch bigint not null default 0,
    -- A temporary password counts abroad once its owner has replaced it with MFA; until then this stays true.
    temporary_password_pending boolean not null default false,
    primary key (tenant_id, person_id)
);
alter table account enable row level security;
alter table account force row level security;
create policy one_tenant on account
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update on account to ${app_role};

create table password (
    tenant_id    uuid        not null,
    person_id    uuid        not null,
    hash         text        not null, -- Argon2id, PHC format
    temporary    boolean     not null, -- issued by an administrator, to be replaced at the next sign-in
    set_at       timestamptz not null,
    set_by       text        not null,
    failures     integer     not null default 0,
    last_failure timestamptz,
    primary key (tenant_id, person_id)
);
alter table password enable row level security;
alter table password force row level security;
create policy one_tenant on password
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update on password to ${app_role};

create table totp (
    tenant_id     uuid        not null,
    person_id     uuid        not null,
    method_id     uuid        not null,
    seed          bytea       not null, -- sealed, bound to tenant and person
    registered_at timestamptz not null,
    last_step     bigint      not null, -- the 30-second step of the code accepted last; none at or before it is accepted again
    failures      integer     not null default 0,
    last_failure  timestamptz,
    primary key (tenant_id, person_id)
);
alter table totp enable row level security;
alter table totp force row level security;
create policy one_tenant on totp
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on totp to ${app_role};

-- When a person's fourteen days of grace began: the first interactive sign-in in the registration policy's scope.
create table registration_clock (
    tenant_id  uuid        not null,
    person_id  uuid        not null,
    started_at timestamptz not null,
    primary key (tenant_id, person_id)
);
alter table registration_clock enable row level security;
alter table registration_clock force row level security;
create policy one_tenant on registration_clock
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert on registration_clock to ${app_role};

-- What a person can prove himself with, as the feed tells it; written whenever something above changes.
create table capability (
    tenant_id uuid   not null,
    person_id uuid   not null,
    version   bigint not null,
    document  jsonb  not null,
    primary key (tenant_id, person_id)
);
alter table capability enable row level security;
alter table capability force row level security;
create policy one_tenant on capability
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update on capability to ${app_role};
grant select (tenant_id, person_id, version, document) on capability to ${feed_role};
create policy the_feed_reads_all on capability for select to ${feed_role} using (true);
