-- Who changed what: one trail per tenant, append-only, each entry bound to the one before by its hash.
--
-- A writer puts its entries into audit_inbox, in the transaction of the change. When that transaction commits, and not before, a deferred
-- trigger locks the tenant's head, gives each entry the next number and hashes it to the one before. So the lock of the head is the last
-- one a transaction takes and is held for the commit alone; heads of several tenants are locked in the order of their ids; whoever holds a
-- head waits for nothing else. There is no fork, no gap and no deadlock over it. Nobody but that trigger's owner inserts into the trail.

create table audit_entry (
    tenant_id     uuid        not null references tenant,
    -- Dense from 1 on, in the order of commits.
    number        bigint      not null check (number > 0),
    -- SHA-256 of: hash of the entry before (32 bytes, zeros before the first), tenant (16 bytes), number (8 bytes, big-endian), entry (UTF-8).
    hash          bytea       not null check (length(hash) = 32),
    -- The entry itself, a JSON object, byte for byte as it was hashed.
    entry         text        not null,
    -- What is asked for, repeated from the entry; the verifier compares.
    entry_id      uuid        not null,
    at            timestamptz not null,
    activity      text        not null,
    category      text        not null,
    operation     text        not null,
    correlation   text        not null,
    by_person     uuid,
    by_application uuid,
    primary key (tenant_id, number)
);
create unique index audit_entry_once on audit_entry (tenant_id, entry_id);
create index audit_entry_newest on audit_entry (tenant_id, at desc, entry_id desc);
create index audit_entry_correlation on audit_entry (tenant_id, correlation);
create index audit_entry_person on audit_entry (tenant_id, by_person, at desc) where by_person is not null;

-- What an entry is about, to be found by. An array with an inverted index would not do: row-level security keeps its operators from it.
create table audit_target (
    tenant_id uuid   not null,
    number    bigint not null,
    target_id text   not null,
    type      text   not null,
    name      text,
    foreign key (tenant_id, number) references audit_entry
);
create index audit_target_found on audit_target (tenant_id, target_id, number);
create index audit_target_of_entry on audit_target (tenant_id, number);

-- The last number and hash of each trail; who extends it holds this row.
create table audit_head (
    tenant_id uuid   not null primary key references tenant,
    number    bigint not null,
    hash      bytea  not null check (length(hash) = 32)
) with (fillfactor = 20);

-- Signed with a key that no database holds: whoever rewrites a trail cannot renew them.
create table audit_checkpoint (
    tenant_id uuid        not null references tenant,
    number    bigint      not null,
    hash      bytea       not null check (length(hash) = 32),
    at        timestamptz not null,
    key_id    text        not null,
    signature bytea       not null,
    primary key (tenant_id, number, key_id)
);

-- Entries of transactions that are not committed yet; empty for everybody else, hence not logged.
create unlogged table audit_inbox (
    tenant_id     uuid        not null,
    place         bigint      generated always as identity primary key,
    entry         text        not null,
    entry_id      uuid        not null,
    at            timestamptz not null,
    activity      text        not null,
    category      text        not null,
    operation     text        not null,
    correlation   text        not null,
    by_person     uuid,
    by_application uuid,
    targets       text[]      not null,
    types         text[]      not null,
    names         text[]      not null
);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
alter table audit_target enable row level security;
alter table audit_target force row level security;
alter table audit_head enable row level security;
alter table audit_head force row level security;
alter table audit_checkpoint enable row level security;
alter table audit_checkpoint force row level security;
alter table audit_inbox enable row level security;
alter table audit_inbox force row level security;

create policy one_tenant on audit_entry
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on audit_target
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on audit_head
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on audit_checkpoint
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on audit_inbox
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

create function audit_chain() returns trigger
    language plpgsql
    security definer
    set search_path = public, pg_temp
as
$$
declare
    trail   uuid;
    head    audit_head;
    waiting audit_inbox;
begin
    -- The first call of a transaction does all of it, and the others find nothing: what is visible here is this transaction's own.
    for trail in select distinct tenant_id from audit_inbox order by tenant_id loop
        insert into audit_head (tenant_id, number, hash) values (trail, 0, decode(repeat('00', 32), 'hex'))
        on conflict do nothing;
        select * into strict head from audit_head where tenant_id = trail for update;
        for waiting in select * from audit_inbox where tenant_id = trail order by place loop
            head.number := head.number + 1;
            head.hash := sha256(
                head.hash || uuid_send(trail) || int8send(head.number) || convert_to(waiting.entry, 'UTF8'));
            insert into audit_entry (tenant_id, number, hash, entry, entry_id, at, activity, category, operation, correlation,
                by_person, by_application)
            values (trail, head.number, head.hash, waiting.entry, waiting.entry_id, waiting.at, waiting.activity, waiting.category,
                waiting.operation, waiting.correlation, waiting.by_person, waiting.by_application);
            insert into audit_target (tenant_id, number, target_id, type, name)
            select trail, head.number, t.id, t.type, t.name
            from unnest(waiting.targets, waiting.types, waiting.names) as t (id, type, name);
        end loop;
        update audit_head set number = head.number, hash = head.hash where tenant_id = trail;
        delete from audit_inbox where tenant_id = trail;
    end loop;
    return null;
end
$$;
revoke execute on function audit_chain() from public;

create constraint trigger chained_at_the_commit after insert on audit_inbox
    deferrable initially deferred for each row execute function audit_chain();

-- Also the owner changes nothing that was written. Who may take a trigger away may do anything: that is what the checkpoints are for.
create function audit_is_append_only() returns trigger language plpgsql as
$$
begin
    raise exception 'The audit trail is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_is_append_only();
create trigger append_only before update or delete or truncate on audit_target
    for each statement execute function audit_is_append_only();
create trigger append_only before update or delete or truncate on audit_checkpoint
    for each statement execute function audit_is_append_only();
create trigger append_only before delete or truncate on audit_head
    for each statement execute function audit_is_append_only();

grant insert (tenant_id, entry, entry_id, at, activity, category, operation, correlation, by_person, by_application, targets,
        types, names)
    on audit_inbox to ${app_role};
grant select on audit_entry, audit_target, audit_head to ${app_role};
grant select, insert on audit_checkpoint to ${app_role};
