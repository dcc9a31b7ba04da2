-- How organisations look, as the feed of tenant-service writes it. The digest is the logo's address.
create table branding (
    tenant_id   uuid  primary key,
    document    jsonb not null,
    logo_digest text  generated always as (encode(sha256(decode(document -> 'logo' ->> 'content', 'base64')), 'hex')) stored
);
alter table branding enable row level security;
alter table branding force row level security;
create policy one_tenant on branding
    using (tenant_id = any(nullif(current_setting('app.tenants', true), '')::uuid[]));
grant select, insert, update, delete on branding to ${app_role};
