-- Files of sign-ins being taken in: what was asked for, how far it has come, what came of it.
create table import_run (
    tenant_id      uuid        not null,
    run_id         uuid        not null,
    state          text        not null check (state in ('awaitingFile', 'waiting', 'running', 'completed', 'failed', 'cancelled')),
    -- As it was sent: format, file name, mapping, …
    options        jsonb       not null,
    format         text        not null default '',
    header         text        not null default '',
    -- How many sign-ins are one transaction. A run that is resumed cuts its file as before.
    batch_size     integer     not null check (batch_size > 0),
    bytes          bigint      not null default 0,
    batches        integer     not null default 0,
    rows_read      bigint      not null default 0,
    bytes_read     bigint      not null default 0,
    kept           bigint      not null default 0,
    duplicates     bigint      not null default 0,
    malformed      bigint      not null default 0,
    malformed_kept integer     not null default 0,
    detections     bigint      not null default 0,
    source_alerts  bigint      not null default 0,
    worked_ms      bigint      not null default 0,
    reason         text        not null default '',
    created_at     timestamptz not null,
    created_by     text        not null,
    started_at     timestamptz,
    ended_at       timestamptz,
    ended_by       text,
    -- Whose upload it is; another one takes its place.
    upload         uuid,
    -- Which node works on it, for how long it may be silent, and how often it began without coming further.
    node           uuid,
    leased_until   timestamptz,
    attempts       integer     not null default 0,
    primary key (tenant_id, run_id)
);
create index import_run_listed on import_run (tenant_id, created_at, run_id);
create index import_run_due on import_run (tenant_id) where state in ('waiting', 'running');
create index import_run_over on import_run (ended_at) where ended_at is not null;

-- The file, until the run has ended. It is compressed already or not worth the database's time.
create table import_chunk (
    tenant_id uuid    not null,
    run_id    uuid    not null,
    nth       integer not null,
    content   bytea   not null,
    primary key (tenant_id, run_id, nth),
    foreign key (tenant_id, run_id) references import_run on delete cascade
);
alter table import_chunk alter column content set storage external;

-- Rows that could not be read or kept, as they are written.
create table import_malformed (
    tenant_id uuid    not null,
    run_id    uuid    not null,
    nth       bigint  not null,
    line      bigint  not null,
    reason    text    not null,
    content   text    not null,
    cut       boolean not null,
    primary key (tenant_id, run_id, nth),
    foreign key (tenant_id, run_id) references import_run on delete cascade
);

alter table import_run enable row level security;
alter table import_run force row level security;
create policy one_tenant on import_run for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update on import_run to ${app_role};

alter table import_chunk enable row level security;
alter table import_chunk force row level security;
create policy one_tenant on import_chunk for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, delete on import_chunk to ${app_role};

alter table import_malformed enable row level security;
alter table import_malformed force row level security;
create policy one_tenant on import_malformed for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert on import_malformed to ${app_role};

-- Whoever works on runs serves all tenants and knows none by itself. This tells whose are due, and nothing else.
create policy owner_finds on import_run for select to current_user using (true);
create function tenants_with_imports() returns setof uuid
    language sql volatile security definer set search_path = pg_catalog, public
    as $$ select distinct tenant_id from public.import_run
          where state in ('waiting', 'running') and (leased_until is null or leased_until < now()) $$;
revoke all on function tenants_with_imports() from public;
grant execute on function tenants_with_imports() to ${app_role};

-- Runs that ended before a time are forgotten, with the rows kept aside; those for which no file came within a day, too.
create policy owner_forgets on import_run for delete to current_user using (true);
create function forget_imports(ended_before timestamptz) returns bigint
    language sql volatile security definer set search_path = pg_catalog, public
    as $$ with gone as (
              delete from public.import_run
              where ended_at < least(ended_before, now() - interval '1 day')
                 or (state = 'awaitingFile' and created_at < now() - interval '1 day')
              returning 1)
          select count(*) from gone $$;
revoke all on function forget_imports(timestamptz) from public;
grant execute on function forget_imports(timestamptz) to ${app_role};
