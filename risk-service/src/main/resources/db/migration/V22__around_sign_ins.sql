-- Who was accepted from which network, and when first and last: what tells the tenant's own exits. Written once a day at most for each.
create table network_person (
    tenant_id uuid   not null,
    asn       bigint not null,
    person_id uuid   not null,
    first_on  date   not null,
    last_on   date   not null,
    primary key (tenant_id, asn, person_id)
) with (fillfactor = 80);
create index network_person_old on network_person (tenant_id, last_on);

alter table network_person enable row level security;
alter table network_person force row level security;
create policy one_tenant on network_person for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on network_person to ${app_role};

-- The beginning of a session, the people of a browser, the sign-ins of an issuer.
create index sign_in_of_session on sign_in (tenant_id, session_id, ts) where session_id <> '';
create index sign_in_of_browser on sign_in (tenant_id, browser_id, ts) where browser_id <> '';
create index sign_in_of_issuer on sign_in (tenant_id, token_issuer, ts) where token_issuer <> '';
