-- Who came into a group and who left it, for whoever asks what changed since; see io.homeward.graph.delta.

-- Existing rows carry the number of this migration: whoever holds a link of before was never told of members, and is now.
alter table membership
    add column changed_in bigint not null default (pg_current_xact_id()::text::bigint);
create index membership_by_change on membership (tenant_id, changed_in, group_id, person_id);

-- Somebody who is deleted leaves his groups, as others see it, and comes back into them; other changes of his are none of theirs.
alter table person
    add column presence_changed_in bigint not null default (pg_current_xact_id()::text::bigint);
create index person_by_presence on person (tenant_id, presence_changed_in, person_id);

-- Who left and has not come back. Kept at least as long as a delta token is good.
create table membership_ended (
    tenant_id  uuid        not null,
    group_id   uuid        not null,
    person_id  uuid        not null,
    changed_in bigint      not null default (pg_current_xact_id()::text::bigint),
    ended_at   timestamptz not null default now(),
    primary key (tenant_id, group_id, person_id),
    foreign key (tenant_id, group_id) references directory_group,
    foreign key (tenant_id, person_id) references person
);
create index membership_ended_by_change on membership_ended (tenant_id, changed_in, group_id, person_id);
create index membership_ended_by_age on membership_ended (tenant_id, ended_at);

alter table membership_ended enable row level security;
alter table membership_ended force row level security;
create policy one_tenant on membership_ended
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on membership_ended to ${app_role};
-- What is told again, because its group came back.
grant update (changed_in) on membership to ${app_role};

create trigger membership_changed
    before update of changed_in on membership
    for each row execute function note_writer();

create function note_presence() returns trigger language plpgsql as $$
begin
    if new.deleted_at is distinct from old.deleted_at then
        new.presence_changed_in := pg_current_xact_id()::text::bigint;
    end if;
    return new;
end $$;
create trigger person_presence
    before update of deleted_at on person
    for each row execute function note_presence();

create function note_end() returns trigger language plpgsql as $$
begin
    insert into membership_ended (tenant_id, group_id, person_id) values (old.tenant_id, old.group_id, old.person_id)
    on conflict (tenant_id, group_id, person_id)
        do update set changed_in = excluded.changed_in, ended_at = excluded.ended_at;
    return old;
end $$;
create trigger membership_end
    after delete on membership
    for each row execute function note_end();

create function note_return() returns trigger language plpgsql as $$
begin
    delete from membership_ended
    where tenant_id = new.tenant_id and group_id = new.group_id and person_id = new.person_id;
    return new;
end $$;
create trigger membership_return
    after insert on membership
    for each row execute function note_return();
