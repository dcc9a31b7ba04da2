-- What somebody is adding to his factors on his own page, at most one thing in a session: the key that is shown to his app, the challenge that is put to his
-- authenticator, or the recovery codes until he has kept them. It becomes a factor, or is gone with its time.
create table factor_in_making (
    tenant_id  uuid        not null,
    session_id uuid        not null,
    person_id  uuid        not null,
    kind       text        not null check (kind in ('totp', 'passkey', 'codes')),
    sealed     bytea,       -- key or codes, bound to tenant and person
    challenge  text,
    expires_at timestamptz not null,
    primary key (tenant_id, session_id),
    check ((kind = 'passkey') = (challenge is not null)),
    check ((kind = 'passkey') = (sealed is null))
);
create index factor_in_making_by_expiry on factor_in_making (tenant_id, expires_at);
alter table factor_in_making enable row level security;
alter table factor_in_making force row level security;
create policy one_tenant on factor_in_making using (
    case when tenant_id = any ((select nullif(current_setting('app.tenants', true), '')::uuid[])::uuid[]) then true else false end);
grant select, insert, update, delete on factor_in_making to ${app_role};
