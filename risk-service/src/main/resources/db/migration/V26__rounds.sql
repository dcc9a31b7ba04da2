-- Since when a relationship has been known here: whoever enters a customer that has just come does his work.
alter table known_relationship add column known_since timestamptz not null default now();

-- A technician's rounds: which customers he enters, and how many a day. Kept by his home.
create table delegate_rounds (
    tenant_id  uuid             not null,
    person_id  uuid             not null,
    updated_at timestamptz      not null,
    -- For his colleagues' sake: the days his habit rests on, customers on one of them, and in the 24 hours before the last entry.
    days       integer          not null,
    usual      double precision not null,
    recent     integer          not null,
    body       jsonb            not null,
    primary key (tenant_id, person_id)
);

alter table delegate_rounds enable row level security;
alter table delegate_rounds force row level security;
create policy one_tenant on delegate_rounds for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update on delegate_rounds to ${app_role};
