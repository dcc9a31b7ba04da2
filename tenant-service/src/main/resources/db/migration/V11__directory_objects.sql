-- What lists of people and groups are found by, deleted groups, owners, and who changed since a client asked last.

-- Row-level security keeps an expression from using an index, because it could tell something about rows that are not
-- shown; a column may. "C" orders by the bytes, so that the beginning of a text is a range.
alter table person
    add column user_principal_name_lower text collate "C" not null generated always as (lower(user_principal_name)) stored,
    add column display_name_lower        text collate "C" not null generated always as (lower(display_name)) stored,
    add column mail_lower                text collate "C" generated always as (lower(mail)) stored,
    add column changed_in                bigint not null default (pg_current_xact_id()::text::bigint);

drop index person_mail;
create index person_by_name on person (tenant_id, user_principal_name_lower, person_id) where deleted_at is null;
create index person_by_display_name on person (tenant_id, display_name_lower, person_id) where deleted_at is null;
create index person_by_mail on person (tenant_id, mail_lower) where deleted_at is null;
create index person_by_change on person (tenant_id, changed_in, person_id);

alter table directory_group
    add column mail_nickname text,
    add column deleted_at    timestamptz,
    -- As for people: the id stays taken, the rest is gone.
    add column erased_at     timestamptz,
    add column display_name_lower text collate "C" not null generated always as (lower(display_name)) stored,
    add column changed_in    bigint not null default (pg_current_xact_id()::text::bigint),
    add constraint erased_after_deletion check (erased_at is null or deleted_at is not null),
    -- Who deletes a group takes no access away by the way; the access is taken away first.
    add constraint delegates_while_there check (not delegates or deleted_at is null);

create index group_by_display_name on directory_group (tenant_id, display_name_lower, group_id) where deleted_at is null;
create index group_by_change on directory_group (tenant_id, changed_in, group_id);

create table group_owner (
    tenant_id uuid not null,
    group_id  uuid not null,
    person_id uuid not null,
    primary key (tenant_id, group_id, person_id),
    foreign key (tenant_id, group_id) references directory_group,
    foreign key (tenant_id, person_id) references person
);
create index group_owner_of_person on group_owner (tenant_id, person_id);
create index role_assignment_of_role on role_assignment (tenant_id, role_id, person_id);

alter table group_owner enable row level security;
alter table group_owner force row level security;
create policy one_tenant on group_owner
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, delete on group_owner to ${app_role};

-- A row carries the number of the transaction that wrote it last; see io.homeward.graph.delta. What is only published
-- again, because a role or a group changed, has not changed.
create function note_writer() returns trigger language plpgsql as $$
begin
    new.changed_in := pg_current_xact_id()::text::bigint;
    return new;
end $$;

create trigger person_changed
    before update of user_principal_name, display_name, account_enabled, deleted_at, erased_at, guest_state on person
    for each row execute function note_writer();
create trigger group_changed
    before update of display_name, deleted_at, erased_at, changed_in on directory_group
    for each row execute function note_writer();
