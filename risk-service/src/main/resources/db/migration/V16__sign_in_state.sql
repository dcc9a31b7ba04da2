-- What has become of a sign-in's risk, as its detections or an administrator say; null where nothing was ever said.
alter table sign_in add column risk_state text
    check (risk_state in ('none', 'confirmedSafe', 'remediated', 'dismissed', 'atRisk', 'confirmedCompromised'));
alter table sign_in add column risk_detail text;
grant update (risk_state, risk_detail) on sign_in to ${app_role};

-- What administrators said about single sign-ins. Rows are only ever added.
create table sign_in_feedback (
    tenant_id  uuid        not null,
    item_id    uuid        not null,
    -- The order in which it was said.
    nth        bigint      not null generated always as identity,
    sign_in_at timestamptz not null,
    sign_in_id text        not null,
    person_id  uuid        not null,
    at         timestamptz not null,
    -- What the sign-in became.
    state      text        not null,
    detail     text        not null,
    -- A person's or an application's id.
    by_actor   text        not null,
    primary key (tenant_id, item_id)
);
create index sign_in_feedback_in_order on sign_in_feedback (tenant_id, sign_in_id, nth);

alter table sign_in_feedback enable row level security;
alter table sign_in_feedback force row level security;
create policy one_tenant on sign_in_feedback for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert on sign_in_feedback to ${app_role};
