-- Detections that an administrator raised to see what happens. They are the only ones that can be removed.
alter table detection add column simulated boolean not null default false;

grant delete on detection to ${app_role};
create policy only_simulated_ones_go on detection as restrictive for delete to ${app_role} using (simulated);

-- Every simulation: who raised what for whom, and who took it away again. Rows stay.
create table risk_simulation (
    tenant_id       uuid        not null,
    simulation_id   uuid        not null,
    -- The caller's own id of it: the same one again is the same simulation.
    request_id      text        not null,
    person_id       uuid        not null,
    type            text        not null,
    level           text        not null check (level in ('low', 'medium', 'high')),
    -- What was asked for, as told to the detection.
    ip              inet,
    city            text        not null,
    country         text        not null,
    user_agent      text        not null,
    application     text        not null,
    by_actor        text        not null,
    at              timestamptz not null,
    -- The detection it made; null where the same was said already, as of a real one.
    detection_id    uuid,
    purged_by       text,
    purged_at       timestamptz,
    primary key (tenant_id, simulation_id),
    unique (tenant_id, request_id)
);
create index risk_simulation_newest on risk_simulation (tenant_id, at desc, simulation_id);
create index risk_simulation_there on risk_simulation (tenant_id, simulation_id) where purged_at is null;

alter table risk_simulation enable row level security;
alter table risk_simulation force row level security;
create policy one_tenant on risk_simulation for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update (detection_id, purged_by, purged_at) on risk_simulation to ${app_role};
