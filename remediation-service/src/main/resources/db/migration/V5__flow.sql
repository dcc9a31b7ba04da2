-- Sign-ins and remediations under way: one row is one person's way back in, one version per step.
-- Of the continuation only the hash is here; the one before is kept so that a flow whose answer was lost can be looked at.
create table flow (
    tenant_id             uuid        not null,
    flow_id               uuid        not null,
    version               integer     not null,
    continuation          text        not null, -- SHA-256
    previous_continuation text,
    state                 jsonb       not null,
    expires_at            timestamptz not null,
    primary key (tenant_id, flow_id)
);
create index flow_by_expiry on flow (tenant_id, expires_at);
alter table flow enable row level security;
alter table flow force row level security;
create policy one_tenant on flow
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on flow to ${app_role};

-- What a flow or an administrator has closed, for the risk service to apply once. The rows are the feed's state.
create table remediation (
    tenant_id      uuid        not null,
    remediation_id uuid        not null,
    version        bigint      not null,
    person_id      uuid        not null,
    document       jsonb       not null,
    at             timestamptz not null,
    primary key (tenant_id, remediation_id)
);
alter table remediation enable row level security;
alter table remediation force row level security;
create policy one_tenant on remediation
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update on remediation to ${app_role};
grant select (tenant_id, remediation_id, version, document) on remediation to ${feed_role};
create policy the_feed_reads_all on remediation for select to ${feed_role} using (true);
