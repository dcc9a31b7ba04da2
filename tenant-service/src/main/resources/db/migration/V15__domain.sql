-- A tenant may name several domains. A name counts for nothing (no users, no home-realm) until it is verified: by a DNS record, by the operator's word, or
-- because the operator made the tenant with it.
alter table domain
    add column is_initial  boolean not null default false,
    -- What the owner puts into the DNS; another one for everybody who names the domain.
    add column proof       text,
    add column verified_at timestamptz,
    add column verified_by text check (verified_by in ('initial', 'dns', 'operator'));

-- Forced row-level security hides the rows from their owner, too.
alter table domain no force row level security;
update domain set is_initial = is_default, verified_at = added_at, verified_by = 'initial', proof = md5(random()::text || name);
alter table domain force row level security;
alter table domain alter column proof set not null;
alter table domain add check ((verified_at is null) = (verified_by is null));

-- Whoever has proven it owns it, alone in the installation; naming a domain keeps nobody else from it.
drop index domain_owned_once;
create unique index domain_owned_once on domain (name) where verified_at is not null;
create unique index domain_default on domain (tenant_id) where is_default;

-- The way from a name to its tenant: it is looked for in the platform's own session, which sees verified domains and nothing else of them.
create policy platform_finds on domain for select
    using (verified_at is not null
           and '${platform_tenant}'::uuid = any (nullif(current_setting('app.tenants', true), '')::uuid[]));

grant update, delete on domain to ${app_role};
