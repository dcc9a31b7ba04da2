-- Which state of other services' feeds the tables of this service show (TableReplica). Placeholders as in V0_1__outbox.sql.

-- Where each replica stands. No tenant: a feed carries all of them.
create table replica_cursor (
    feed          text    primary key,
    -- Null while there is nothing to continue: never complete, or being rebuilt.
    epoch         text,
    pos           bigint  not null default 0,
    -- Which rebuild the rows belong to; rows of an earlier one are left over.
    generation    bigint  not null default 0,
    ever_complete boolean not null default false,
    -- Whose a rebuild is and until when; one that died holds nobody up for long, and itself not at all.
    rebuilder     uuid,
    rebuild_until timestamptz
);
alter table replica_cursor enable row level security;
alter table replica_cursor force row level security;
create policy readers_keep_their_place on replica_cursor for all to ${app_role} using (true) with check (true);
grant select, insert, update on replica_cursor to ${app_role};

-- The version of each thing shown.
create table replica_row (
    tenant_id  uuid   not null,
    feed       text   not null,
    key        text   not null,
    version    bigint not null,
    generation bigint not null,
    primary key (tenant_id, feed, key)
);
create index replica_row_left_over on replica_row (feed, generation);
alter table replica_row enable row level security;
alter table replica_row force row level security;
create policy one_batch_of_tenants on replica_row for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update, delete on replica_row to ${app_role};
-- After a rebuild what is left over must be found, whosever it is; it is then removed with its tenant bound.
create policy the_feed_finds_what_is_left_over on replica_row for select to ${feed_role} using (true);
grant select on replica_row to ${feed_role};
