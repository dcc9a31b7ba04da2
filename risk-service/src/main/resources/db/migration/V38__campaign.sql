-- Guessing spread over many networks. What is kept is bounded by what fails where it never got in; the rest are counts.

-- A name that was tried, in ten minutes, from a network it had never been let in from. Kept for two days.
create table strange_try (
    tenant_id uuid        not null,
    bucket    timestamptz not null,
    name_key  bigint      not null,
    -- The operator's number; where nobody knows it, something negative that stands for the neighbourhood.
    network   bigint      not null,
    -- A hash of what the client calls itself; 0 where it does not say.
    agent     bigint      not null,
    -- Of a failure; 0 where the password was right.
    code      integer     not null,
    -- The sign-in whose password was right; empty for failures, which are added up.
    event_id  text        not null default '',
    event_at  timestamptz,
    person_id uuid,
    user_name text        not null,
    -- The first address of its /24 or /48.
    around    inet        not null,
    agent_text text       not null default '',
    -- From a data centre, a VPN or Tor.
    hiding    boolean     not null,
    attempts  integer     not null,
    -- Whether what is found in it bears on the person's risk.
    bears     boolean     not null,
    primary key (tenant_id, bucket, name_key, network, agent, code, event_id)
);
create index strange_try_old on strange_try (bucket);

-- What a day was like at one network, with one client, or at the tenant as a whole.
create table key_day (
    tenant_id uuid      not null,
    kind      text      not null check (kind in ('network', 'userAgent', 'tenant')),
    key       bigint    not null,
    day       date      not null,
    -- Names that got in, and names that failed where they are at home: each sets one of 1,024 bits, so that the same name of any node counts once.
    names_in  bit(1024) not null default repeat('0', 1024)::bit(1024),
    mistaken  bit(1024) not null default repeat('0', 1024)::bit(1024),
    -- Sign-ins with the right password.
    succeeded integer   not null default 0,
    -- Names that failed where they had never got in.
    failing   integer   not null default 0,
    -- How high the tenant's running sum came.
    peak      double precision not null default 0,
    -- Such a day says nothing about what is ordinary.
    alerted   boolean   not null default false,
    primary key (tenant_id, kind, key, day)
) with (fillfactor = 80);
create index key_day_old on key_day (day);

-- How busy a tenant is in ten minutes: sign-ins with the right password.
create table tenant_pace (
    tenant_id uuid        not null,
    bucket    timestamptz not null,
    succeeded integer     not null,
    primary key (tenant_id, bucket)
) with (fillfactor = 80);

-- What stood out, as an alert of the tenant: one row a key and day (UTC), with the strongest evidence.
create table spray_campaign (
    tenant_id  uuid             not null,
    kind       text             not null check (kind in ('network', 'userAgent', 'cluster')),
    key        bigint           not null,
    day        date             not null,
    first_at   timestamptz      not null,
    last_at    timestamptz      not null,
    names      integer          not null,
    others     integer          not null,
    attempts   integer          not null,
    surprise   double precision not null,
    sum        double precision not null,
    code       integer          not null,
    agent      bigint           not null,
    agent_text text             not null,
    accuses    boolean          not null,
    -- At most 1,000 each.
    networks   bigint[]         not null,
    sources    text[]           not null,
    -- The names tried, at most 200.
    members    text[]           not null,
    engine     text             not null,
    primary key (tenant_id, kind, key, day)
);
create index spray_campaign_last on spray_campaign (tenant_id, last_at);

do $$
declare
    each text;
begin
    foreach each in array array['strange_try', 'key_day', 'tenant_pace', 'spray_campaign'] loop
        execute format('alter table %I enable row level security', each);
        execute format('alter table %I force row level security', each);
        execute format('create policy one_tenant on %I for all to ${app_role}
            using (tenant_id = any ((select nullif(current_setting(''app.tenants'', true), ''''))::uuid[]))
            with check (tenant_id = any ((select nullif(current_setting(''app.tenants'', true), ''''))::uuid[]))', each);
        execute format('grant select, insert, update, delete on %I to ${app_role}', each);
    end loop;
end $$;
