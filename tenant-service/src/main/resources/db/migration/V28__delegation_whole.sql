-- Suspension by either side, who may come through whom, and the operations that are polled.
alter table relationship
    -- One entry a side at most: who suspended, since when and why.
    add column suspensions        jsonb  not null default '[]',
    -- Partners of the partner whom the customer allowed by name to come through it (D20).
    add column sub_delegates      uuid[] not null default '{}',
    -- The indirect provider the partner's offer names; approved with it.
    add column provider_tenant_id uuid,
    add constraint provider_is_neither_side check (provider_tenant_id is distinct from tenant_id
        and (customer_tenant_id is null or provider_tenant_id is distinct from customer_tenant_id));

create index relationship_by_status on relationship (tenant_id, status, customer_tenant_id);
create index request_of_relationship on relationship_request (tenant_id, relationship_id, created_at);

-- A deleted assignment stays readable, so that whoever polls it sees it go.
alter table access_assignment
    add column deleted_at timestamptz,
    drop constraint access_assignment_tenant_id_relationship_id_group_id_key;
create unique index access_assignment_of_group on access_assignment (tenant_id, relationship_id, group_id) where deleted_at is null;
create index access_assignment_by_group on access_assignment (tenant_id, group_id) where deleted_at is null;

create table relationship_operation (
    tenant_id          uuid        not null,
    operation_id       uuid        not null,
    relationship_id    uuid        not null,
    customer_tenant_id uuid        not null,
    type               text        not null check (type in ('delegatedAdminAccessAssignmentUpdate', 'delegatedAdminRelationshipUpdate')),
    -- What was asked for, as JSON in a text: so the wire has it.
    data               text        not null,
    created_at         timestamptz not null,
    primary key (tenant_id, operation_id),
    foreign key (tenant_id, relationship_id) references relationship on delete cascade
);
create index operation_of_relationship on relationship_operation (tenant_id, relationship_id, created_at);

alter table relationship_operation enable row level security;
alter table relationship_operation force row level security;
create policy partner_side on relationship_operation
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
create policy customer_side on relationship_operation for select
    using (customer_tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert on relationship_operation to ${app_role};
