-- What is usual for a person, as the familiarity score keeps it: at most 4 kB, versioned in its first byte. Null: nothing was learned yet.
alter table person_profile add column habits bytea check (length(habits) <= 4096);

-- What one tenant's scores rest on. The key turns values into numbers: nobody without it can tell them, or make two collide.
create table tenant_model (
    tenant_id uuid             not null primary key,
    value_key bytea            not null check (length(value_key) = 16),
    -- How much targeted attackers are feared, from 0 to 1; null: as shipped.
    targeted  double precision check (targeted >= 0 and targeted < 1),
    -- Which share of ordinary sign-ins may reach each level or a higher one; null: as shipped.
    low       double precision,
    medium    double precision,
    high      double precision,
    check (high > 0 and high <= medium and medium <= low and low < 1),
    check ((low is null) = (medium is null) and (low is null) = (high is null))
);

-- What a tenant's people do: decayed weights, each as it was on its day. Amounts from all nodes add up.
create table tenant_count (
    tenant_id  uuid             not null,
    level      smallint         not null,
    value      bigint           not null,
    -- The value above, which is part of what the value's number was made of.
    parent     bigint           not null,
    weight     double precision not null,
    day        integer          not null,
    changed_at timestamptz      not null default clock_timestamp(),
    primary key (tenant_id, level, value)
) with (fillfactor = 70);
create index tenant_count_changed on tenant_count (tenant_id, changed_at);

-- How often they showed something new, of how many occasions.
create table tenant_novelty (
    tenant_id uuid             not null,
    level     smallint         not null,
    gap       smallint         not null,
    history   smallint         not null,
    fresh     double precision not null,
    occasions double precision not null,
    primary key (tenant_id, level, gap, history)
) with (fillfactor = 70);

-- How their accepted sign-ins scored, by day and bin, under one model: what thresholds are drawn from.
create table tenant_score (
    tenant_id uuid    not null,
    model     text    not null,
    day       integer not null,
    bin       smallint not null,
    sign_ins  bigint  not null,
    primary key (tenant_id, model, day, bin)
) with (fillfactor = 70);

do
$$
declare
    part text;
begin
    foreach part in array array['tenant_model', 'tenant_count', 'tenant_novelty', 'tenant_score'] loop
        execute format('alter table %I enable row level security', part);
        execute format('alter table %I force row level security', part);
        execute format('create policy one_tenant on %I for all to ${app_role}
            using (tenant_id = any ((select nullif(current_setting(''app.tenants'', true), ''''))::uuid[]))
            with check (tenant_id = any ((select nullif(current_setting(''app.tenants'', true), ''''))::uuid[]))', part);
    end loop;
end
$$;
grant select, insert on tenant_model to ${app_role};
grant select, insert, update, delete on tenant_count to ${app_role};
grant select, insert, update on tenant_novelty to ${app_role};
grant select, insert, update, delete on tenant_score to ${app_role};

-- The score of a sign-in with everything it rests on, so that it can be replayed bit for bit.
alter table sign_in add column score double precision;
alter table sign_in add column grounds bytea;
alter table sign_in add column model text;
-- The version of the person's profile it was held against, and which state of the tenant's counts.
alter table sign_in add column profile_version integer;
alter table sign_in add column population_version bigint;
-- What the person's profile and the tenant's counts learned from it; null while they have not.
alter table sign_in add column lesson bytea;
grant update (score, grounds, model, profile_version, population_version, lesson) on sign_in to ${app_role};
