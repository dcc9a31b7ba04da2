-- A table as it should be, partitioned as the large ones are.
create table thing (
    tenant_id uuid    not null,
    id        integer not null,
    name      text    not null,
    primary key (tenant_id, id)
) partition by range (id);

create table thing_low partition of thing for values from (0) to (100);

alter table thing enable row level security;
alter table thing force row level security;
create policy one_tenant on thing
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));

grant select, insert, update, delete on thing to ${app_role};

-- What the feed reads of it, across tenants.
create policy feed on thing for select to ${feed_role} using (true);
grant select (tenant_id, id) on thing to ${feed_role};
