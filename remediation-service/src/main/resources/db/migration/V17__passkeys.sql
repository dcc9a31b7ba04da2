-- Passkeys of people. A person's are found by his random handle or by the credential's own id; neither says anything about him.
alter table account add column user_handle text; -- base64url of 32 random bytes, made with the first passkey
create unique index account_by_user_handle on account (tenant_id, user_handle) where user_handle is not null;

create table passkey (
    tenant_id          uuid        not null,
    person_id          uuid        not null,
    method_id          uuid        not null,
    credential_id      bytea       not null,
    credential         bytea       not null, -- attested credential data of WebAuthn: id of the model, credential id, public key
    name               text        not null,
    model              uuid        not null, -- AAGUID; zeros where the authenticator does not say
    sign_count         bigint      not null,
    backup_eligible    boolean     not null, -- may be copied to the person's other devices
    backed_up          boolean     not null, -- as it said last
    transports         text[]      not null,
    attestation_format text        not null,
    attestation        bytea,                -- as it was given, where one was; nothing is concluded from it
    registered_at      timestamptz not null,
    last_used_at       timestamptz,
    clone_suspected_at timestamptz,          -- its counter went back: counts no more until a home administrator has confirmed it
    doubted_at         timestamptz,          -- registered after what a detection found later is evidence of: counts no more until confirmed
    confirmed_at       timestamptz,          -- by a home administrator
    confirmed_by       text,
    primary key (tenant_id, person_id, method_id)
);
create unique index passkey_by_credential on passkey (tenant_id, credential_id);
alter table passkey enable row level security;
alter table passkey force row level security;
create policy one_tenant on passkey
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on passkey to ${app_role};

alter table totp add column name text;
alter table totp add column doubted_at timestamptz;
alter table totp add column confirmed_at timestamptz; -- by a home administrator
alter table totp add column confirmed_by text;
alter table totp add column last_used_at timestamptz;

-- What an authenticator has to sign, made anew with every state; a flow of an earlier release has none.
alter table flow add column challenge text;
