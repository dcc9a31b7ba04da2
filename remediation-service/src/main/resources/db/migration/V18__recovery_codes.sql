-- Recovery codes: of each only the hash (SHA-256 of 120 random bits). A person has one set; a new one takes the place of all the others.
create table recovery_code (
    tenant_id uuid        not null,
    person_id uuid        not null,
    code      text        not null, -- SHA-256
    made_at   timestamptz not null,
    used_at   timestamptz,
    primary key (tenant_id, person_id, code)
);
alter table recovery_code enable row level security;
alter table recovery_code force row level security;
create policy one_tenant on recovery_code
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on recovery_code to ${app_role};
