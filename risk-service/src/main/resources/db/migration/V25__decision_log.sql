-- What the gateways decided, once for each tenant concerned: the tenant entered reads its row, the home of who entered reads another, and
-- neither row holds what its reader may not know. Kept apart by class, because refusals are kept longer, and in one partition a month.
create table decision (
    tenant_id        uuid        not null,
    kept_as          text        not null check (kept_as in ('admitted', 'refused')),
    decided_at       timestamptz not null,
    decision_id      uuid        not null,
    received_at      timestamptz not null,
    -- Whose eyes: own (a call to the own tenant), entered (somebody came from elsewhere), home (somebody of ours went elsewhere).
    side             text        not null check (side in ('own', 'entered', 'home')),
    other_tenant_id  uuid,
    -- As this tenant knows him: a guest is the account of his invitation where he entered, and himself at home.
    person_id        uuid,
    -- The application that called without a person.
    actor_id         uuid,
    -- The application that was called.
    application_id   uuid,
    way              text        not null check (way in ('member', 'delegated', 'invited', 'application', 'none')),
    relationship_ids text[]      not null,
    outcome          text        not null check (outcome in ('admitted', 'stepUp', 'refused')),
    rule             text        not null,
    with_rules       text[]      not null,
    code             integer,
    roles            uuid[]      not null,
    ip               inet,
    country          text,
    platform         text,
    -- The standing notice, which is all that a foreign tenant learns of a standing.
    notice           jsonb,
    engine           text        not null,
    -- Calls that rested on the same facts afterwards, and when the last of them was.
    repetitions      bigint      not null default 0 check (repetitions >= 0),
    last_at          timestamptz not null,
    primary key (tenant_id, kept_as, decided_at, decision_id)
) partition by list (kept_as);

create index decision_newest on decision (tenant_id, decided_at, decision_id);
create index decision_by_id on decision (tenant_id, decision_id);
create index decision_of_person on decision (tenant_id, person_id, decided_at) where person_id is not null;

alter table decision enable row level security;
alter table decision force row level security;
create policy one_tenant on decision for all to ${app_role}
    using (case when tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]) then true else false end)
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update (repetitions, last_at) on decision to ${app_role};

-- All facts of a decision, to make it again. They tell of both tenants, so only a transaction that acts for both sees them.
create table decision_facts (
    tenant_id   uuid        not null,
    -- The same tenant for a call to the own one.
    home_id     uuid        not null,
    kept_as     text        not null,
    decided_at  timestamptz not null,
    decision_id uuid        not null,
    -- gzip of the line the gateway sent.
    body        bytea       not null,
    primary key (tenant_id, kept_as, decided_at, decision_id)
) partition by list (kept_as);

alter table decision_facts enable row level security;
alter table decision_facts force row level security;
create policy both_tenants on decision_facts for all to ${app_role}
    using (array [tenant_id, home_id] <@ (select nullif(current_setting('app.tenants', true), ''))::uuid[])
    with check (array [tenant_id, home_id] <@ (select nullif(current_setting('app.tenants', true), ''))::uuid[]);
grant select, insert on decision_facts to ${app_role};

-- Decisions that a gateway had to give up before they were taken here.
create table decision_gap (
    tenant_id   uuid        not null,
    from_at     timestamptz not null,
    gap_id      uuid        not null,
    until_at    timestamptz not null,
    admitted    boolean     not null,
    decisions   bigint      not null check (decisions > 0),
    received_at timestamptz not null,
    primary key (tenant_id, from_at, gap_id)
) partition by range (from_at);

alter table decision_gap enable row level security;
alter table decision_gap force row level security;
create policy one_tenant on decision_gap for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert on decision_gap to ${app_role};

create table decision_admitted partition of decision for values in ('admitted') partition by range (decided_at);
create table decision_refused partition of decision for values in ('refused') partition by range (decided_at);
create table decision_facts_admitted partition of decision_facts for values in ('admitted') partition by range (decided_at);
create table decision_facts_refused partition of decision_facts for values in ('refused') partition by range (decided_at);

-- What is kept together: a class of decisions with its facts, or the gaps.
create function decision_tables(kind text) returns text[]
    language sql
    immutable
    set search_path = public, pg_temp
as
$$
select case kind
           when 'admitted' then array ['decision_admitted', 'decision_facts_admitted']
           when 'refused' then array ['decision_refused', 'decision_facts_refused', 'decision_gap']
           end
$$;

-- Makes a month's partitions of a class. The application owns nothing, hence "security definer"; hence also the bounds.
create function decision_month(kind text, month date) returns boolean
    language plpgsql
    security definer
    set search_path = public, pg_temp
as
$$
declare
    first  date    := date_trunc('month', month)::date;
    today  date    := (clock_timestamp() at time zone 'UTC')::date;
    made   boolean := false;
    parent text;
    part   text;
begin
    if decision_tables(kind) is null
        or first < date_trunc('month', today - interval '60 months') or first > today + interval '4 months' then
        raise exception 'No partition of % is made for %', kind, first;
    end if;
    perform pg_advisory_xact_lock(hashtext('decision_month'));
    foreach parent in array decision_tables(kind)
        loop
            part := parent || '_' || to_char(first, 'YYYYMM');
            if to_regclass(part) is null then
                execute format('create table %I (like %I including defaults including constraints)', part, parent);
                execute format('alter table %I enable row level security', part);
                execute format('alter table %I force row level security', part);
                execute format(
                    'alter table %I attach partition %I for values from (%L) to (%L)', parent, part,
                    first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
                made := true;
            end if;
        end loop;
    return made;
end
$$;
revoke all on function decision_month(text, date) from public;
grant execute on function decision_month(text, date) to ${app_role};

-- Drops the months of a class that ended before a day, and says how many partitions that were. What is younger than the least time of its class
-- cannot be dropped by whoever holds the application's role.
create function decision_forget(kind text, before date) returns integer
    language plpgsql
    security definer
    set search_path = public, pg_temp
    set lock_timeout = '2s'
as
$$
declare
    today   date    := (clock_timestamp() at time zone 'UTC')::date;
    dropped integer := 0;
    part    text;
begin
    if decision_tables(kind) is null
        or before > today - (case kind when 'admitted' then 7 else 30 end) then
        raise exception 'Decisions of class % are not forgotten after %', kind, before;
    end if;
    perform pg_advisory_xact_lock(hashtext('decision_month'));
    for part in
        select child.relname
        from pg_inherits i
                 join pg_class child on child.oid = i.inhrelid
                 join pg_class parent on parent.oid = i.inhparent
        where parent.relname = any (decision_tables(kind))
          and to_date(right(child.relname, 6), 'YYYYMM') + interval '1 month' <= before
        loop
            execute format('drop table %I', part);
            dropped := dropped + 1;
        end loop;
    return dropped;
end
$$;
revoke all on function decision_forget(text, date) from public;
grant execute on function decision_forget(text, date) to ${app_role};

select decision_month(kind, ((now() at time zone 'UTC') + n * interval '1 month')::date)
from generate_series(-1, 2) n, unnest(array ['admitted', 'refused']) kind;
