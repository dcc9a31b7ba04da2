-- What a tenant's rules let its own people do about their risk, each time it became another: customers with a relationship read it (D24).
create table home_posture (
    tenant_id  uuid        not null references tenant,
    number     bigint      not null,
    since      timestamptz not null,
    statements jsonb       not null,
    -- Whether something is easier than before.
    loosened   boolean     not null,
    primary key (tenant_id, number)
);

alter table home_posture enable row level security;
alter table home_posture force row level security;

create policy one_tenant on home_posture
    using (tenant_id = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

grant select, insert on home_posture to ${app_role};
