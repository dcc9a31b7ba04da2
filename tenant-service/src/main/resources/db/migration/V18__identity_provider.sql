-- External OpenID Connect providers, by which a tenant's people may sign in.
create table identity_provider (
    tenant_id     uuid        not null references tenant,
    provider_id   uuid        not null,
    display_name  text        not null,
    issuer        text        not null,
    metadata_url  text        not null,
    client_id     text        not null,
    client_secret text, -- sealed, bound to tenant and provider
    scope         text        not null,
    claims        jsonb       not null,
    -- Whose people it signs in, by the domain of their names.
    domain_hints  text[]      not null,
    created_at    timestamptz not null,
    modified_at   timestamptz not null,
    version       bigint      not null default 0,
    published     jsonb,
    primary key (tenant_id, provider_id)
);
create unique index identity_provider_once on identity_provider (provider_id);
create unique index identity_provider_issuer on identity_provider (tenant_id, issuer, client_id);

alter table identity_provider enable row level security;
alter table identity_provider force row level security;

create policy one_tenant on identity_provider
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

create policy snapshot on identity_provider for select to ${feed_role} using (true);
grant select (tenant_id, provider_id, version, published) on identity_provider to ${feed_role};

grant select, insert, update, delete on identity_provider to ${app_role};
