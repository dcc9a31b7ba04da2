-- What applications have asked for in a browser (OpenID Connect: authentication requests), in the tenant whose application it is. One row is one
-- request from its validation to the code that answered it; a redeemed code is remembered so that its second use shows.
create table authorization_request (
    tenant_id       uuid        not null,
    request_id      uuid        not null,
    document        jsonb       not null,
    expires_at      timestamptz not null,
    -- Of the answer: of the code only the hash is here.
    home_id         uuid,
    session_id      uuid,
    code_hash       text,
    code_expires_at timestamptz,
    grant_id        uuid, -- what came of the code
    primary key (tenant_id, request_id)
);
create unique index authorization_request_by_code on authorization_request (tenant_id, code_hash) where code_hash is not null;
create index authorization_request_by_expiry on authorization_request (tenant_id, expires_at);
alter table authorization_request enable row level security;
alter table authorization_request force row level security;
create policy one_tenant on authorization_request
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on authorization_request to ${app_role};

-- What a browser proves a session with; the SHA-256 of 256 random bits. None for a session that no browser carries.
alter table session add column browser_secret text;
