-- Risky sign-ins in which a second factor was passed: learned from after a quarantine, unless something came up. A row goes when that is decided.
create table lesson_due (
    tenant_id  uuid        not null,
    sign_in_at timestamptz not null,
    sign_in_id text        not null,
    person_id  uuid        not null,
    entered_at timestamptz not null,
    due_at     timestamptz not null,
    primary key (tenant_id, sign_in_at, sign_in_id)
);
create index lesson_due_in_order on lesson_due (tenant_id, due_at);
create index lesson_due_of_all on lesson_due (due_at);

alter table lesson_due enable row level security;
alter table lesson_due force row level security;
create policy one_tenant on lesson_due for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update (due_at), delete on lesson_due to ${app_role};

-- Scheduled work goes through tenants one by one and has to know which. These functions say their ids and nothing else; they ask with the
-- owner's rights, since no tenant is bound yet.
create policy the_owner_counts_tenants on lesson_due for select to current_user using (true);
create policy the_owner_counts_tenants on tenant_model for select to current_user using (true);
create policy the_owner_counts_tenants on user_risk for select to current_user using (true);

create function tenants_with_lessons_due(at timestamptz, after uuid, most integer) returns setof uuid
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as
$$
select distinct tenant_id from lesson_due where due_at <= at and tenant_id > after order by tenant_id limit most
$$;

create function tenants_with_habits(after uuid, most integer) returns setof uuid
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as
$$
select tenant_id from tenant_model where tenant_id > after order by tenant_id limit most
$$;

create index user_risk_low on user_risk (updated_at) where level = 'low' and state = 'atRisk';
create function tenants_with_low_risk(untouched_since timestamptz, after uuid, most integer) returns setof uuid
    language sql
    stable
    security definer
    set search_path = public, pg_temp
as
$$
select distinct tenant_id from user_risk
where level = 'low' and state = 'atRisk' and updated_at <= untouched_since and tenant_id > after
order by tenant_id limit most
$$;

revoke all on function tenants_with_lessons_due(timestamptz, uuid, integer) from public;
revoke all on function tenants_with_habits(uuid, integer) from public;
revoke all on function tenants_with_low_risk(timestamptz, uuid, integer) from public;
grant execute on function tenants_with_lessons_due(timestamptz, uuid, integer) to ${app_role};
grant execute on function tenants_with_habits(uuid, integer) to ${app_role};
grant execute on function tenants_with_low_risk(timestamptz, uuid, integer) to ${app_role};
