-- A tenant can be suspended, and deleted; both keep every row, so that it can come back. Whom its administrators want written to is theirs.
alter table tenant
    add column suspended_at    timestamptz,
    add column deleted_at      timestamptz,
    add column technical_mails text[] not null default '{}',
    add column security_mails  text[] not null default '{}',
    add column marketing_mails text[] not null default '{}',
    add column privacy_mail    text,
    add column privacy_url     text;

-- While this is so the rules are withdrawn from the feed, and whoever knows no rules of a tenant knows no such tenant.
alter table tenant_rules add column withdrawn boolean not null default false;
