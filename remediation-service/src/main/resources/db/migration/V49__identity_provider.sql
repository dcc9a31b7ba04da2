-- Who signs in the people of a tenant's domains where it is not this service, as the feed writes it; and who is who there.
create table identity_provider (
    tenant_id   uuid  not null,
    provider_id uuid  not null,
    document    jsonb not null, -- with the client secret sealed
    primary key (tenant_id, provider_id)
);
alter table identity_provider enable row level security;
alter table identity_provider force row level security;
create policy one_tenant on identity_provider
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on identity_provider to ${app_role};

create table federated_person (
    tenant_id uuid        not null,
    issuer    text        not null,
    subject   text        not null,
    person_id uuid        not null,
    bound_at  timestamptz not null,
    primary key (tenant_id, issuer, subject)
);
-- Somebody is one subject at an issuer.
create unique index federated_person_once on federated_person (tenant_id, person_id, issuer);
alter table federated_person enable row level security;
alter table federated_person force row level security;
create policy one_tenant on federated_person
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on federated_person to ${app_role};
