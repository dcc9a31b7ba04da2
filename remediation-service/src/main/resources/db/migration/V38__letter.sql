-- Messages to people, written in the transaction of what they tell. What they say and where they go is sealed; it is gone once it was sent or given up.
create table letter (
    tenant_id    uuid        not null,
    letter_id    uuid        not null,
    person_id    uuid        not null,
    kind         text        not null,
    sealed       bytea,
    created_at   timestamptz not null,
    -- From then on nobody wants it any more: a code has expired.
    useless_at   timestamptz not null,
    attempts     integer     not null default 0,
    -- Not to be tried before; while one is being sent it is in the future, so that no other node sends it as well.
    not_before   timestamptz not null,
    sent_at      timestamptz,
    set_aside_at timestamptz,
    primary key (tenant_id, letter_id)
);
create index letter_waiting on letter (tenant_id, not_before) where sent_at is null and set_aside_at is null;
-- How many somebody was sent lately.
create index letter_of_person on letter (tenant_id, person_id, kind, created_at);
create index letter_by_age on letter (tenant_id, created_at) where sent_at is not null or set_aside_at is not null;
alter table letter enable row level security;
alter table letter force row level security;
create policy one_tenant on letter
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on letter to ${app_role};

-- The sender serves all tenants but knows none by itself. This tells which have something to send, and nothing else.
create policy owner_counts on letter for select to current_user using (true);
create function tenants_with_letters() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as 'select distinct tenant_id from public.letter where sent_at is null and set_aside_at is null';
revoke all on function tenants_with_letters() from public;
grant execute on function tenants_with_letters() to ${app_role};
