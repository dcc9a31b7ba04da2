-- Who comes in by other ways than his own organisation's relationship: home waivers (D14), as their feed writes them, and invitations (D11)
-- found by who was invited.

create table waiver (
    tenant_id uuid  not null, -- the home that answers for him
    waiver_id uuid  not null,
    document  jsonb not null,
    primary key (tenant_id, waiver_id)
);
create index waiver_by_person on waiver (tenant_id, (document ->> 'person'));
alter table waiver enable row level security;
alter table waiver force row level security;
create policy one_tenant on waiver
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on waiver to ${app_role};

create index person_by_home on person (tenant_id, (document #>> '{guest,homePerson}'))
    where document #>> '{guest,homePerson}' is not null;
