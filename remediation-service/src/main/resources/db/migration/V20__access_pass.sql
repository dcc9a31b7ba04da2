-- Temporary access passes: at most one per person, a newer takes the place of the older. Of the pass only the hash (Argon2id).
create table access_pass (
    tenant_id        uuid        not null,
    person_id        uuid        not null,
    pass_id          uuid        not null,
    hash             text        not null,
    created_at       timestamptz not null,
    created_by       text        not null,
    starts_at        timestamptz not null,
    lifetime_minutes integer     not null,
    once             boolean     not null,
    used_at          timestamptz,
    primary key (tenant_id, person_id)
);
alter table access_pass enable row level security;
alter table access_pass force row level security;
create policy one_tenant on access_pass
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on access_pass to ${app_role};
