-- What changed, in the transaction that changed it, until every reader had a day to fetch it (runtime.md section 1).
-- Placeholders: app_role writes, feed_role orders and reads; the role that runs this owns the tables and does neither.

create table outbox (
    -- Also the version of the thing. No cache: who locks a row later must get the higher number.
    id         bigint      generated always as identity (cache 1),
    feed       text        not null,
    tenant_id  uuid        not null,
    key        text        not null,
    -- The full state; null where the thing is gone.
    body       jsonb,
    -- The place in the feed, given after the commit by whoever comes first. Dense.
    pos        bigint,
    -- The time of the statement: a transaction that began days ago must not look for a partition that is gone.
    written_at timestamptz not null default clock_timestamp(),
    primary key (id, written_at)
) partition by range (written_at);

create index outbox_in_order on outbox (feed, pos);
create index outbox_waiting on outbox (id) where pos is null;

alter table outbox enable row level security;
alter table outbox force row level security;

-- A transaction writes for the tenants bound to it; with none bound it writes nothing. An unset setting may read as empty text.
create policy writers_add_for_their_tenants on outbox for insert to ${app_role}
    with check (pos is null and tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
create policy writers_learn_the_number_given on outbox for select to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
create policy the_feed_reads_all on outbox for select to ${feed_role} using (true);
create policy the_feed_gives_places on outbox for update to ${feed_role} using (true) with check (true);
-- Row-level security is forced on the owner too; before it drops a day it must see whether something waits in it.
create policy the_owner_sees_what_waits on outbox for select to current_user using (pos is null);

grant insert (feed, tenant_id, key, body), select (id) on outbox to ${app_role};
grant select, update (pos) on outbox to ${feed_role};

-- One row per feed; whoever gives places holds its lock.
create table feed_head (
    feed  text   primary key,
    -- Which history the positions belong to: changes with restore, recovery to a point in time and failover.
    epoch text   not null,
    pos   bigint not null default 0
) with (fillfactor = 20);

alter table feed_head enable row level security;
alter table feed_head force row level security;
create policy the_feed_keeps_the_head on feed_head for all to ${feed_role} using (true) with check (true);
grant select, insert, update (epoch, pos) on feed_head to ${feed_role};

-- Makes the days ahead and drops the days that are over. Readers and writers own nothing, hence "security definer".
-- Attaching takes a weaker lock than creating in place. Dropping gives up soon, since writers queue behind it: the next run tries again.
create function outbox_days(keep interval, ahead integer) returns integer
    language plpgsql
    security definer
    set search_path = public, pg_temp
    set lock_timeout = '5s'
as
$$
declare
    today   date := (clock_timestamp() at time zone 'UTC')::date;
    oldest  date := ((clock_timestamp() - keep) at time zone 'UTC')::date;
    day     date;
    part    text;
    dropped integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('outbox_days'));
    for day in select today + n from generate_series(-1, ahead) n loop
        part := 'outbox_' || to_char(day, 'YYYYMMDD');
        if to_regclass(part) is null then
            execute format('create table %I (like outbox including defaults)', part);
            execute format('alter table %I enable row level security', part);
            execute format('alter table %I force row level security', part);
            execute format(
                'alter table outbox attach partition %I for values from (%L) to (%L)',
                part, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
        end if;
    end loop;
    perform set_config('lock_timeout', '300ms', true);
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'outbox'::regclass and c.relname < 'outbox_' || to_char(oldest, 'YYYYMMDD')
        order by c.relname
    loop
        begin
            -- Under the lock, so that nothing commits between the look and the drop. What waits has been seen by no reader.
            lock table outbox in access exclusive mode;
            if not exists (
                select from outbox
                where pos is null
                  and written_at < (to_date(substr(part, 8), 'YYYYMMDD') + 1)::timestamp at time zone 'UTC')
            then
                execute format('drop table %I', part);
                dropped := dropped + 1;
            end if;
        exception
            when lock_not_available then
                exit;
        end;
    end loop;
    return dropped;
end
$$;
revoke all on function outbox_days(interval, integer) from public;
grant execute on function outbox_days(interval, integer) to ${feed_role};

select outbox_days(interval '24 hours', 7);
