-- What is known of each person's registration, for lists and counts: his directory entry, what he has registered, his clock and the tenant's rules,
-- weighed together by access-rules. Whoever changes one of these says no more than that the person has to be weighed again (by_revision = 0), or
-- all of a tenant (a new revision); he is, before anybody is shown a list (io.homeward.remediation.registration.WeighRegistrations).

create sequence registration_revision_number;
grant usage on sequence registration_revision_number to ${app_role};

-- Two rows a tenant, so that the two feeds that write them never wait for each other.
create table registration_revision (
    tenant_id uuid   not null,
    cause     text   not null check (cause in ('rules', 'relationships')),
    revision  bigint not null,
    primary key (tenant_id, cause)
);

create table registration_detail (
    tenant_id           uuid   not null,
    person_id           uuid   not null,
    by_revision         bigint not null default 0, -- the tenant's when he was weighed; lower than it is now, or 0: to be weighed
    weighed_at          timestamptz,               -- null: never yet
    again_at            timestamptz,               -- from when on time alone may have changed something: the end of his grace, or of a relationship
    user_principal_name text   not null default '',
    user_principal_name_lower text collate "C" not null generated always as (lower(user_principal_name)) stored,
    display_name        text   not null default '',
    display_name_lower  text collate "C" not null generated always as (lower(display_name)) stored,
    user_type           text   not null default 'member' check (user_type in ('member', 'guest')),
    is_admin            boolean not null default false,
    is_privileged       boolean not null default false,
    -- Null for who does not sign in here: a guest, or somebody disabled.
    standing            text check (standing in ('outOfScope', 'unregistered', 'registered')),
    started_at          timestamptz,               -- of the clock of who is unregistered
    mfa_registered      boolean not null default false,
    mfa_capable         boolean not null default false,
    passwordless        boolean not null default false,
    sspr_registered     boolean not null default false,
    sspr_enabled        boolean not null default false,
    sspr_capable        boolean not null default false,
    methods             text[] not null default '{}',
    default_method      text   not null default 'none',
    -- By which rule he would be blocked at home were a risk found today; null: he would get through.
    if_unusual_sign_in  text,
    if_leaked_password  text,
    -- By which rule it would be decided in another tenant; null for who is assigned by no relationship that runs.
    abroad_if_unusual_sign_in text,
    abroad_if_leaked_password text,
    primary key (tenant_id, person_id)
);
create index registration_detail_stale on registration_detail (tenant_id, by_revision, person_id);
create index registration_detail_again on registration_detail (tenant_id, again_at) where again_at is not null;
create index registration_detail_by_standing on registration_detail (tenant_id, standing, person_id);
create index registration_detail_pending on registration_detail (tenant_id, person_id) where standing = 'unregistered' and started_at is null;
create index registration_detail_by_clock on registration_detail (tenant_id, started_at, person_id)
    where standing = 'unregistered' and started_at is not null;
create index registration_detail_by_name on registration_detail (tenant_id, user_principal_name_lower, person_id);
create index registration_detail_by_display_name on registration_detail (tenant_id, display_name_lower, person_id);
create index registration_detail_by_admin on registration_detail (tenant_id, is_admin, person_id);
create index registration_detail_by_mfa on registration_detail (tenant_id, mfa_registered, person_id);
create index registration_detail_by_capable on registration_detail (tenant_id, mfa_capable, person_id);
create index registration_detail_by_type on registration_detail (tenant_id, user_type, person_id);
create index registration_detail_by_weighing on registration_detail (tenant_id, weighed_at, person_id);
create index registration_detail_unusual on registration_detail (tenant_id, person_id) where if_unusual_sign_in is not null;
create index registration_detail_leaked on registration_detail (tenant_id, person_id) where if_leaked_password is not null;
create index registration_detail_abroad on registration_detail (tenant_id, person_id) where abroad_if_unusual_sign_in is not null;

-- Those who are here already. Migrations see no rows of anybody; for a moment these two tables show theirs.
create policy moving on person for select to current_user using (true);
create policy moving on tenant_rules for select to current_user using (true);
insert into registration_detail (tenant_id, person_id) select tenant_id, person_id from person where not gone;
insert into registration_revision (tenant_id, cause, revision)
    select tenant_id, 'rules', nextval('registration_revision_number') from tenant_rules;
drop policy moving on person;
drop policy moving on tenant_rules;

alter table registration_revision enable row level security;
alter table registration_revision force row level security;
create policy one_tenant on registration_revision using (
    case when tenant_id = any ((select nullif(current_setting('app.tenants', true), '')::uuid[])::uuid[]) then true else false end);
grant select, insert, update on registration_revision to ${app_role};
alter table registration_detail enable row level security;
alter table registration_detail force row level security;
create policy one_tenant on registration_detail using (
    case when tenant_id = any ((select nullif(current_setting('app.tenants', true), '')::uuid[])::uuid[]) then true else false end);
grant select, insert, update, delete on registration_detail to ${app_role};

create function note_registration_of_person() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from registration_detail where tenant_id = old.tenant_id and person_id = old.person_id;
    elsif new.gone then
        delete from registration_detail where tenant_id = new.tenant_id and person_id = new.person_id;
    else
        insert into registration_detail (tenant_id, person_id) values (new.tenant_id, new.person_id)
        on conflict (tenant_id, person_id) do update set by_revision = 0;
    end if;
    return null;
end $$;
create trigger registration_of_person after insert or delete on person
    for each row execute function note_registration_of_person();
create trigger registration_of_changed_person after update on person
    for each row when (old.document is distinct from new.document or old.gone <> new.gone) execute function note_registration_of_person();

create function note_registration() returns trigger language plpgsql as $$
begin
    update registration_detail set by_revision = 0 where tenant_id = new.tenant_id and person_id = new.person_id;
    return null;
end $$;
create trigger registration_by_capability after insert or update on capability for each row execute function note_registration();
create trigger registration_by_clock after insert on registration_clock for each row execute function note_registration();

create function note_registration_of_all() returns trigger language plpgsql as $$
begin
    insert into registration_revision (tenant_id, cause, revision)
    values (coalesce(new.tenant_id, old.tenant_id), tg_argv[0], nextval('registration_revision_number'))
    on conflict (tenant_id, cause) do update set revision = excluded.revision;
    return null;
end $$;
create trigger registration_by_rules after insert on tenant_rules
    for each row execute function note_registration_of_all('rules');
create trigger registration_by_changed_rules after update on tenant_rules
    for each row when (old.document is distinct from new.document) execute function note_registration_of_all('rules');
create trigger registration_by_relationship after insert or delete on relationship
    for each row execute function note_registration_of_all('relationships');
create trigger registration_by_changed_relationship after update on relationship
    for each row when (
        (old.document -> 'assignments', old.document -> 'status', old.document -> 'suspended', old.document -> 'endsAt')
        is distinct from (new.document -> 'assignments', new.document -> 'status', new.document -> 'suspended', new.document -> 'endsAt'))
    execute function note_registration_of_all('relationships');

-- Of which tenants somebody has to be weighed, and nothing else of them.
create policy owner_looks on registration_revision for select to current_user using (true);
create policy owner_looks on registration_detail for select to current_user using (true);
create function tenants_to_weigh(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select r.tenant_id from (select tenant_id, max(revision) as revision from public.registration_revision group by tenant_id) r
        where exists (select from public.registration_detail d where d.tenant_id = r.tenant_id and d.by_revision < r.revision)
            or exists (select from public.registration_detail d where d.tenant_id = r.tenant_id and d.again_at <= at)
    $$;
revoke all on function tenants_to_weigh(timestamptz) from public;
grant execute on function tenants_to_weigh(timestamptz) to ${app_role};
