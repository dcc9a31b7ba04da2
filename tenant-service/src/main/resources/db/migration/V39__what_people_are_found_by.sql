-- The properties people are commonly found and sorted by, each in lower case in a column that is never null (what is absent is the empty text,
-- which nobody's property is), so that a page in the middle of any order is one range of one index.
alter table person
    drop column mail_lower,
    add column mail_lower        text collate "C" not null generated always as (coalesce(lower(mail), '')) stored,
    add column given_name_lower  text collate "C" not null generated always as (coalesce(lower(given_name), '')) stored,
    add column surname_lower     text collate "C" not null generated always as (coalesce(lower(surname), '')) stored,
    add column job_title_lower   text collate "C" not null generated always as (coalesce(lower(job_title), '')) stored,
    add column department_lower  text collate "C" not null generated always as (coalesce(lower(department), '')) stored,
    add column employee_id_lower text collate "C" not null generated always as (coalesce(lower(employee_id), '')) stored,
    add column user_type_lower   text collate "C" not null generated always as (lower(user_type)) stored;

create index person_by_mail on person (tenant_id, mail_lower, person_id) where deleted_at is null;
create index person_by_given_name on person (tenant_id, given_name_lower, person_id) where deleted_at is null;
create index person_by_surname on person (tenant_id, surname_lower, person_id) where deleted_at is null;
create index person_by_job_title on person (tenant_id, job_title_lower, person_id) where deleted_at is null;
create index person_by_department on person (tenant_id, department_lower, person_id) where deleted_at is null;
create index person_by_employee_id on person (tenant_id, employee_id_lower, person_id) where deleted_at is null;
create index person_by_type on person (tenant_id, user_type_lower, person_id) where deleted_at is null;
create index person_by_enabled on person (tenant_id, account_enabled, person_id) where deleted_at is null;
create index person_by_creation on person (tenant_id, created_at, person_id) where deleted_at is null;

-- The words of people's and groups' names, by whose beginnings $search finds them. A table, because below row-level security neither a pattern
-- nor an inverted index is a condition of an index: their operators could tell something about rows that are not shown, comparisons of texts cannot.
create table directory_word (
    tenant_id  uuid    not null references tenant,
    word       text    collate "C" not null,
    -- A person or a group: the ids of both stay taken for ever, so nothing is left over.
    object_id  uuid    not null,
    -- In which properties it stands, a bit for each in the order of the call below.
    properties integer not null,
    primary key (tenant_id, word, object_id)
);
create index directory_word_of_object on directory_word (tenant_id, object_id);

alter table directory_word enable row level security;
alter table directory_word force row level security;
create policy one_tenant on directory_word using (
    case when tenant_id = any ((select nullif(current_setting('app.tenants', true), '')::uuid[])::uuid[]) then true else false end);
grant select, insert, delete on directory_word to ${app_role};

-- Letters and digits in a row; compared by the first sixty of them (io.homeward.graph.query.SearchParser cuts there, too).
create function words_of(variadic texts text[]) returns table (word text, properties integer) immutable language sql as $$
    select left(each, 60), bit_or(1 << (place::integer - 1))
    from unnest(texts) with ordinality as t (said, place), regexp_split_to_table(lower(said), '[^[:alnum:]]+') as each
    where each <> '' group by 1
$$;

create function keep_person_words() returns trigger language plpgsql as $$
begin
    delete from directory_word where tenant_id = new.tenant_id and object_id = new.person_id;
    insert into directory_word (tenant_id, object_id, word, properties)
    select new.tenant_id, new.person_id, w.word, w.properties
    from words_of(new.display_name, new.user_principal_name, new.mail, new.given_name, new.surname) w;
    return null;
end $$;
create trigger person_words_begin after insert on person for each row execute function keep_person_words();
create trigger person_words after update on person for each row
    when ((old.display_name, old.user_principal_name, old.mail, old.given_name, old.surname)
        is distinct from (new.display_name, new.user_principal_name, new.mail, new.given_name, new.surname))
    execute function keep_person_words();

create function keep_group_words() returns trigger language plpgsql as $$
begin
    delete from directory_word where tenant_id = new.tenant_id and object_id = new.group_id;
    insert into directory_word (tenant_id, object_id, word, properties)
    select new.tenant_id, new.group_id, w.word, w.properties from words_of(new.display_name, new.description) w;
    return null;
end $$;
create trigger group_words_begin after insert on directory_group for each row execute function keep_group_words();
create trigger group_words after update on directory_group for each row
    when ((old.display_name, old.description) is distinct from (new.display_name, new.description))
    execute function keep_group_words();

-- The migration's role does not escape a forced fence, and there is no tenant to bind.
alter table person no force row level security;
alter table directory_group no force row level security;
alter table directory_word no force row level security;
insert into directory_word (tenant_id, object_id, word, properties)
    select p.tenant_id, p.person_id, w.word, w.properties
    from person p, words_of(p.display_name, p.user_principal_name, p.mail, p.given_name, p.surname) w;
insert into directory_word (tenant_id, object_id, word, properties)
    select g.tenant_id, g.group_id, w.word, w.properties from directory_group g, words_of(g.display_name, g.description) w;
alter table person force row level security;
alter table directory_group force row level security;
alter table directory_word force row level security;

-- Audit entries of one kind, newest first: without these a rare kind is looked for through the whole trail.
create index audit_entry_of_category on audit_entry (tenant_id, category, at desc, entry_id desc);
create index audit_entry_of_activity on audit_entry (tenant_id, activity, at desc, entry_id desc);
create index audit_entry_application on audit_entry (tenant_id, by_application, at desc, entry_id desc) where by_application is not null;
drop index audit_entry_person;
create index audit_entry_person on audit_entry (tenant_id, by_person, at desc, entry_id desc) where by_person is not null;
