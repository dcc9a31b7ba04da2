-- Which steps of the reminders of his registration somebody was told: each once, on whatever node, since his clock never begins anew.
create table registration_reminder (
    tenant_id uuid        not null,
    person_id uuid        not null,
    step      text        not null, -- a duration after the beginning of the grace, such as PT168H, or 'forced'
    at        timestamptz not null,
    primary key (tenant_id, person_id, step)
);
alter table registration_reminder enable row level security;
alter table registration_reminder force row level security;
create policy one_tenant on registration_reminder using (
    case when tenant_id = any ((select nullif(current_setting('app.tenants', true), '')::uuid[])::uuid[]) then true else false end);
grant select, insert, delete on registration_reminder to ${app_role};

-- Of which tenants a clock began in this time and runs, or has run out unanswered; nothing else of them.
create function tenants_with_clocks(began_after timestamptz, began_until timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select r.tenant_id from public.registration_revision r
        where r.cause = 'rules' and exists (select from public.registration_detail d
            where d.tenant_id = r.tenant_id and d.standing = 'unregistered' and d.started_at > began_after and d.started_at <= began_until)
    $$;
revoke all on function tenants_with_clocks(timestamptz, timestamptz) from public;
grant execute on function tenants_with_clocks(timestamptz, timestamptz) to ${app_role};
