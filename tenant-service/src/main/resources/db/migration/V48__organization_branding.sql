-- How an organisation looks to its people on the sign-in pages and in letters, and who helps them.
create table organization_branding (
    tenant_id uuid   not null references tenant,
    document  jsonb  not null,
    logo      bytea,
    logo_type text   check (logo_type in ('image/png', 'image/jpeg')),
    number    bigint not null default 1,
    version   bigint not null default 0,
    published jsonb,
    primary key (tenant_id),
    check ((logo is null) = (logo_type is null))
);

alter table organization_branding enable row level security;
alter table organization_branding force row level security;

create policy one_tenant on organization_branding
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

create policy snapshot on organization_branding for select to ${feed_role} using (true);
grant select (tenant_id, version, published) on organization_branding to ${feed_role};

grant select, insert, update, delete on organization_branding to ${app_role};
