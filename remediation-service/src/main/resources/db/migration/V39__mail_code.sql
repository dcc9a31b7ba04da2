-- Codes by e-mail for somebody who forgot his password: one row per flow that asked, also for names that are nobody's, so that both take the same time.
create table mail_code (
    tenant_id  uuid        not null,
    flow_id    uuid        not null,
    name       text        not null, -- as typed
    source     text        not null, -- a neighbourhood of addresses
    asked_at   timestamptz not null,
    expires_at timestamptz not null,
    -- Nobody has looked yet whether there is somebody of that name.
    pending    boolean     not null,
    -- Both empty for whoever is not written to.
    person_id  uuid,
    hash       text,                 -- SHA-256 of flow and code
    wrong      integer     not null default 0,
    primary key (tenant_id, flow_id)
);
create index mail_code_pending on mail_code (tenant_id, asked_at) where pending;
create index mail_code_by_expiry on mail_code (tenant_id, expires_at);
alter table mail_code enable row level security;
alter table mail_code force row level security;
create policy one_tenant on mail_code
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on mail_code to ${app_role};

-- How many codes somebody was sent lately, and who asked for them: a stranger uses up nothing of the owner's.
create table mail_code_sent (
    tenant_id uuid        not null,
    person_id uuid        not null,
    flow_id   uuid        not null,
    source    text        not null,
    known     boolean     not null, -- the right password came from there before
    at        timestamptz not null
);
create index mail_code_sent_to on mail_code_sent (tenant_id, person_id, at);
create index mail_code_sent_by_age on mail_code_sent (tenant_id, at);
alter table mail_code_sent enable row level security;
alter table mail_code_sent force row level security;
create policy one_tenant on mail_code_sent
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, delete on mail_code_sent to ${app_role};

create policy owner_counts on mail_code for select to current_user using (true);
create function tenants_with_mail_codes() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as 'select distinct tenant_id from public.mail_code where pending';
revoke all on function tenants_with_mail_codes() from public;
grant execute on function tenants_with_mail_codes() to ${app_role};
