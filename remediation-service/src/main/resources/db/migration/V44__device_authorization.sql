-- Devices that wait for somebody to sign in for them with a browser (RFC 8628), in the tenant whose application they run. One row is one device
-- code from its making to the tokens that came of it; a code that was used is remembered for a day, so that its second use shows.
create table device_authorization (
    tenant_id        uuid        not null,
    device_id        uuid        not null,
    client_id        uuid        not null,
    device_code_hash text        not null, -- SHA-256 of 256 random bits
    user_code_hash   text        not null, -- SHA-256; what guards it is that it is short-lived and guesses are counted
    application_name text        not null,
    scopes           text[]      not null,
    source           text        not null, -- the neighbourhood of addresses it was asked from
    address          text,
    country          text,
    user_agent       text,
    asked_at         timestamptz not null,
    expires_at       timestamptz not null,
    wait_seconds     integer     not null, -- that the device has to leave between two questions; grows where it does not
    polled_at        timestamptz,
    state            text        not null default 'waiting' check (state in ('waiting', 'allowed', 'denied', 'spent')),
    -- Of whoever has decided.
    request_id       uuid,
    session_id       uuid,
    refused_code     integer,              -- why the law would not let it in, though the person allowed it
    grant_id         uuid,                 -- what came of it
    primary key (tenant_id, device_id)
);
create unique index device_authorization_by_code on device_authorization (tenant_id, device_code_hash);
create unique index device_authorization_by_user_code on device_authorization (tenant_id, user_code_hash);
create index device_authorization_by_expiry on device_authorization (tenant_id, expires_at);
alter table device_authorization enable row level security;
alter table device_authorization force row level security;
create policy one_tenant on device_authorization
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on device_authorization to ${app_role};

-- Wrong user codes by source, counted in spans of ten minutes; the empty source is everybody.
create table device_guess (
    tenant_id uuid        not null,
    source    text        not null,
    began_at  timestamptz not null,
    wrong     integer     not null,
    primary key (tenant_id, source)
);
create index device_guess_by_time on device_guess (tenant_id, began_at);
alter table device_guess enable row level security;
alter table device_guess force row level security;
create policy one_tenant on device_guess
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on device_guess to ${app_role};
