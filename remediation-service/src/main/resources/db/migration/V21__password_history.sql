-- Passwords people had, hashed as they were; a new one must be none of the last.
create table password_history (
    tenant_id   uuid        not null,
    person_id   uuid        not null,
    number      bigint      generated always as identity,
    hash        text        not null, -- Argon2id, PHC format
    replaced_at timestamptz not null,
    primary key (tenant_id, person_id, number)
);
alter table password_history enable row level security;
alter table password_history force row level security;
create policy one_tenant on password_history
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, delete on password_history to ${app_role};
