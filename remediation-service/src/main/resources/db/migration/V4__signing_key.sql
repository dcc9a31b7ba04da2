-- The keys with which a tenant's issuer signs. Several may be published at once; the newest signs.
create table signing_key (
    tenant_id   uuid        not null,
    key_id      text        not null,
    public_key  bytea       not null, -- X.509 SubjectPublicKeyInfo
    private_key bytea       not null, -- PKCS #8, sealed, bound to tenant and key id
    created_at  timestamptz not null,
    primary key (tenant_id, key_id)
);
alter table signing_key enable row level security;
alter table signing_key force row level security;
create policy one_tenant on signing_key
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert on signing_key to ${app_role};
