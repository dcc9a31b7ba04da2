-- Tries with a person's password by where they came from, so that whoever guesses throttles himself and not the owner. The count in password is from now
-- on that of all places from which nobody was ever let in.
create table password_try (
    tenant_id    uuid        not null,
    person_id    uuid        not null,
    -- A neighbourhood of addresses; 'unknown' where there is none, 'elsewhere' for those beyond the number that is kept apart.
    source       text        not null,
    failures     integer     not null default 0,
    last_failure timestamptz,
    -- When the right password last came from there; null where it never has.
    accepted_at  timestamptz,
    primary key (tenant_id, person_id, source)
);
alter table password_try enable row level security;
alter table password_try force row level security;
create policy one_tenant on password_try
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on password_try to ${app_role};
