-- Delegated admin relationships. A row belongs to the partner's tenant; the customer named in it sees it too.
create table relationship (
    tenant_id          uuid        not null references tenant,
    relationship_id    uuid        not null,
    customer_tenant_id uuid references tenant,
    -- What each side calls itself: the customer learns whose invitation it is, the partner whom he was let in by.
    partner_name       text        not null,
    customer_name      text,
    display_name       text        not null check (length(display_name) between 1 and 50),
    duration           text        not null,
    auto_extend        text        not null,
    roles              uuid[]      not null,
    status             text        not null check (status in ('created', 'approvalPending', 'approved', 'activating',
                           'active', 'expiring', 'expired', 'terminationRequested', 'terminating', 'terminated')),
    created_at         timestamptz not null,
    modified_at        timestamptz not null,
    -- Present in the states that know it.
    locked_at          timestamptz,
    activated_at       timestamptz,
    ends_at            timestamptz,
    -- Counts changes; clients see it as the ETag.
    revision           bigint      not null,
    version            bigint      not null default 0,
    published          jsonb,
    primary key (tenant_id, relationship_id)
);

create unique index relationship_name on relationship (tenant_id, lower(display_name));
create index relationship_of_customer on relationship (customer_tenant_id);
create index relationship_ends on relationship (tenant_id, ends_at);

-- What either side asked for, and what became of it.
create table relationship_request (
    tenant_id          uuid        not null,
    request_id         uuid        not null,
    relationship_id    uuid        not null,
    customer_tenant_id uuid,
    asked_by_tenant    uuid        not null,
    asked_by           text        not null,
    action             text        not null check (action in ('lockForApproval', 'approve', 'reject', 'terminate')),
    status             text        not null check (status in ('created', 'pending', 'succeeded', 'failed')),
    created_at         timestamptz not null,
    primary key (tenant_id, request_id),
    foreign key (tenant_id, relationship_id) references relationship on delete cascade
);

-- Which of the partner's groups uses which of the relationship's roles.
create table access_assignment (
    tenant_id          uuid        not null,
    assignment_id      uuid        not null,
    relationship_id    uuid        not null,
    customer_tenant_id uuid        not null,
    group_id           uuid        not null,
    roles              uuid[]      not null,
    created_at         timestamptz not null,
    modified_at        timestamptz not null,
    revision           bigint      not null,
    primary key (tenant_id, assignment_id),
    unique (tenant_id, relationship_id, group_id),
    foreign key (tenant_id, relationship_id) references relationship on delete cascade,
    foreign key (tenant_id, group_id) references directory_group
);

alter table relationship enable row level security;
alter table relationship force row level security;
alter table relationship_request enable row level security;
alter table relationship_request force row level security;
alter table access_assignment enable row level security;
alter table access_assignment force row level security;

create policy partner_side on relationship
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy partner_side on relationship_request
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy partner_side on access_assignment
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

-- The other side reads. What it asks for is written in a transaction bound to both.
create policy customer_side on relationship for select
    using (customer_tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy customer_side on relationship_request for select
    using (customer_tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy customer_side on access_assignment for select
    using (customer_tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

create policy snapshot on relationship for select to ${feed_role} using (true);
grant select (tenant_id, relationship_id, version, published) on relationship to ${feed_role};

grant select, insert, update, delete on relationship to ${app_role};
grant select, insert, update, delete on relationship_request to ${app_role};
grant select, insert, update, delete on access_assignment to ${app_role};
