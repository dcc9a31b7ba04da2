-- Home waivers (D14): one person, one open risk, two home administrators, a few hours. Kept after their end.
create table home_waiver (
    tenant_id    uuid        not null references tenant,
    waiver_id    uuid        not null,
    person_id    uuid        not null,
    risk_epoch   bigint      not null,
    reason       text        not null check (length(reason) between 1 and 500),
    begins_at    timestamptz not null,
    ends_at      timestamptz not null check (ends_at > begins_at),
    -- When the person's waiver before this one ended.
    previous_end timestamptz,
    asked_by     uuid        not null,
    granted_by   uuid check (granted_by <> asked_by),
    granted_at   timestamptz,
    revoked_by   uuid,
    revoked_at   timestamptz,
    revision     bigint      not null,
    version      bigint      not null default 0,
    published    jsonb,
    primary key (tenant_id, waiver_id),
    foreign key (tenant_id, person_id) references person
);
create index home_waiver_of_person on home_waiver (tenant_id, person_id, ends_at);
create index home_waiver_ends on home_waiver (tenant_id, ends_at);

-- Which customers have accepted which. It is the customer's row; the home sees who relies on its word.
create table waiver_acceptance (
    tenant_id      uuid        not null references tenant,
    waiver_id      uuid        not null,
    home_tenant_id uuid        not null,
    ends_at        timestamptz not null,
    accepted_by    text        not null,
    accepted_at    timestamptz not null,
    primary key (tenant_id, waiver_id)
);
create index waiver_acceptance_ends on waiver_acceptance (tenant_id, ends_at);
create index waiver_acceptance_at_home on waiver_acceptance (home_tenant_id, waiver_id);

alter table home_waiver enable row level security;
alter table home_waiver force row level security;
alter table waiver_acceptance enable row level security;
alter table waiver_acceptance force row level security;

create policy one_tenant on home_waiver
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy one_tenant on waiver_acceptance
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy home_side on waiver_acceptance for select
    using (home_tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

create policy snapshot on home_waiver for select to ${feed_role} using (true);
grant select (tenant_id, waiver_id, version, published) on home_waiver to ${feed_role};

grant select, insert, update on home_waiver to ${app_role};
grant select, insert, delete on waiver_acceptance to ${app_role};
