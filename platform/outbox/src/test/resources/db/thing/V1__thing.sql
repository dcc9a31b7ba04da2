-- What the tests write, and the copy of it that a table replica keeps.
create table thing (
    tenant_id uuid   not null,
    id        uuid   not null,
    version   bigint not null,
    count     bigint not null,
    note      text   not null,
    primary key (tenant_id, id)
);
alter table thing enable row level security;
alter table thing force row level security;
create policy its_tenants on thing to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
create policy the_feed_reads_all on thing for select to ${feed_role} using (true);
grant select, insert, update, delete on thing to ${app_role};
grant select on thing to ${feed_role};

create table thing_copy (
    tenant_id uuid   not null,
    id        uuid   not null,
    version   bigint not null,
    count     bigint not null,
    note      text   not null,
    written   bigint not null default 1,
    primary key (tenant_id, id)
);
alter table thing_copy enable row level security;
alter table thing_copy force row level security;
create policy its_tenants on thing_copy to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on thing_copy to ${app_role};
