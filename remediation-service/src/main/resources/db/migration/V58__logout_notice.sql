-- Applications that are told that a session has ended of which they have something (OpenID Connect Back-Channel Logout 1.0).
--
-- An end says in its own transaction that there may be somebody to tell; any node then writes for every such application a notice in the application's
-- tenant, and any node sends it.
alter table session add column logouts_due boolean not null default false;
create index session_logouts_due on session (tenant_id, session_id) where logouts_due;
create index oauth_grant_of_session on oauth_grant (session_id);

create table logout_notice (
    tenant_id   uuid        not null, -- of the application
    client_id   uuid        not null,
    session_id  uuid        not null,
    person_id   uuid        not null,
    ended_at    timestamptz not null,
    attempts    integer     not null default 0,
    -- Not to be tried before; while one is being sent it is in the future, so that no other node sends it as well.
    not_before  timestamptz not null,
    told_at     timestamptz,
    given_up_at timestamptz,
    primary key (tenant_id, client_id, session_id)
);
create index logout_notice_waiting on logout_notice (tenant_id, not_before) where told_at is null and given_up_at is null;
create index logout_notice_by_age on logout_notice (tenant_id, ended_at);
alter table logout_notice enable row level security;
alter table logout_notice force row level security;
create policy one_tenant on logout_notice
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on logout_notice to ${app_role};

-- Whoever tells serves all tenants but knows none by itself. These say where there is something to do, in ids and nothing else.
create policy owner_counts on session for select to current_user using (true);
create policy owner_counts on oauth_grant for select to current_user using (true);
create policy owner_counts on logout_notice for select to current_user using (true);

create function sessions_with_logouts_due(most integer) returns table (home uuid, session uuid, person uuid, ended timestamptz)
    language sql stable security definer set search_path = pg_catalog, public
    as 'select tenant_id, session_id, person_id, ended_at from public.session where logouts_due and ended_at is not null limit most';
create function clients_of_session(home uuid, session uuid) returns table (tenant uuid, client uuid)
    language sql stable security definer set search_path = pg_catalog, public
    as 'select distinct tenant_id, client_id from public.oauth_grant where session_id = $2 and home_id = $1';
create function tenants_with_logout_notices() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as 'select distinct tenant_id from public.logout_notice where told_at is null and given_up_at is null';
revoke all on function sessions_with_logouts_due(integer), clients_of_session(uuid, uuid), tenants_with_logout_notices() from public;
grant execute on function sessions_with_logouts_due(integer), clients_of_session(uuid, uuid), tenants_with_logout_notices() to ${app_role};
