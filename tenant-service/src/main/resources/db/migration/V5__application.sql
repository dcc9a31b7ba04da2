-- Registered applications: who may call without a person, and which upstreams the apps door serves.
create table application (
    tenant_id      uuid        not null references tenant,
    application_id uuid        not null,
    display_name   text        not null,
    enabled        boolean     not null,
    permissions    text[]      not null,
    upstream_name  text,
    upstream_uri   text,
    created_at     timestamptz not null,
    version        bigint      not null default 0,
    published      jsonb,
    primary key (tenant_id, application_id),
    check ((upstream_name is null) = (upstream_uri is null))
);
create unique index application_once on application (application_id);
create unique index application_upstream on application (tenant_id, upstream_name);

-- Only the SHA-256 of a secret is kept; the secret is 256 random bits, so a slow hash would add nothing.
create table application_secret (
    tenant_id      uuid        not null,
    key_id         uuid        not null,
    application_id uuid        not null,
    display_name   text,
    hint           text        not null,
    hash           text        not null,
    created_at     timestamptz not null,
    primary key (tenant_id, key_id),
    foreign key (tenant_id, application_id) references application on delete cascade
);
create index application_secret_of on application_secret (tenant_id, application_id);

alter table application enable row level security;
alter table application force row level security;
alter table application_secret enable row level security;
alter table application_secret force row level security;

create policy one_tenant on application
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on application_secret
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

create policy snapshot on application for select to ${feed_role} using (true);
grant select (tenant_id, application_id, version, published) on application to ${feed_role};

grant select, insert, update, delete on application to ${app_role};
grant select, insert, delete on application_secret to ${app_role};
