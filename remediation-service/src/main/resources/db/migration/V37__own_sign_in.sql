-- What people have said of their own sign-ins on their own page: it was they, or it was not. Who said that it was he may still find out that it was not; the other way
-- round nothing is taken back here (an administrator does that).
create table own_sign_in_answer (
    tenant_id  uuid        not null,
    person_id  uuid        not null,
    sign_in_id text        not null, -- as risk-service calls it
    answer     text        not null check (answer in ('wasMe', 'notMe')),
    at         timestamptz not null,
    primary key (tenant_id, person_id, sign_in_id)
);
alter table own_sign_in_answer enable row level security;
alter table own_sign_in_answer force row level security;
create policy one_tenant on own_sign_in_answer using (
    case when tenant_id = any ((select nullif(current_setting('app.tenants', true), '')::uuid[])::uuid[]) then true else false end);
grant select, insert, update, delete on own_sign_in_answer to ${app_role};

-- A person's sessions, the newest first.
create index session_of_person_newest on session (tenant_id, person_id, auth_time, session_id) where ended_at is null;
