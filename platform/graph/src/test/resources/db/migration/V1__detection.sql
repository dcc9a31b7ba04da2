-- Things of every kind a filter can ask for.
create table detection (
    tenant_id  uuid        not null,
    id         uuid        not null,
    kind       text,
    person     text,
    person_lower text collate "C" not null generated always as (coalesce(lower(person), '')) stored,
    level      text,
    source     text,
    simulated  boolean,
    error_code bigint,
    city       text,
    tags       text[]      not null default '{}',
    at         timestamptz,
    version    bigint      not null default 1,
    methods    text,
    gone       text,
    changed_in bigint      not null default (pg_current_xact_id()::text::bigint),
    primary key (tenant_id, id)
);
alter table detection enable row level security;
alter table detection force row level security;
create policy one_tenant on detection
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete, maintain on detection to ${app_role};


create function note_writer() returns trigger language plpgsql as $$
begin new.changed_in := pg_current_xact_id()::text::bigint; return new; end $$;
create trigger detection_changed before insert or update on detection for each row execute function note_writer();

create table identity (
    tenant_id    uuid not null,
    detection_id uuid not null,
    issuer       text not null,
    subject      text not null,
    methods      text,
    marks        text[] not null default '{}'
);
alter table identity enable row level security;
alter table identity force row level security;
create policy one_tenant on identity
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert on identity to ${app_role};

create index detection_by_person on detection (tenant_id, person_lower, id);
create index detection_by_kind on detection (tenant_id, lower(kind), id);
create index detection_by_change on detection (tenant_id, changed_in, id);
