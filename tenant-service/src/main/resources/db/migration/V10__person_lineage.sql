-- More of what a person's record holds, who a guest is at home (D11), and whose standing an account inherits (D25).
alter table person
    add column mail_nickname          text,
    add column department             text,
    add column company_name           text,
    add column employee_id            text,
    add column employee_type          text,
    add column usage_location         text,
    add column street_address         text,
    add column city                   text,
    add column state                  text,
    add column postal_code            text,
    add column country                text,
    add column fax_number             text,
    add column business_phones        text[] not null default '{}',
    add column other_mails            text[] not null default '{}',
    -- Sessions begun earlier are over, as far as the directory ends them: by disabling, by a password, by deletion.
    add column sessions_valid_from    timestamptz,
    -- Of an invited guest; null for everybody else.
    add column guest_state            text check (guest_state in ('PendingAcceptance', 'Accepted')),
    add column guest_state_changed_at timestamptz,
    add column home_tenant_id         uuid,
    add column home_person_id         uuid,
    -- Accounts of the same tenant that had his name, or were linked to the same person elsewhere. Never becomes fewer.
    add column predecessors           uuid[] not null default '{}',
    -- The row of somebody deleted for ever: it holds nothing about him, and his risk stays known under his id.
    add column erased_at              timestamptz,
    add constraint guest_linked check (
        case when guest_state = 'Accepted' then home_tenant_id is not null and home_person_id is not null
             else home_tenant_id is null and home_person_id is null end),
    add constraint erased_after_deletion check (erased_at is null or deleted_at is not null);

-- One person is one guest of a tenant.
create unique index guest_linked_once on person (tenant_id, home_person_id) where deleted_at is null;
create index guest_ever_linked on person (tenant_id, home_person_id) where home_person_id is not null;
create index person_deleted on person (tenant_id, person_id) where deleted_at is not null and erased_at is null;
create index person_mail on person (tenant_id, lower(mail)) where deleted_at is null;

-- Every name an account ever had, so that a name taken again leads back to who had it. Only a hash: somebody who was
-- deleted for ever is not named here.
create table held_name (
    tenant_id uuid  not null,
    name_hash bytea not null,
    person_id uuid  not null,
    primary key (tenant_id, name_hash, person_id),
    foreign key (tenant_id, person_id) references person
);

-- The migration's role does not escape a forced fence, and there is no tenant to bind.
alter table person no force row level security;
update person set sessions_valid_from = created_at;
alter table person alter column sessions_valid_from set not null;
insert into held_name (tenant_id, name_hash, person_id)
    select tenant_id, sha256(convert_to(lower(user_principal_name), 'UTF8')), person_id from person;
update person later set predecessors = array(
    select earlier.person_id from person earlier
    where earlier.tenant_id = later.tenant_id and lower(earlier.user_principal_name) = lower(later.user_principal_name)
        and earlier.created_at < later.created_at);
alter table person force row level security;

alter table held_name enable row level security;
alter table held_name force row level security;
create policy one_tenant on held_name
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

grant select, insert on held_name to ${app_role};
