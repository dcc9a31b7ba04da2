-- What an application was granted by a person's sign-in, in the application's tenant. Tokens come of it until it ends.
create table oauth_grant (
    tenant_id     uuid        not null,
    grant_id      uuid        not null,
    client_id     uuid        not null,
    home_id       uuid        not null, -- of the person, and where the session is
    person_id     uuid        not null,
    session_id    uuid        not null,
    document      jsonb       not null,
    expires_at    timestamptz not null,
    ended_at      timestamptz,
    ended_because text,
    primary key (tenant_id, grant_id)
);
create index oauth_grant_by_expiry on oauth_grant (tenant_id, expires_at);
alter table oauth_grant enable row level security;
alter table oauth_grant force row level security;
create policy one_tenant on oauth_grant
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on oauth_grant to ${app_role};

-- Every refresh token of a grant, each good once; used ones stay as long as the grant, so that a second use shows.
create table refresh_token (
    tenant_id  uuid        not null,
    token_hash text        not null, -- SHA-256
    grant_id   uuid        not null,
    issued_at  timestamptz not null,
    used_at    timestamptz,
    successor  text,                 -- the token it was used for
    primary key (tenant_id, token_hash),
    foreign key (tenant_id, grant_id) references oauth_grant on delete cascade
);
create index refresh_token_of on refresh_token (tenant_id, grant_id);
alter table refresh_token enable row level security;
alter table refresh_token force row level security;
create policy one_tenant on refresh_token
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on refresh_token to ${app_role};

-- Assertions with which clients have proven themselves (RFC 7523); each is good once, on whatever node.
create table client_assertion (
    tenant_id  uuid        not null,
    client_id  uuid        not null,
    jti_hash   text        not null,
    expires_at timestamptz not null,
    primary key (tenant_id, client_id, jti_hash)
);
create index client_assertion_by_expiry on client_assertion (tenant_id, expires_at);
alter table client_assertion enable row level security;
alter table client_assertion force row level security;
create policy one_tenant on client_assertion
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on client_assertion to ${app_role};
