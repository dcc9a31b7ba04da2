-- Sessions of people, in the tenant that is their home. Tokens name the session; it ends, they end.
create table session (
    tenant_id           uuid        not null,
    session_id          uuid        not null,
    person_id           uuid        not null,
    client_id           uuid        not null,
    began_session_epoch bigint      not null,
    began_risk_epoch    bigint      not null,
    auth_time           timestamptz not null, -- first factor
    mfa_at              timestamptz,
    amr                 text[]      not null,
    scored              boolean     not null, -- false: the risk service was away; no foreign token, no factor change
    sign_in_risk        text,                 -- the level of the sign-in; none where it was not scored
    grant_kind          text        not null,
    sign_in_id          uuid        not null,
    expires_at          timestamptz not null,
    ended_at            timestamptz,
    ended_because       text,
    primary key (tenant_id, session_id)
);
create index session_of_person on session (tenant_id, person_id) where ended_at is null;
alter table session enable row level security;
alter table session force row level security;
create policy one_tenant on session
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update on session to ${app_role};
