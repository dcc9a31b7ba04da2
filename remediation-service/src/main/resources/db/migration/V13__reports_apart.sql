-- A report that fails waits for itself alone, longer each time; one that is refused for good is set aside with the reason.
alter table sign_in_report add column attempts integer not null default 0;
alter table sign_in_report add column not_before timestamptz;
alter table sign_in_report add column set_aside_at timestamptz;
alter table sign_in_report add column set_aside_because text;
grant update (attempts, not_before, set_aside_at, set_aside_because) on sign_in_report to ${app_role};

create index sign_in_report_waiting on sign_in_report (tenant_id, number) where set_aside_at is null;
create index sign_in_report_of_sign_in on sign_in_report (tenant_id, sign_in_id, number) where set_aside_at is null;
create index sign_in_report_aside on sign_in_report (tenant_id, set_aside_at) where set_aside_at is not null;

create or replace function tenants_with_reports() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
    as 'select distinct tenant_id from public.sign_in_report where set_aside_at is null';

-- Further kinds.
alter table sign_in_report drop constraint sign_in_report_kind_check;
alter table sign_in_report add constraint sign_in_report_kind_check
    check (kind in ('sign-in', 'outcome', 'leak', 'common', 'not-me', 'was-me'));
