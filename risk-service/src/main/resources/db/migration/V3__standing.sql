-- One person's risk. A row exists once the person was flagged.
create table user_risk (
    tenant_id  uuid        not null,
    person_id  uuid        not null,
    level      text        not null check (level in ('none', 'low', 'medium', 'high')),
    state      text        not null,
    detail     text        not null,
    updated_at timestamptz not null,
    -- The id of the outbox row that published this state, and what it said.
    version    bigint      not null default 0,
    body       jsonb       not null,
    primary key (tenant_id, person_id)
);

alter table user_risk enable row level security;
alter table user_risk force row level security;
create policy one_tenant on user_risk for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
create policy the_feed_reads_all on user_risk for select to ${feed_role} using (true);
grant select, insert, update on user_risk to ${app_role};
grant select (tenant_id, person_id, version, body) on user_risk to ${feed_role};

-- Everything that ever changed a person's risk. Rows are only ever added.
create table user_risk_history (
    tenant_id   uuid        not null,
    person_id   uuid        not null,
    item_id     uuid        not null,
    -- The order in which it happened.
    nth         bigint      not null generated always as identity,
    at          timestamptz not null,
    -- What: the state reached, and the kinds of detections that led there or left.
    level       text        not null,
    state       text        not null,
    detail      text        not null,
    event_types text[]      not null,
    risk_epoch  bigint      not null,
    -- Who: a person's or an application's id; null for the system.
    by_actor    text,
    -- Why, in words.
    why         text        not null,
    primary key (tenant_id, person_id, item_id)
);
create index user_risk_history_in_order on user_risk_history (tenant_id, person_id, nth);

alter table user_risk_history enable row level security;
alter table user_risk_history force row level security;
create policy one_tenant on user_risk_history for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert on user_risk_history to ${app_role};

-- One piece of evidence about one person.
create table detection (
    tenant_id      uuid        not null,
    detection_id   uuid        not null,
    person_id      uuid        not null,
    type           text        not null,
    -- Where the same evidence cannot be found twice: the sign-in's time and id, or who said so.
    about          text        not null,
    level          text        not null,
    state          text        not null,
    detail         text        not null,
    timing         text        not null check (timing in ('realtime', 'offline', 'notDefined')),
    -- The sign-in it is about; null where it is about the account.
    sign_in_at     timestamptz,
    sign_in_id     text,
    correlation_id text        not null,
    activity_at    timestamptz not null,
    detected_at    timestamptz not null,
    updated_at     timestamptz not null,
    ip             inet,
    city           text        not null,
    region         text        not null,
    country        text        not null,
    latitude       double precision,
    longitude      double precision,
    user_agent     text        not null,
    -- What it rests on, as numbers and names; and in words.
    evidence       jsonb       not null,
    reason         text        not null,
    engine         text        not null,
    primary key (tenant_id, detection_id),
    unique (tenant_id, person_id, type, about)
);
create index detection_newest on detection (tenant_id, detected_at desc, detection_id);
create index detection_of_sign_in on detection (tenant_id, sign_in_id) where sign_in_id is not null;

alter table detection enable row level security;
alter table detection force row level security;
create policy one_tenant on detection for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert, update (state, detail, updated_at) on detection to ${app_role};

-- Which remediations have been applied: each exactly once, in the transaction that moves the feed's cursor.
create table applied_remediation (
    tenant_id      uuid        not null,
    remediation_id uuid        not null,
    person_id      uuid        not null,
    kind           text        not null,
    applied_at     timestamptz not null,
    primary key (tenant_id, remediation_id)
);

alter table applied_remediation enable row level security;
alter table applied_remediation force row level security;
create policy one_tenant on applied_remediation for all to ${app_role}
    using (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]))
    with check (tenant_id = any ((select nullif(current_setting('app.tenants', true), ''))::uuid[]));
grant select, insert on applied_remediation to ${app_role};
